/** What became of a place in the queue. */
export type Turn = 'yours' | 'busy' | 'replaced' | 'closed';

interface Waiting {
  readonly key: string | null;
  readonly tell: (turn: Turn) => void;
}

/**
 * One at a time, in the order in which they came, and at most `most` waiting. Who waits under a key gives way to a newer
 * one of the same key, which takes its place.
 */
export class DraftQueue {
  readonly #most: number;
  #waiting: Waiting[] = [];
  #taken = false;
  #closed = false;

  constructor(most: number) {
    this.#most = most;
  }

  /** Waits for its turn. When it is `yours`, call `next()` in the end. @param key null: gives way to nobody */
  turn(key: string | null): Promise<Turn> {
    if (this.#closed) return Promise.resolve('closed');
    if (!this.#taken) {
      this.#taken = true;
      return Promise.resolve('yours');
    }
    return new Promise((tell) => {
      const at = key === null ? -1 : this.#waiting.findIndex((waiting) => waiting.key === key);
      const older = this.#waiting[at];
      if (older) {
        this.#waiting[at] = { key, tell };
        older.tell('replaced');
      } else if (this.#waiting.length >= this.#most) tell('busy');
      else this.#waiting.push({ key, tell });
    });
  }

  next(): void {
    const first = this.#waiting.shift();
    if (first) first.tell('yours');
    else this.#taken = false;
  }

  close(): void {
    this.#closed = true;
    for (const { tell } of this.#waiting.splice(0)) tell('closed');
  }
}
