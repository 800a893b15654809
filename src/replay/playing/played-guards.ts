import type { Day } from '../../calendar/time.ts';
import type { CustomerFacts, CustomerMemory } from '../../customer/customer.ts';
import { ITEM_KINDS } from '../../customer/ids.ts';
import { GuardCounters } from '../../guards/guard-counters.ts';
import { type AboutKind, trippedGuards } from '../../guards/guards.ts';
import { LAST_DAYS, type LastDays, NO_LAST_DAYS } from '../../guards/letter-limit.ts';
import type { Rules } from '../../policy/rules.ts';
import type { PlayedTrip } from './played.ts';
import type { Decided } from './played-letter.ts';

/**
 * What the guards would have said of the rounds of a replay. They hold nothing here: a history is no broken export, so every trip is
 * one too many. Rows never vanish from it, and its clocks are right.
 */
export class PlayedGuards {
  readonly trips: PlayedTrip[] = [];
  readonly #days = new Map<Day, Map<AboutKind, DayCounts>>();
  #counters = new GuardCounters();

  looked(
    facts: CustomerFacts,
    { letters }: Pick<Decided, 'letters'>,
    released: CustomerMemory['released'],
  ): void {
    for (const { kind } of facts.items) this.#counters.items[kind] += 1;
    this.#counters.addInvoices(facts.account.open.filter(({ open }) => open > 0n).length);
    for (const letter of letters)
      if (letter.audience === 'customer') this.#counters.addLetter(letter, released);
  }

  roundEnds(today: Day, { guards }: Pick<Rules, 'guards'>): void {
    const { counts } = this.#counters;
    this.#counters = new GuardCounters();
    const trips = trippedGuards(counts, guards, this.#lastDays(today));
    this.trips.push(...trips.map(({ guard, why }) => ({ day: today, guard, why })));
    const seen = this.#days.get(today) ?? new Map<AboutKind, DayCounts>();
    this.#days.set(today, seen);
    const add = (kind: AboutKind, letters: number, newlyStalled: number) => {
      const before = seen.get(kind) ?? { letters: 0, newlyStalled: 0 };
      seen.set(kind, {
        letters: before.letters + letters,
        newlyStalled: before.newlyStalled + newlyStalled,
      });
    };
    for (const { kinds, count } of counts.letters) for (const kind of kinds) add(kind, count, 0);
    for (const kind of ITEM_KINDS) if (counts.newlyStalled[kind] > 0) add(kind, 0, counts.newlyStalled[kind]);
  }

  #lastDays(today: Day): ReadonlyMap<AboutKind, LastDays> {
    const last = new Map<AboutKind, LastDays>();
    for (const [day, seen] of this.#days) {
      if (day < today - LAST_DAYS) this.#days.delete(day);
      else if (day < today)
        for (const [kind, { letters, newlyStalled }] of seen) {
          const before = last.get(kind) ?? NO_LAST_DAYS;
          last.set(kind, {
            days: before.days + 1,
            busiest: Math.max(before.busiest, letters),
            newlyStalled: Math.max(before.newlyStalled, newlyStalled),
          });
        }
    }
    return last;
  }
}

/** What one day saw of one kind of thing. */
interface DayCounts {
  readonly letters: number;
  readonly newlyStalled: number;
}
