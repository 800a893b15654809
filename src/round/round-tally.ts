import type { CustomerOutcome } from '../attend/attend.ts';
import { type Instant, isoDay, isoInstant } from '../calendar/time.ts';
import type { CustomerFacts, CustomerMemory, Doubt } from '../customer/customer.ts';
import { withReason } from '../customer/data-fault.ts';
import { type About, sameItem } from '../customer/ids.ts';
import { GuardCounters } from '../guards/guard-counters.ts';
import {
  isHeldBy,
  isTooMany,
  type LeftBehind,
  type RoundCounts,
  TABLES,
  type Trip,
  type Vanished,
} from '../guards/guards.ts';
import { tripText } from '../guards/trip-text.ts';
import type { SayVerdict } from '../ledger/documents/spoken-verdicts.ts';
import type { StatusLetter } from '../letters/compose/compose.ts';
import type { ReminderLetter } from '../letters/compose/compose-reminder.ts';
import type { Rules } from '../policy/rules.ts';
import { stageNamed } from '../policy/stage.ts';
import type { Quiet } from '../source/reading/set-quiet-aside.ts';
import type { Quarantined } from '../source/rows/quarantine.ts';
import { itemAddress } from '../waiting/address.ts';
import type { Decision } from '../waiting/decision.ts';
import type { FindingKind } from '../waiting/finding.ts';
import { Bounded } from './bounded.ts';
import type { HoldEntry, LetterEntry, RoundReport, TaskEntry } from './round-report.ts';
import { VerdictTally } from './verdict-tally.ts';

/** Hostile exports may hold endless stage names. */
const MOST_STAGES = 20_000;

/** Gathers a round's report while it runs, in bounded memory. */
export class RoundTally {
  readonly #rules: Rules;
  #customers = 0;
  readonly #counters = new GuardCounters();
  readonly #notSeen = { order: 0, service_job: 0, invoice: 0 };
  #handedOver = 0;
  #nothingNew = 0;
  readonly #found: Partial<Record<FindingKind, number>> = {};
  readonly #quarantined = new Bounded<Quarantined>();
  readonly #doubtful = new Bounded<Doubt>();
  readonly #letters = new Bounded<LetterEntry>();
  readonly #holds = new Bounded<HoldEntry>();
  readonly #tasks = new Bounded<TaskEntry>();
  readonly #money: VerdictTally;
  readonly #unmapped = new Set<string>();
  readonly #unsaid = new Set<string>();
  readonly #saysReason: (code: string) => boolean;

  /**
   * @param words a verdict's reasons as sentences
   * @param saysReason whether letters have a sentence for a reason's code
   */
  constructor(rules: Rules, words: SayVerdict, saysReason: (code: string) => boolean = () => true) {
    this.#rules = rules;
    this.#saysReason = saysReason;
    this.#money = new VerdictTally(words);
  }

  /** Letters that a killed round left to this one: its report does not list them, its guards count them. */
  takeOver(left: LeftBehind): void {
    this.#counters.takeOver(left);
  }

  addFacts(facts: CustomerFacts): void {
    this.#customers += 1;
    for (const { kind, stage, reason, lines } of facts.items) {
      this.#counters.items[kind] += 1;
      this.#addStage(stage);
      this.#addReason(reason);
      for (const line of lines) this.#addReason(line.reason);
    }
    this.#counters.addInvoices(facts.account.open.filter(({ open }) => open > 0n).length);
    for (const doubt of facts.doubts) this.#doubtful.add(doubt);
  }

  addQuiet({ customers, items, stages }: Quiet): void {
    this.#customers += customers;
    this.#counters.addItems(items);
    for (const stage of stages) this.#addStage(stage);
  }

