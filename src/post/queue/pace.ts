/** How many letters may leave now: a token bucket. Times are milliseconds of any one steady clock. */
export class Pace {
  private readonly perMs: number;
  private readonly most: number;
  private tokens: number;
  private at: number;

  /** Infinity means no limit. The bucket holds one second's worth: no burst can outrun the minute by more. */
  constructor(perMinute: number, now: number) {
    this.perMs = perMinute / 60_000;
    this.most = Math.max(1, perMinute / 60);
    this.tokens = this.most;
    this.at = now;
  }

  /** Takes up to `wanted` letters' worth, as many as there are; 0 when one must wait. */
  take(wanted: number, now: number): number {
    this.refill(now);
    const taken = Math.min(wanted, Math.floor(this.tokens));
    this.tokens -= taken;
    return taken;
  }

  /** Gives back what was taken for letters that did not leave. */
  giveBack(letters: number): void {
    this.tokens = Math.min(this.most, this.tokens + letters);
  }

  /** Milliseconds until one more letter may leave. */
  waitFor(now: number): number {
    this.refill(now);
    return this.tokens >= 1 ? 0 : Math.ceil((1 - this.tokens) / this.perMs);
  }

  private refill(now: number): void {
    // Infinity times zero is not a number, so no time passed means nothing to add.
    if (now <= this.at) return;
    this.tokens = Math.min(this.most, this.tokens + (now - this.at) * this.perMs);
    this.at = now;
  }
}
