import { afterAnswer, afterFault, afterRest, type Breaker, CLOSED, lanesOf } from './breaker.ts';
import type { AttemptOutcome } from './outcome.ts';

/** Hears when the mail server is left alone, and why; null: it takes letters again. */
export type RelayAlarm = (why: string | null) => void;

/** The mail server as one worker knows it: how many letters it is trusted with at once, by what became of the last ones. */
export class Relay {
  /** The last word of a server that takes nothing; null after it took a letter. */
  fault: string | null = null;
  private breaker: Breaker = CLOSED;
  private readonly lanes: number;
  private readonly alarm: RelayAlarm;

  /** @param lanes letters that may be under way at once when all is well */
  constructor(lanes: number, alarm: RelayAlarm = () => undefined) {
    this.lanes = lanes;
    this.alarm = alarm;
  }

  get allowed(): number {
    return lanesOf(this.breaker, this.lanes);
  }

  /** It takes what comes. */
  get isTrusted(): boolean {
    return this.breaker.state === 'closed';
  }

  get isLeftAlone(): boolean {
    return this.breaker.state === 'open';
  }

  /** Milliseconds for which it is still left alone. */
  get restFor(): number {
    return this.breaker.state === 'open' ? Math.max(0, this.breaker.until - performance.now()) : 0;
  }

  /** After its rest: one letter tries. */
  resume(): void {
    this.breaker = afterRest(this.breaker, performance.now());
  }

  /**
   * Takes in what became of a letter. A server that cuts the line after every letter is as bad as one that answers
   * none, and so is one that refuses us: it would refuse all that waits, for good.
   */
  heed(outcome: AttemptOutcome): void {
    const before = this.breaker.state;
    const failed = outcome.kind === 'uncertain' || (outcome.kind !== 'submitted' && outcome.relay);
    if (failed) {
      this.breaker = afterFault(this.breaker, this.lanes, performance.now(), Math.random());
      if (outcome.kind === 'retry' || this.isLeftAlone) this.fault = outcome.reason;
    } else {
      this.breaker = afterAnswer(this.breaker, this.lanes);
      if (outcome.kind === 'submitted') this.fault = null;
    }
    if (this.isLeftAlone && before !== 'open') this.alarm(this.fault);
    if (before === 'probing' && !failed) this.alarm(null);
  }
}