  #addStage(stage: string): void {
    if (!stageNamed(stage, this.#rules).mapped && this.#unmapped.size < MOST_STAGES)
      this.#unmapped.add(stage);
  }

  /** A code without a sentence is named to the company: letters say nothing about why. */
  #addReason(reason: string | null): void {
    const code = reason?.trim().toLowerCase() ?? '';
    if (code !== '' && this.#unsaid.size < MOST_STAGES && !this.#saysReason(code)) this.#unsaid.add(code);
  }

  addQuarantined(row: Quarantined): void {
    this.#quarantined.add(row);
  }

  /** Rows that went from whole tables since the last round. */
  addVanished(tables: readonly Vanished[]): void {
    this.#counters.addVanished(tables);
  }

  /** Of a customer of whom nothing at all is open: what is remembered of them and not seen. */
  addUnseen(facts: CustomerFacts, outcome: CustomerOutcome, before: CustomerMemory): void {
    this.#counters.addRemembered(before, outcome.memory);
    this.#addNotSeen(outcome.memory);
    for (const decision of outcome.decisions)
      if (decision.do === 'hold') this.#holds.add(holdEntry(facts, decision));
  }

  #addNotSeen({ absent }: CustomerMemory): void {
    for (const { about, state } of absent) if (state === 'not_seen') this.#notSeen[about.kind] += 1;
  }

  addOutcome(facts: CustomerFacts, outcome: CustomerOutcome, before: CustomerMemory): void {
    const customer_id = facts.customer.id;
    this.#counters.addRemembered(before, outcome.memory);
    this.#addNotSeen(outcome.memory);
    for (const decision of outcome.decisions) {
      for (const { kind } of decision.findings) this.#found[kind] = (this.#found[kind] ?? 0) + 1;
      if (decision.do === 'hand_over') this.#handedOver += 1;
      if (decision.do === 'nothing') this.#nothingNew += 1;
      if (decision.do === 'hold') this.#addHold(facts, decision);
    }
    for (const verdict of outcome.verdicts) this.#money.add(facts.customer.id, verdict);
    for (const letter of outcome.letters)
      if (letter.audience === 'customer') this.#addLetter(letter, outcome.memory.released);
    for (const { kind, forPerson, about } of outcome.tasks)
      this.#tasks.add({ kind, for: forPerson, customer_id, about });
  }

