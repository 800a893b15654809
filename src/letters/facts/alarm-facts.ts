import type { AlarmCode } from '../../alarms/alarm.ts';
import type { IsoDay } from '../../calendar/time.ts';
import type { CommonFacts } from './letter.ts';

/** A moment on the company's clocks. */
export interface WallMoment {
  readonly day: IsoDay;
  /** `09:40` */
  readonly time: string;
}

/** All that a letter about an alarm says, before words. */
export interface AlarmFacts extends CommonFacts {
  readonly letter: 'alarm';
  readonly code: AlarmCode;
  /** The feed, the mail server, the guard, the template, the folder; empty where there is only one. */
  readonly subject: string;
  /** A code within the code: which guards. */
  readonly reason: string | null;
  /** How many: letters, megabytes, minutes; of a locked table the process that keeps it. */
  readonly number: number | null;
  /** When the feed was fresh, the last round was, or the transaction began that keeps a table. */
  readonly asOf: WallMoment | null;
  readonly since: WallMoment;
  /** Since when it is over; null: it stands. */
  readonly ended: WallMoment | null;
}
