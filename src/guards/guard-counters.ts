import type { CustomerMemory } from '../customer/customer.ts';
import {
  type About,
  type CustomerId,
  ITEM_KINDS,
  type ItemKind,
  type ItemRef,
  refKey,
  sameItem,
} from '../customer/ids.ts';
import {
  type AboutKind,
  isHeldBy,
  type LeftBehind,
  type LettersAbout,
  type RoundCounts,
  type Trip,
  type Vanished,
  type Wanted,
} from './guards.ts';

type PerKind = Record<ItemKind, number>;

/** A letter to a customer, as far as a guard looks at it. */
export interface CountedLetter {
  readonly customerId: CustomerId;
  readonly kind: string;
  readonly to: { readonly address: string };
  readonly about: readonly { readonly kind: AboutKind }[];
  /** What it tells of items; a reminder tells of none. */
  readonly cases?: readonly { readonly item: ItemRef; readonly first: boolean }[];
}

/** The numbers that a round's guards look at: a handful of counters, however large the round. */
export class GuardCounters {
  readonly items: PerKind = { order: 0, service_job: 0 };
  #invoices = 0;
  readonly #addresses = new Addresses();
  readonly #newlyStalled: PerKind = { order: 0, service_job: 0 };
  readonly #written = new LetterCounts();
  readonly #takenOver = new LetterCounts();
  readonly #remembered: Record<AboutKind, number> = { order: 0, service_job: 0, invoice: 0 };
  readonly #gone: Record<AboutKind, number> = { order: 0, service_job: 0, invoice: 0 };
  readonly #tables: Vanished[] = [];

  addItems(counts: Readonly<PerKind>): void {
    for (const kind of ITEM_KINDS) this.items[kind] += counts[kind];
  }

  addInvoices(open: number): void {
    this.#invoices += open;
  }

  /** Letters that a killed round left to this one. */
  takeOver({ letters, newlyStalled }: LeftBehind): void {
    for (const { kinds, count } of letters) this.#takenOver.add(kinds, '', count);
    for (const kind of ITEM_KINDS) this.#newlyStalled[kind] += newlyStalled[kind] ?? 0;
  }

  /** @param released items that a person released from the backlog: that they are many is no sign of a broken export */
  addLetter({ customerId, kind, to, about, cases = [] }: CountedLetter, released: readonly About[]): void {
    const kinds = about.map((each) => each.kind);
    this.#addresses.add(to.address, customerId, this.#written.add(kinds, kind, 1));
    for (const { first, item } of cases)
      if (first && !released.some((each) => sameItem(each, item))) this.#newlyStalled[item.kind] += 1;
  }

  /** A letter that waits for another day, because the address has its letters of this one. */
  addWanted(address: string, customerId: CustomerId): void {
    this.#addresses.add(address, customerId, null);
  }

  /** What was remembered of a customer before, and what of it is not seen since this round. */
  addRemembered(before: CustomerMemory, after: CustomerMemory): void {
    const known = new Set(
      before.absent.filter(({ state }) => state === 'not_seen').map(({ about }) => refKey(about)),
    );
    for (const { kind } of rememberedOf(before)) this.#remembered[kind] += 1;
    for (const { about, state } of after.absent)
      if (state === 'not_seen' && !known.has(refKey(about))) this.#gone[about.kind] += 1;
  }

  /** What went from a table as a whole, by how many rows it had open. */
  addVanished(tables: readonly Vanished[]): void {
    this.#tables.push(...tables);
  }

