import { z } from 'zod';
import { ALARM_CODES } from '../../alarms/alarm.ts';
import { common, count, day, type FactsOf, text } from './fact-shapes.ts';

/** A moment on the company's clocks: its day, and its time such as `09:40`. */
const wallMoment = z.strictObject({ day, time: z.string() });
export type WallMoment = FactsOf<typeof wallMoment>;

/** All that a letter about an alarm says, before words. */
export const alarm = z.strictObject({
  letter: z.literal('alarm'),
  ...common,
  code: z.enum(ALARM_CODES),
  /** The feed, the mail server, the guard, the template, the folder; empty where there is only one. */
  subject: z.string(),
  /** A code within the code: which guards. */
  reason: text,
  /** How many: letters, megabytes, minutes; of a locked table the process that keeps it. */
  number: count.nullable(),
  /** When the feed was fresh, the last round was, or the transaction began that keeps a table. */
  asOf: wallMoment.nullable(),
  since: wallMoment,
  /** Since when it is over; null: it stands. */
  ended: wallMoment.nullable(),
});
export type AlarmFacts = FactsOf<typeof alarm>;
