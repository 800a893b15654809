import type pg from 'pg';
import { instantOf } from '../../calendar/time.ts';
import type { Clock } from '../../clock.ts';
import { LEASE, type Lease, type LeaseClock, MARGIN, renew } from '../../ledger/letter-states/sending.ts';
import { Stopwatch } from './stopwatch.ts';

/** The lease of the letters of one claim. */
export interface HeldLease extends Lease {
  /** Began before the database was asked: so much of the lease is over at most. */
  readonly age: Stopwatch;
  readonly era: number;
}

/** Keeps this worker's leases alive while it lives, and knows which of them still hold. */
export class LeaseKeeper {
  /** Since the last renewal; one that came too late began another era. */
  private renewed: Stopwatch;
  private era = 0;
  private readonly timer: NodeJS.Timeout;
  private readonly pool: pg.Pool;
  private readonly holder: string;
  private readonly clock: Clock;
  private readonly ownClock: boolean;

  /** @param ownClock the clock is the machine's own: then leases run by the database's, which no sleep of ours stops */
  constructor(
    pool: pg.Pool,
    holder: string,
    { clock, ownClock }: { readonly clock: Clock; readonly ownClock: boolean },
    log: { warn(fields: object, text: string): void },
  ) {
    this.pool = pool;
    this.holder = holder;
    this.clock = clock;
    this.ownClock = ownClock;
    this.renewed = new Stopwatch(clock);
    this.timer = setInterval(() => {
      this.renewAll().catch((error: unknown) =>
        log.warn({ err: error }, 'The leases of the letters being sent could not be renewed.'),
      );
    }, LEASE / 3);
    this.timer.unref();
  }

  /** By what leases are judged now. */
  now(): LeaseClock {
    return this.ownClock ? null : this.clock.now();
  }

  /** A lease for letters that are claimed now. */
  grant(): HeldLease {
    return { ...this.untilFromNow(), age: new Stopwatch(this.clock), era: this.era };
  }

  /** Whether its letters are still this worker's for long enough to be submitted. False after the machine slept. */
  holds({ age, era }: HeldLease): boolean {
    const since = age.elapsed();
    return (era === this.era ? Math.min(since, this.renewed.elapsed()) : since) + MARGIN < LEASE;
  }

  end(): void {
    clearInterval(this.timer);
  }

  private untilFromNow(): Lease {
    const until = this.ownClock ? null : instantOf(this.clock.now() + LEASE);
    return { holder: this.holder, until };
  }

  private async renewAll(): Promise<void> {
    // A lease that has ended may be another's by now: it is never taken up again.
    const late = this.renewed.elapsed() >= LEASE;
    const age = new Stopwatch(this.clock);
    await renew(this.pool, this.untilFromNow(), this.now());
    if (late) this.era++;
    this.renewed = age;
  }
}
