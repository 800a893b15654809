import type { Pool } from 'pg';
import { subtract } from '../calendar/duration.ts';
import type { Instant } from '../calendar/time.ts';
import { startOfDay, zoneOf } from '../calendar/zone.ts';
import type { Address } from '../customer/address.ts';
import type { CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import { REMINDER_KINDS } from '../customer/letter-kinds.ts';
import { billingAddressOf } from '../dunning/billing-address.ts';
import { lettersByAddress, remindersByAddress } from '../ledger/letters/letters-by-address.ts';
import type { Rules } from '../policy/rules.ts';

type Counts = ReadonlyMap<string, number>;
type Moments = ReadonlyMap<string, Instant>;

/**
 * How many letters each address has from today, and when the last reminder went there, whichever customers they were about: a person
 * who stands in the tables under three ids reads all of them. What a round writes counts at once, for whoever comes later in it.
 */
export class LettersOfToday {
  readonly #written: Map<string, number>;
  readonly #reminded: Map<string, Instant>;

  constructor(written: Counts = new Map(), reminded: Moments = new Map()) {
    this.#written = new Map(written);
    this.#reminded = new Map(reminded);
  }

  /** @param capturedCounts those that were only captured count too */
  static async read(pool: Pool, now: Instant, rules: Rules, capturedCounts = true): Promise<LettersOfToday> {
    const zone = zoneOf(rules.company.timeZone);
    return new LettersOfToday(
      await lettersByAddress(pool, startOfDay(zone, now), capturedCounts),
      await remindersByAddress(pool, subtract(zone, now, rules.dunning.minimumGap), capturedCounts),
    );
  }

  /** The memory, with what was written to the customer's addresses about others; the very same where there is nothing of it. */
  seenBy(facts: CustomerFacts, memory: CustomerMemory): CustomerMemory {
    const writtenToday = this.#writtenTo(facts, memory);
    const billing = billingAddressOf(facts.customer)?.address.toLowerCase();
    const last = billing === undefined ? undefined : this.#reminded.get(billing);
    if (billing === undefined || last === undefined)
      return writtenToday === memory.writtenToday ? memory : { ...memory, writtenToday };
    return {
      ...memory,
      writtenToday,
      dunning: { ...memory.dunning, remindedAt: new Map([[billing, last]]) },
    };
  }

  #writtenTo({ customer, items }: CustomerFacts, { writtenToday }: CustomerMemory): Counts {
    if (this.#written.size === 0) return writtenToday;
    let theirs: Map<string, number> | null = null;
    for (const given of [
      customer.email,
      customer.billingEmail,
      ...items.map(({ contactEmail }) => contactEmail),
    ]) {
      const address = given?.toLowerCase() ?? '';
      const written = this.#written.get(address) ?? 0;
      if (written <= (writtenToday.get(address) ?? 0)) continue;
      theirs ??= new Map(writtenToday);
      theirs.set(address, written);
    }
    return theirs ?? writtenToday;
  }

  /** @param now the moment of the round that writes them */
  add({ letters }: { readonly letters: readonly LetterToday[] }, now: Instant): void {
    for (const { audience, kind, to } of letters) {
      if (audience !== 'customer') continue;
      const address = to.address.toLowerCase();
      this.#written.set(address, (this.#written.get(address) ?? 0) + 1);
      if (kind.startsWith(REMINDER_KINDS)) this.#reminded.set(address, now);
    }
  }
}

interface LetterToday {
  readonly audience: string;
  readonly kind: string;
  readonly to: Address;
}
