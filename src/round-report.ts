import type { Outcome } from './attend.ts';
import { type Instant, isoDay, isoInstant } from './calendar/time.ts';
import type { CustomerFacts, Doubt, ItemRef } from './customer.ts';
import type { StatusLetter } from './letters/compose.ts';
import type { Rules } from './policy/rules.ts';
import type { Quarantined } from './source/quarantine.ts';
import type { FindingKind } from './waiting/finding.ts';
import type { RoundCounts } from './waiting/guards.ts';
import { stageNamed } from './waiting/stage.ts';

/** Entries of each list that a report keeps; the counts go on. A round over broken data must not fill the memory. */
const MOST_ENTRIES = 20_000;

/** What one round did, as `round --json` prints it. Counts are complete; `truncated` tells which lists are not. */
export interface RoundReport {
  readonly at: string;
  readonly round_id: string | null;
  readonly dry_run: boolean;
  /** Why nothing was done, while everything is paused. */
  readonly paused: string | null;
  readonly looked: { readonly customers: number; readonly orders: number; readonly service_jobs: number };
  readonly found: Readonly<Partial<Record<FindingKind, number>>>;
  readonly written: number;
  readonly held: number;
  readonly handed_over: number;
  /** Found, but told already. */
  readonly nothing_new: number;
  /** The guard that tripped, in words: its letters wait for a person. */
  readonly guard: string | null;
  readonly quarantined: readonly Quarantined[];
  /** Fields set aside; their items were judged on the rest. */
  readonly doubtful: readonly Doubt[];
  readonly unmapped_stages: readonly string[];
  readonly letters: readonly LetterEntry[];
  readonly holds: readonly HoldEntry[];
  readonly tasks: readonly TaskEntry[];
  readonly counts: { readonly quarantined: number; readonly doubtful: number; readonly tasks: number };
  readonly truncated: readonly string[];
}

export interface LetterEntry {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly customer_id: string;
  readonly language: string;
  readonly to: string;
  readonly about: readonly ItemRef[];
  readonly findings: readonly string[];
  readonly next_word_by: string;
}
interface HoldEntry {
  readonly customer_id: string;
  readonly about: readonly ItemRef[];
  readonly reason: string;
  readonly code: string;
}
interface TaskEntry {
  readonly kind: string;
  readonly for: string | null;
  readonly customer_id: string;
  readonly about: readonly ItemRef[];
}

/** A list that keeps its first entries and counts them all. */
class Bounded<Entry> {
  readonly entries: Entry[] = [];
  count = 0;

  add(entry: Entry): void {
    this.count += 1;
    if (this.entries.length < MOST_ENTRIES) this.entries.push(entry);
  }
}

/** Gathers a round's report while it runs, in bounded memory. */
export class RoundTally {
  readonly #rules: Rules;
  #customers = 0;
  #orders = 0;
  #serviceJobs = 0;
  #newlyStalled = 0;
  #handedOver = 0;
  #nothingNew = 0;
  readonly #found: Partial<Record<FindingKind, number>> = {};
  readonly #quarantined = new Bounded<Quarantined>();
  readonly #doubtful = new Bounded<Doubt>();
  readonly #letters = new Bounded<LetterEntry>();
  readonly #holds = new Bounded<HoldEntry>();
  readonly #tasks = new Bounded<TaskEntry>();
  readonly #unmapped = new Set<string>();

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  addFacts(facts: CustomerFacts): void {
    this.#customers += 1;
    for (const { kind, stage } of facts.items) {
      if (kind === 'order') this.#orders += 1;
      else this.#serviceJobs += 1;
      if (!stageNamed(stage, this.#rules).mapped && this.#unmapped.size < MOST_ENTRIES)
        this.#unmapped.add(stage);
    }
    for (const doubt of facts.doubts) this.#doubtful.add(doubt);
  }

  addQuarantined(row: Quarantined): void {
    this.#quarantined.add(row);
  }

  addOutcome(facts: CustomerFacts, outcome: Outcome): void {
    const customer_id = facts.customer.id;
    for (const decision of outcome.decisions) {
      for (const { kind } of decision.findings) this.#found[kind] = (this.#found[kind] ?? 0) + 1;
      if (decision.do === 'hand_over') this.#handedOver += 1;
      if (decision.do === 'nothing') this.#nothingNew += 1;
      if (decision.do === 'hold')
        this.#holds.add({
          customer_id,
          about: [decision.item],
          reason: decision.reason,
          code: decision.hold,
        });
    }
    for (const letter of outcome.letters) if (letter.audience === 'customer') this.#addLetter(letter);
    for (const { kind, forPerson, about } of outcome.tasks)
      this.#tasks.add({ kind, for: forPerson, customer_id, about });
  }

  #addLetter(letter: StatusLetter): void {
    this.#newlyStalled += letter.cases.filter(({ ordinal }) => ordinal === 1).length;
    this.#letters.add({
      id: letter.id,
      key: letter.key,
      kind: letter.kind,
      customer_id: letter.customerId,
      language: letter.language,
      to: letter.to.address,
      about: letter.about,
      findings: letter.findings,
      next_word_by: isoDay(letter.nextWordBy),
    });
  }

  get counts(): RoundCounts {
    return {
      items: this.#orders + this.#serviceJobs,
      letters: this.#letters.count,
      newlyStalled: this.#newlyStalled,
    };
  }

  /** @param guard the guard that tripped, for which the letters of this round are held */
  report(at: Instant, roundId: string | null, dryRun: boolean, guard: string | null): RoundReport {
    if (guard !== null)
      for (const { customer_id, about } of this.#letters.entries)
        this.#holds.add({ customer_id, about, reason: guard, code: 'guard' });
    const lists = {
      quarantined: this.#quarantined,
      doubtful: this.#doubtful,
      letters: this.#letters,
      holds: this.#holds,
      tasks: this.#tasks,
    };
    return {
      at: isoInstant(at),
      round_id: roundId,
      dry_run: dryRun,
      paused: null,
      looked: { customers: this.#customers, orders: this.#orders, service_jobs: this.#serviceJobs },
      found: this.#found,
      written: guard === null ? this.#letters.count : 0,
      held: this.#holds.count,
      handed_over: this.#handedOver,
      nothing_new: this.#nothingNew,
      guard,
      quarantined: lists.quarantined.entries,
      doubtful: lists.doubtful.entries,
      unmapped_stages: [...this.#unmapped].sort(),
      letters: lists.letters.entries,
      holds: lists.holds.entries,
      tasks: lists.tasks.entries,
      counts: {
        quarantined: lists.quarantined.count,
        doubtful: lists.doubtful.count,
        tasks: lists.tasks.count,
      },
      truncated: Object.entries(lists)
        .filter(([, list]) => list.count > list.entries.length)
        .map(([name]) => name),
    };
  }
}

/** The report of a round that did nothing because everything is paused. */
export const pausedReport = (at: Instant, rules: Rules, why: string): RoundReport => ({
  ...new RoundTally(rules).report(at, null, false, null),
  paused: why,
});
