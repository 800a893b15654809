import type { Pool } from 'pg';
import type { Instant } from '../calendar/time.ts';
import type { Address } from '../customer/address.ts';
import type { CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import { lettersByAddress } from '../ledger/letters/letters-by-address.ts';

/**
 * How many letters each address has from today, whichever customers they were about: a person who stands in the tables under three
 * ids reads all of them. What a round writes counts at once, for whoever comes later in it.
 */
export class LettersOfToday {
  readonly #written: Map<string, number>;

  constructor(written: ReadonlyMap<string, number> = new Map()) {
    this.#written = new Map(written);
  }

  static async read(pool: Pool, midnight: Instant): Promise<LettersOfToday> {
    return new LettersOfToday(await lettersByAddress(pool, midnight));
  }

  /** The memory, with what was written to the customer's addresses about others; the very same where there is nothing of it. */
  seenBy({ customer, items }: CustomerFacts, memory: CustomerMemory): CustomerMemory {
    if (this.#written.size === 0) return memory;
    let theirs: Map<string, number> | null = null;
    for (const given of [
      customer.email,
      customer.billingEmail,
      ...items.map(({ contactEmail }) => contactEmail),
    ]) {
      const address = given?.toLowerCase() ?? '';
      const written = this.#written.get(address) ?? 0;
      if (written <= (memory.writtenToday.get(address) ?? 0)) continue;
      theirs ??= new Map(memory.writtenToday);
      theirs.set(address, written);
    }
    return theirs === null ? memory : { ...memory, writtenToday: theirs };
  }

  add({
    letters,
  }: {
    readonly letters: readonly { readonly audience: string; readonly to: Address }[];
  }): void {
    for (const { audience, to } of letters) {
      if (audience !== 'customer') continue;
      const address = to.address.toLowerCase();
      this.#written.set(address, (this.#written.get(address) ?? 0) + 1);
    }
  }
}
