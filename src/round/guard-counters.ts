import { ITEM_KINDS, type ItemKind, type ItemRef, sameItem } from '../customer/ids.ts';
import type { AboutKind, LeftBehind, LettersAbout, RoundCounts } from '../guards/guards.ts';
import type { StatusLetter } from '../letters/compose/compose.ts';

type PerKind = Record<ItemKind, number>;

/** The numbers that a round's guards look at: a handful of counters, however large the round. */
export class GuardCounters {
  readonly items: PerKind = { order: 0, service_job: 0 };
  readonly #newlyStalled: PerKind = { order: 0, service_job: 0 };
  readonly #written = new LettersByKind();
  readonly #takenOver = new LettersByKind();

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
    released: readonly ItemRef[],
  ): void {
    this.#written.add(
      about.map(({ kind }) => kind),
      1,
    );
    for (const { first, item } of cases)
      if (first && !released.some((each) => sameItem(each, item))) this.#newlyStalled[item.kind] += 1;
  }

  get counts(): RoundCounts {
    return {
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
