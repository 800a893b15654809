import type { Instant } from '../../calendar/time.ts';
import { clockDoubt } from '../../guards/time-guards.ts';
import { clockText } from '../../guards/trip-text.ts';
import type { Rules } from '../../policy/rules.ts';

/** Hears why delivery does not trust the clocks; null: they agree again. */
export type ClockAlarm = (why: string | null) => void;

/** Whether this worker's clock and the database's agree, as last compared: with each claim. */
export class ClockWatch {
  /** Why they are not trusted. Then alarms alone are sent, and nothing expires. */
  doubt: string | null = null;
  private readonly guards: Pick<Rules['guards'], 'clockOff'>;
  private readonly ownClock: boolean;
  private readonly alarm: ClockAlarm;

  /** @param ownClock one of `--at` may show any day, and is compared with nothing */
  constructor(
    guards: Pick<Rules['guards'], 'clockOff'>,
    ownClock: boolean,
    alarm: ClockAlarm = () => undefined,
  ) {
    this.guards = guards;
    this.ownClock = ownClock;
    this.alarm = alarm;
  }

  /** Takes in what both clocks showed at a moment. Returns whether they can be trusted. */
  agree(now: Instant, database: Instant): boolean {
    if (!this.ownClock) return true;
    const before = this.doubt;
    const doubt = clockDoubt(now, database, this.guards.clockOff);
    this.doubt = doubt && clockText(doubt);
    if ((this.doubt === null) !== (before === null)) this.alarm(this.doubt);
    return this.doubt === null;
  }
}
