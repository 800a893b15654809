import { refKey } from '../customer/absence.ts';
import type { CustomerMemory } from '../customer/customer.ts';
import { type About, ITEM_KINDS, type ItemKind, sameItem } from '../customer/ids.ts';
import type { AboutKind, LeftBehind, LettersAbout, RoundCounts, Vanished } from '../guards/guards.ts';
import type { StatusLetter } from '../letters/compose/compose.ts';

type PerKind = Record<ItemKind, number>;

/** The numbers that a round's guards look at: a handful of counters, however large the round. */
export class GuardCounters {
  readonly items: PerKind = { order: 0, service_job: 0 };
  readonly #newlyStalled: PerKind = { order: 0, service_job: 0 };
  readonly #written = new LettersByKind();
  readonly #takenOver = new LettersByKind();
  readonly #remembered: Record<AboutKind, number> = { order: 0, service_job: 0, invoice: 0 };
  readonly #gone: Record<AboutKind, number> = { order: 0, service_job: 0, invoice: 0 };
  readonly #tables: Vanished[] = [];

  addItems(counts: Readonly<PerKind>): void {
    for (const kind of ITEM_KINDS) this.items[kind] += counts[kind];
  }

  /** Letters that a killed round left to this one. */
  takeOver({ letters, newlyStalled }: LeftBehind): void {
    for (const { kinds, count } of letters) this.#takenOver.add(kinds, count);
    for (const kind of ITEM_KINDS) this.#newlyStalled[kind] += newlyStalled[kind] ?? 0;
  }

  /** @param released items that a person released from the backlog: that they are many is no sign of a broken export */
  addLetter(
    about: readonly { readonly kind: AboutKind }[],
    cases: StatusLetter['cases'],
    released: readonly About[],
  ): void {
    this.#written.add(
      about.map(({ kind }) => kind),
      1,
    );
    for (const { first, item } of cases)
      if (first && !released.some((each) => sameItem(each, item))) this.#newlyStalled[item.kind] += 1;
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
      newlyStalled: this.#newlyStalled,
      letters: [...this.#written.all(), ...this.#takenOver.all()],
    };
  }

  /** How many letters of this round are about kinds of which this holds. */
  written(which: (kinds: readonly AboutKind[]) => boolean): number {
    return this.#written.all().reduce((sum, { kinds, count }) => (which(kinds) ? sum + count : sum), 0);
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

class LettersByKind {
  readonly #counts = new Map<string, LettersAbout>();

  add(about: readonly AboutKind[], count: number): void {
    const kinds = [...new Set(about)].sort();
    const key = kinds.join();
    this.#counts.set(key, { kinds, count: (this.#counts.get(key)?.count ?? 0) + count });
  }

  all(): readonly LettersAbout[] {
    return [...this.#counts.values()];
  }
}
