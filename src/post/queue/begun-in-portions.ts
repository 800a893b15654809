// What stands on the threshold when a worker is killed is uncertain, though nobody tried it. Where a letter takes long,
// that is none; where hundreds go in a second, a statement for each would cost more than the letters.
const PORTION_LASTS = 25;
const MOST = 50;

/**
 * Letters between being claimed and being sent: each is recorded as begun before it is handed out, in portions that
 * last about 25 ms at the pace at which they are taken. So the record costs a fast mail server little, and with a slow one
 * only what is really under way has been begun. Any number may ask at once; they are served in turn.
 */
export class Threshold<T> {
  private waiting: T[] = [];
  private begun: T[] = [];
  private asking = 0;
  private recording: Promise<void> | null = null;
  /** How many are taken while a portion should last, as last seen; 0 where letters take their time. */
  private pace = 0;
  private taken = 0;
  private since = performance.now();
  private readonly record: (portion: readonly T[]) => Promise<readonly T[]>;

  /** @param record makes durable that these begin, and returns those that may */
  constructor(record: (portion: readonly T[]) => Promise<readonly T[]>) {
    this.record = record;
  }

  add(items: readonly T[]): void {
    this.waiting.push(...items);
  }

  /** How many have not been handed out. */
  get size(): number {
    return this.waiting.length + this.begun.length;
  }

  /** The next that may be sent; undefined when there is none. @throws what `record` throws */
  async next(): Promise<T | undefined> {
    this.asking++;
    try {
      while (this.begun.length === 0) {
        if (this.recording === null && this.waiting.length === 0) return undefined;
        await this.recordMore();
      }
    } finally {
      this.asking--;
    }
    this.count();
    const next = this.begun.shift();
    // The next portion is recorded while the last of this one are sent. Whoever finds none meets what went wrong.
    if (this.begun.length < Math.floor(this.pace / 4) && this.waiting.length > 0)
      this.recordMore().catch(() => {});
    return next;
  }

  /** It was handed out, and is not sent now after all. */
  putBack(item: T): void {
    this.begun.unshift(item);
  }

  /** Takes out all that was not handed out. */
  async drain(): Promise<readonly T[]> {
    await this.recording?.catch(() => {});
    const left = [...this.begun, ...this.waiting];
    this.begun = [];
    this.waiting = [];
    return left;
  }

  private count(): void {
    this.taken++;
    const elapsed = performance.now() - this.since;
    if (elapsed < PORTION_LASTS) return;
    this.pace = Math.min(MOST, Math.floor((this.taken * PORTION_LASTS) / elapsed));
    this.taken = 0;
    this.since += elapsed;
  }

  private recordMore(): Promise<void> {
    this.recording ??= this.recordPortion().finally(() => {
      this.recording = null;
    });
    return this.recording;
  }

  private async recordPortion(): Promise<void> {
    const portion = this.waiting.slice(0, Math.max(1, this.asking, this.pace));
    // Where this fails they may have begun or not: they are still ours, and wait with the others.
    this.begun.push(...(await this.record(portion)));
    this.waiting.splice(0, portion.length);
  }
}
