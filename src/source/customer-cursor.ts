import { compareBytes } from './byte-order.ts';
import type { Raw, Snapshot } from './raw.ts';

/** Rows of one server round trip: enough to hide the latency, few enough to bound the memory. */
const ROWS_PER_FETCH = 2_000;

/**
 * A server-side cursor over rows ordered by customer id (bytes, nulls last), read ahead by one fetch.
 * Column 0 of the query must be the customer id.
 */
export class CustomerCursor {
  readonly #snapshot: Snapshot;
  readonly #name: string;
  #rows: Raw[][] = [];
  #at = 0;
  #ahead: Promise<Raw[][]> | null = null;
  #ended = false;

  private constructor(snapshot: Snapshot, name: string) {
    this.#snapshot = snapshot;
    this.#name = name;
  }

  /** Declares the cursor; `query` has no parameters. */
  static async open(snapshot: Snapshot, name: string, query: string): Promise<CustomerCursor> {
    await snapshot.rows(`declare ${name} no scroll cursor for ${query}`);
    const cursor = new CustomerCursor(snapshot, name);
    cursor.#readAhead();
    return cursor;
  }

  #readAhead(): void {
    this.#ahead = this.#snapshot.rows(`fetch ${ROWS_PER_FETCH} from ${this.#name}`);
    // Whoever awaits it hears of the failure; until then it must not end the process.
    this.#ahead.catch(() => undefined);
  }

  async #refill(): Promise<void> {
    const rows = this.#ahead === null ? [] : await this.#ahead;
    this.#rows = rows;
    this.#at = 0;
    this.#ended = rows.length < ROWS_PER_FETCH;
    this.#ahead = null;
    if (!this.#ended) this.#readAhead();
  }

  /** The next row without taking it; undefined at the end. */
  async peek(): Promise<Raw[] | undefined> {
    while (this.#at >= this.#rows.length && !this.#ended) await this.#refill();
    return this.#rows[this.#at];
  }

  /** Takes all rows up to and including this customer. */
  async takeThrough(customerId: string): Promise<Raw[][]> {
    const taken: Raw[][] = [];
    for (;;) {
      const id = (await this.peek())?.[0] ?? null;
      if (id === null || compareBytes(id, customerId) > 0) return taken;
      this.#takeFromBuffer(customerId, taken);
    }
  }

  #takeFromBuffer(customerId: string, taken: Raw[][]): void {
    for (; this.#at < this.#rows.length; this.#at += 1) {
      const row = this.#rows[this.#at];
      const id = row?.[0] ?? null;
      if (!row || id === null || compareBytes(id, customerId) > 0) return;
      taken.push(row);
    }
  }

  /**
   * The customer id that ends a batch which starts at the next row: that of the nth row from here, or of the last
   * row read so far. Null when no row with a customer id is left.
   */
  async batchEnd(rows: number): Promise<string | null> {
    if (!(await this.peek())) return null;
    const last = Math.min(this.#at + rows, this.#rows.length) - 1;
    for (let index = last; index >= this.#at; index -= 1) {
      const id = this.#rows[index]?.[0] ?? null;
      if (id !== null) return id;
    }
    return null;
  }

  /** What is left, a buffer at a time: rows without a customer id. */
  async *rest(): AsyncGenerator<readonly Raw[][]> {
    while (await this.peek()) {
      yield this.#rows.slice(this.#at);
      this.#at = this.#rows.length;
    }
  }
}
