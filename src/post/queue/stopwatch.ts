import type { Clock } from '../../clock.ts';

/**
 * How long ago something was, by two clocks of which each knows what the other may miss: the steady one goes on while the
 * process is stopped, and does not jump; the clock of days goes on while the machine sleeps. The longer span counts, so a
 * clock that is set forward makes things seem old, never young.
 */
export class Stopwatch {
  private readonly steady = performance.now();
  private readonly began: number;
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
    this.began = clock.now();
  }

  /** Milliseconds; at least as many as have passed. */
  elapsed(): number {
    return Math.max(performance.now() - this.steady, this.clock.now() - this.began);
  }
}
