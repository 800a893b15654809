import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Clock } from '../../clock.ts';
import { type Settlement, settle } from '../../ledger/letter-states/settled.ts';

// The time between the server's OK and our record of it. Shorter costs a statement for every few letters.
const COLLECT_FOR = 25;
// A database that restarts is back within this; what the server took must not be forgotten meanwhile.
const TRIES = 10;
const LONGEST_WAIT = 5_000;
// Beyond this the database is the slower one, and sending waits for it.
const MOST_WAITING = 500;

/** Collects what became of letters and settles them a few at a time, while others are being sent. */
export class Settler {
  private waiting: Settlement[] = [];
  private running: Promise<void> | null = null;
  private troubled = false;
  private readonly pool: pg.Pool;
  private readonly holder: string;
  private readonly clock: Clock;
  private readonly settled: (settlements: readonly Settlement[]) => void;

  constructor(
    pool: pg.Pool,
    holder: string,
    clock: Clock,
    settled: (settlements: readonly Settlement[]) => void,
  ) {
    this.pool = pool;
    this.holder = holder;
    this.clock = clock;
    this.settled = settled;
  }

  add(settlement: Settlement): void {
    this.waiting.push(settlement);
    this.running ??= this.run();
    // Whoever waits for `done` gets the failure; without a waiter it must not end the process.
    this.running.catch(() => {});
  }

  /** Nothing more should be sent until `done`: the database does not keep up, or does not answer. */
  get behind(): boolean {
    return this.troubled || this.waiting.length > MOST_WAITING;
  }

  /** Resolves when all that was added is recorded. @throws the database's error when it could not be. */
  async done(): Promise<void> {
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      await sleep(COLLECT_FOR);
      const batch = this.waiting;
      this.waiting = [];
      await this.record(batch);
      this.settled(batch);
    }
    this.running = null;
  }

  private async record(batch: readonly Settlement[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await settle(this.pool, this.holder, batch, this.clock.now());
        this.troubled = false;
        return;
      } catch (error) {
        this.troubled = true;
        if (attempt >= TRIES) throw error;
        await sleep(Math.min(LONGEST_WAIT, 100 * 2 ** attempt));
      }
    }
  }
}
