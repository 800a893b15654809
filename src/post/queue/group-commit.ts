import { setImmediate as nextTurn } from 'node:timers/promises';

interface Asking<T> {
  readonly item: T;
  answer(may: boolean): void;
  fail(error: unknown): void;
}

/**
 * The threshold over which every letter goes: it asks when a connection has taken it, and the answer is awaited before its text
 * leaves, so that what has begun when a worker is killed is no more than there are connections. All that ask while a
 * record is being written are recorded together, next.
 */
export class GroupCommit<T> {
  private asking: Asking<T>[] = [];
  private recording = false;
  private readonly record: (portion: readonly T[]) => Promise<ReadonlySet<T>>;

  /** @param record makes durable that these begin, and returns those that may */
  constructor(record: (portion: readonly T[]) => Promise<ReadonlySet<T>>) {
    this.record = record;
  }

  /** Whether this one may go; it has begun when it may. @throws what `record` throws: then it may have begun or not */
  begin(item: T): Promise<boolean> {
    return new Promise((answer, fail) => {
      this.asking.push({ item, answer, fail });
      if (!this.recording) void this.recordThem();
    });
  }

  private async recordThem(): Promise<void> {
    this.recording = true;
    while (this.asking.length > 0) {
      // Connections that are free at the same moment ask in the same turn of the loop.
      await nextTurn();
      const portion = this.asking;
      this.asking = [];
      try {
        const may = await this.record(portion.map(({ item }) => item));
        for (const { item, answer } of portion) answer(may.has(item));
      } catch (error) {
        for (const { fail } of portion) fail(error);
      }
    }
    this.recording = false;
  }
}
