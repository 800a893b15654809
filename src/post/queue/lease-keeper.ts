import type pg from 'pg';
import { type Instant, instantOf, MINUTE } from '../../calendar/time.ts';
import type { Clock } from '../../clock.ts';
import { renew } from '../../ledger/letter-states/sending.ts';
import { LEASE } from './claim.ts';

// Nothing is submitted this shortly before a lease ends: another worker may take the letter for lost.
const MARGIN = MINUTE;

/** The lease of the letters of one claim. */
export interface HeldLease {
  readonly holder: string;
  readonly until: Instant;
}

/** Keeps this worker's leases alive while it lives, and knows which of them still hold. */
export class LeaseKeeper {
  private leases: { readonly holder: string; until: Instant }[] = [];
  private readonly timer: NodeJS.Timeout;
  private readonly pool: pg.Pool;
  private readonly holder: string;
  private readonly clock: Clock;

  constructor(
    pool: pg.Pool,
    holder: string,
    clock: Clock,
    log: { warn(fields: object, text: string): void },
  ) {
    this.pool = pool;
    this.holder = holder;
    this.clock = clock;
    this.timer = setInterval(() => {
      this.renewAll().catch((error: unknown) =>
        log.warn({ err: error }, 'The leases of the letters being sent could not be renewed.'),
      );
    }, LEASE / 3);
    this.timer.unref();
  }

  /** A lease for letters that are claimed now. */
  grant(): HeldLease {
    const lease = { holder: this.holder, until: instantOf(this.clock.now() + LEASE) };
    this.leases.push(lease);
    return lease;
  }

  /** Whether its letters are still this worker's for long enough to be submitted. False after the machine slept. */
  holds(lease: HeldLease): boolean {
    return this.clock.now() + MARGIN < lease.until;
  }

  end(): void {
    clearInterval(this.timer);
  }

  private async renewAll(): Promise<void> {
    const now = this.clock.now();
    const until = instantOf(now + LEASE);
    // A lease that has ended may be another's by now: it is never taken up again.
    const live = this.leases.filter((lease) => lease.until > now);
    await renew(this.pool, { holder: this.holder, until }, now);
    for (const lease of live) lease.until = until;
    this.leases = live;
  }
}
