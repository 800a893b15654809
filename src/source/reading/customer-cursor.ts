import { compareBytes } from '../../database/byte-order.ts';
import type { Raw } from '../rows/raw.ts';
import type { Pages } from '../rows/snapshot.ts';

/** Rows in order of customer id (bytes), taken customer by customer. Column 0 is the customer id, and never empty. */
export class CustomerCursor {
  readonly #pages: Pages;
  readonly #glance: (row: Raw[]) => void;
  #rows: Raw[][] = [];
  #at = 0;
  #ended = false;

  /** @param glance has a look at each row as it arrives, and may cut off what nobody will ask for */
  constructor(pages: Pages, glance: (row: Raw[]) => void = () => undefined) {
    this.#pages = pages;
    this.#glance = glance;
  }

  /** The next row without taking it; undefined at the end. */
  async #peek(): Promise<Raw[] | undefined> {
    while (this.#at >= this.#rows.length && !this.#ended) await this.#read();
    return this.#rows[this.#at];
  }

  async #read(): Promise<void> {
    const page = await this.#pages();
    this.#ended = page === null;
    if (page !== null) for (const row of page) this.#glance(row);
    this.#rows = page === null ? this.#rows.slice(this.#at) : this.#rows.slice(this.#at).concat(page);
    this.#at = 0;
  }

  /** Takes all rows up to and including this customer. */
  async takeThrough(customerId: string): Promise<Raw[][]> {
    const taken: Raw[][] = [];
    for (;;) {
      const id = (await this.#peek())?.[0] ?? null;
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

  /** The customer id at which a batch of about so many rows ends, from the next row on. Null when no row is left. */
  async batchEnd(rows: number): Promise<string | null> {
    while (this.#rows.length - this.#at < rows && !this.#ended) await this.#read();
    const last = Math.min(this.#at + rows, this.#rows.length) - 1;
    return last < this.#at ? null : (this.#rows[last]?.[0] ?? null);
  }
}