  #addHold(facts: CustomerFacts, decision: HoldDecision): void {
    this.#holds.add(holdEntry(facts, decision));
    if (decision.hold.code !== 'already_written_today') return;
    const item = facts.items.find((each) => sameItem(each, decision.item));
    const to = item ? itemAddress(item, facts.customer) : null;
    if (to !== null) this.#counters.addWanted(to.address, facts.customer.id);
  }

  #addLetter(letter: StatusLetter | ReminderLetter, released: readonly About[]): void {
    if ('release' in letter && letter.release === 'human') {
      const reason = `letter ${letter.id} waits for a person to release it`;
      this.#holds.add({
        customer_id: letter.customerId,
        about: letter.about,
        reason,
        code: 'awaits_release',
        hold: null,
      });
    }
    const isStatus = 'cases' in letter;
    this.#counters.addLetter(letter, released);
    this.#letters.add({
      id: letter.id,
      key: letter.key,
      kind: letter.kind,
      customer_id: letter.customerId,
      language: letter.language,
      to: letter.to.address,
      about: letter.about,
      findings: isStatus ? letter.findings : [],
      next_word_by: isStatus && letter.nextWordBy !== null ? isoDay(letter.nextWordBy) : null,
    });
  }

  get items(): number {
    const { order, service_job } = this.#counters.items;
    return order + service_job;
  }

  /** Overdue invoices that wait for a person to release them as backlog. */
  get oldDebts(): number {
    return this.#money.oldDebts;
  }

  /** The kinds of the letters of this round. */
  get letterKinds(): readonly string[] {
    return this.#counters.letterKinds;
  }

  get counts(): RoundCounts {
    return this.#counters.counts;
  }

  /** By table, where it is too much to be the work of a day. */
  #vanished(): RoundReport['vanished'] {
    const tooMany = this.#counters.counts.vanished.filter((each) => isTooMany(each, this.#rules.guards));
    return Object.fromEntries(
      tooMany.map(({ kind, gone, of, emptied }) => [TABLES[kind], { gone, of, emptied }]),
    );
  }

  /** @param guarded the guards that tripped, for which letters of this round are held */
  report(
    at: Instant,
    roundId: string | null,
    dryRun: boolean,
    guarded: { readonly trips: readonly Trip[]; readonly id: string | null } | null,
  ): RoundReport {
    const { order, service_job } = this.#counters.items;
    const trips = guarded?.trips ?? [];
    const guard = guarded === null ? null : trips.map(tripText).join('; ');
    const isHeld = ({ about, kind, to }: LetterEntry) =>
      isHeldBy(trips, { kinds: about.map((each) => each.kind), letter: kind, address: to });
    const heldBefore = this.#holds.count;
    for (const letter of this.#letters.entries)
      if (isHeld(letter)) {
        const { customer_id, about } = letter;
        this.#holds.add({ customer_id, about, reason: guard ?? '', code: 'guard', hold: null });
      }
    const guardedLetters = this.#counters.heldBy(trips);
    const lists = {
      quarantined: this.#quarantined,
      doubtful: this.#doubtful,
      letters: this.#letters,
      holds: this.#holds,
      tasks: this.#tasks,
      verdicts: this.#money.listed,
    };
    let said: RoundReport['verdicts'] | null = null;
    const sayVerdicts = () => this.#money.entries();
    return {
      at: isoInstant(at),
      round_id: roundId,
      dry_run: dryRun,
      paused: null,
      looked: { customers: this.#customers, orders: order, service_jobs: service_job },
      found: this.#found,
      written: this.#letters.count - guardedLetters,
      held: heldBefore + guardedLetters,
      handed_over: this.#handedOver,
      nothing_new: this.#nothingNew,
      not_seen: {
        orders: this.#notSeen.order,
        service_jobs: this.#notSeen.service_job,
        invoices: this.#notSeen.invoice,
      },
      vanished: this.#vanished(),
      guard,
      guard_id: guarded?.id ?? null,
      guards: trips.map(({ guard, why, number }) => ({ guard, why, number: number ?? null })),
      quarantined: lists.quarantined.entries.map(withReason),
      doubtful: lists.doubtful.entries.map(withReason),
      unmapped_stages: [...this.#unmapped].sort(),
      unsaid_reasons: [...this.#unsaid].sort(),
      // Held ones are not written yet: they stand among the holds, and in the outbox as held.
      letters: lists.letters.entries.filter((letter) => !isHeld(letter)),
      holds: lists.holds.entries,
      tasks: lists.tasks.entries,
      // In words when somebody reads them: a worker's round reports thousands of verdicts to nobody.
      get verdicts() {
        said ??= sayVerdicts();
        return said;
      },
      ...this.#money.counts,
      counts: {
        quarantined: lists.quarantined.count,
        doubtful: lists.doubtful.count,
        tasks: lists.tasks.count,
        verdicts: lists.verdicts.count,
      },
      truncated: Object.entries(lists)
        .filter(([, list]) => list.count > list.entries.length)
        .map(([name]) => name),
    };
  }
}

/** The report of a round that did nothing because everything is paused. */
export const pausedReport = (at: Instant, rules: Rules, why: string): RoundReport => ({
  ...new RoundTally(rules, () => []).report(at, null, false, null),
  paused: why,
});

type HoldDecision = Extract<Decision, { do: 'hold' }>;

/** Abandoned items are listed for their owner, who should close them or take them up. */
function holdEntry({ customer, items }: CustomerFacts, { item, reason, hold }: HoldDecision): HoldEntry {
  const { code } = hold;
  const entry = { customer_id: customer.id, about: [item], reason, code, hold };
  if (code !== 'abandoned' && code !== 'not_seen' && code !== 'shared_address') return entry;
  const owner = items.find((candidate) => sameItem(candidate, item))?.ownerId ?? customer.ownerId;
  return owner === null ? entry : { ...entry, for: owner };
}