  get #vanished(): readonly Vanished[] {
    const ofMemory = (['order', 'service_job', 'invoice'] as const).map(
      (kind): Vanished => ({ kind, gone: this.#gone[kind], of: this.#remembered[kind], emptied: false }),
    );
    // One entry for a table: what is gone of all of it says more than what is gone of what we remember.
    return [
      ...this.#tables,
      ...ofMemory.filter(({ kind }) => !this.#tables.some((table) => table.kind === kind)),
    ];
  }

  get counts(): RoundCounts {
    return {
      vanished: this.#vanished.filter(({ gone }) => gone > 0),
      items: this.items,
      invoices: this.#invoices,
      addresses: this.#addresses.ofMany(),
      newlyStalled: this.#newlyStalled,
      letters: [...this.#written.byKinds(), ...this.#takenOver.byKinds()],
    };
  }

  /** The kinds of the letters of this round. */
  get letterKinds(): readonly string[] {
    return [...new Set(this.#written.all().map(({ letter }) => letter))];
  }

  /** How many letters of this round these guards hold. */
  heldBy(trips: readonly Trip[]): number {
    const whole = trips.filter(({ addresses }) => addresses === undefined);
    const isHeld = (letter: Counted) => isHeldBy(whole, { ...letter, address: '' });
    const held = this.#written.all().reduce((sum, each) => (isHeld(each) ? sum + each.count : sum), 0);
    const nobodys = new Set(trips.flatMap(({ addresses = [] }) => addresses));
    const letters = [...nobodys].flatMap((address) => this.#addresses.lettersTo(address));
    return held + letters.filter((letter) => !isHeld(letter)).length;
  }
}

/** What is counted of a letter: what it is about, and its own kind. */
interface Counted {
  readonly kinds: readonly AboutKind[];
  readonly letter: string;
}

/** What is wanted at an address, or goes there. Nearly every one has a single customer and letter: a round has a hundred thousand. */
interface CountedMail {
  readonly customer: CustomerId;
  readonly letter: Counted | null;
  more: { readonly customers: Set<CustomerId>; readonly letters: Counted[] } | null;
}

/** By address in small letters: about whom it would be written to, and what went there. */
class Addresses {
  readonly #of = new Map<string, CountedMail>();

  add(given: string, customer: CustomerId, letter: Counted | null): void {
    const address = given.toLowerCase();
    const known = this.#of.get(address);
    if (!known) {
      this.#of.set(address, { customer, letter, more: null });
      return;
    }
    known.more ??= {
      customers: new Set([known.customer]),
      letters: known.letter === null ? [] : [known.letter],
    };
    known.more.customers.add(customer);
    if (letter !== null) known.more.letters.push(letter);
  }

  lettersTo(address: string): readonly Counted[] {
    const known = this.#of.get(address);
    return known?.more?.letters ?? (known?.letter ? [known.letter] : []);
  }

  ofMany(): readonly Wanted[] {
    const many: Wanted[] = [];
    for (const [address, { more }] of this.#of)
      if (more !== null && more.customers.size > 1) many.push({ address, customers: more.customers.size });
    return many.sort((a, b) => b.customers - a.customers || (a.address < b.address ? -1 : 1));
  }
}

class LetterCounts {
  readonly #counts = new Map<string, Counted & { count: number }>();

  /** @returns the one value that stands for all letters of this kind about the same */
  add(about: readonly AboutKind[], letter: string, count: number): Counted {
    const kinds = [...new Set(about)].sort();
    const key = [letter, ...kinds].join();
    const known = this.#counts.get(key) ?? { kinds, letter, count: 0 };
    this.#counts.set(key, known);
    known.count += count;
    return known;
  }

  all(): readonly (Counted & { readonly count: number })[] {
    return [...this.#counts.values()];
  }

  byKinds(): readonly LettersAbout[] {
    const groups = new Map<string, { kinds: readonly AboutKind[]; count: number }>();
    for (const { kinds, count } of this.#counts.values()) {
      const group = groups.get(kinds.join()) ?? { kinds, count: 0 };
      groups.set(kinds.join(), group);
      group.count += count;
    }
    return [...groups.values()];
  }
}

/** Each item and invoice once that something is remembered of. */
function rememberedOf({ cases, dunning }: CustomerMemory): readonly About[] {
  const all = new Map<string, About>();
  for (const { item } of cases) all.set(refKey(item), item);
  for (const { invoiceId, ended } of dunning.reminders)
    if (!ended) all.set(`invoice:${invoiceId}`, { kind: 'invoice', id: invoiceId });
  return [...all.values()];
}
