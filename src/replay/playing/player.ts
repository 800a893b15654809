import { type Day, dayOf, type Instant, instantOf } from '../../calendar/time.ts';
import type { Zone } from '../../calendar/zone.ts';
import { CLOSED_WITHIN } from '../../customer/account.ts';
import {
  type Contact,
  type CustomerFacts,
  type CustomerMemory,
  noMemory,
  type People,
  type WaitingItem,
} from '../../customer/customer.ts';
import { refKey } from '../../customer/ids.ts';
import { isUnderWay } from '../../dunning/under-way.ts';
import type { Rules } from '../../policy/rules.ts';
import { stageNamed } from '../../policy/stage.ts';
import { isOverdueOn } from '../past/account-as-known.ts';
import { absenceAsKnown, factsAsKnown, freshAt, isOpenAt, itemAsEnded } from '../past/as-known.ts';
import type { CustomerHistory, ItemHistory } from '../past/history.ts';
import { asRemembered, onAnotherDay, released, withDone } from './as-remembered.ts';

/** Never. */
const NEVER = instantOf(Number.MAX_SAFE_INTEGER);

const NONE_ENDED: readonly WaitingItem[] = [];
const NOTHING_DONE: ReadonlySet<string> = new Set();

/** What the rounds of a replay share. */
export interface Playing {
  readonly people: People;
  readonly rules: Rules;
  readonly zone: Zone;
  /** Addresses of too many customers to be anybody's, in small letters. */
  readonly sharedAddresses: ReadonlySet<string>;
}

/** One customer of a replay: where they stand in their history, and what is remembered of them. */
export class Player {
  readonly history: CustomerHistory;
  #memory: CustomerMemory;
  #rememberedOn: Day | null = null;
  /** Items opened so far and not closed yet; the rest of the history is not looked at again. */
  #open: ItemHistory[] = [];
  #opened = 0;
  #calls: readonly Contact[] = [];
  #doneTasks: ReadonlySet<string> = NOTHING_DONE;
  #facts: CustomerFacts | null = null;
  #factsUntil: Instant = instantOf(0);

  constructor(history: CustomerHistory) {
    this.history = history;
    this.#memory = noMemory(history.customer.id);
  }

  /**
   * What there is to attend to at a round: facts and memory. Null when nothing is open, owed or under way, as a round passes
   * by those customers.
   */
  at(now: Instant, today: Day, playing: Playing): { facts: CustomerFacts; memory: CustomerMemory } | null {
    const { items } = this.history;
    for (let next = items[this.#opened]; next && next.row.openedAt <= now; next = items[this.#opened]) {
      this.#open.push(next);
      this.#opened += 1;
    }
    if (this.#open.some((item) => !isOpenAt(item, now)))
      this.#open = this.#open.filter((item) => isOpenAt(item, now));
    if (this.#rememberedOn !== today) this.#memory = onAnotherDay(this.#memory);
    const owes = this.history.invoices.some((invoice) => isOverdueOn(invoice, today));
    const mends = this.history.complaints.some(({ closedAt }) => isLately(closedAt, now));
    if (this.#open.length === 0 && !owes && !mends && !isUnderWay(this.#memory)) return null;
    const facts = this.#factsAt(now, owes || mends || this.#wasReminded(), playing);
    return { facts: { ...facts, ended: this.#endedAt(now), feeds: freshAt(now) }, memory: this.#memory };
  }

  /** Keeps what the round decided, as the ledger would once its letters were submitted. */
  keep(memory: CustomerMemory, now: Instant, today: Day): void {
    if (memory !== this.#memory) this.#memory = asRemembered(memory, now, this.#doneTasks);
    this.#rememberedOn = today;
  }

  /** Somebody of the company spoke with the customer, as a task asked for. */
  hear(call: Contact, taskKey: string): void {
    this.#calls = [...this.#calls, call];
    this.#doneTasks = new Set([...this.#doneTasks, taskKey]);
    this.#memory = withDone(asRemembered(this.#memory, call.at, this.#doneTasks), taskKey, call.at);
    this.#facts = null;
  }

  /** Somebody let go what was held for a person. */
  release(now: Instant): void {
    this.#memory = released(this.#memory, now);
  }

  /** Puts down what is made anew when they are looked at again: thousands sleep. */
  rest(): void {
    this.#facts = null;
  }

  /** Nothing is open, owed or under way: the first day after `today` on which that may change; null: none. */
  sleepsUntil(today: Day, zone: Zone): Day | null {
    const next = this.history.items[this.#opened];
    let wakes = next ? zone.dayAt(next.row.openedAt) : null;
    for (const { invoice, settledOn } of this.history.invoices) {
      const due = dayOf(Math.max(invoice.dueOn + 1, invoice.issuedOn, today + 1));
      if (settledOn !== null && settledOn <= due) continue;
      if (wakes === null || due < wakes) wakes = due;
    }
    for (const { closedAt } of this.history.complaints) {
      const day = closedAt === null ? today : zone.dayAt(closedAt);
      if (day > today && (wakes === null || day < wakes)) wakes = day;
    }
    return wakes;
  }

  /** Closed items of which the customer was told: their story may want an end. */
  #endedAt(now: Instant): readonly WaitingItem[] {
    const told = this.#memory.cases.filter(({ itemEnded, letters }) => !itemEnded && letters.length > 0);
    if (told.length === 0) return NONE_ENDED;
    const keys = new Set(told.map(({ item }) => refKey(item)));
    return this.history.items
      .filter((item) => keys.has(refKey(item.row)) && item.row.openedAt <= now && !isOpenAt(item, now))
      .map((item) => itemAsEnded(item, now));
  }

  #wasReminded(): boolean {
    return this.#memory.dunning.reminders.some(({ ended }) => !ended);
  }

  /** The facts change at moments that are known before: until the next one they are the same. */
  #factsAt(now: Instant, owes: boolean, playing: Playing): CustomerFacts {
    if (this.#facts !== null && now < this.#factsUntil && !owes) return this.#facts;
    const account = owes || this.#waitsForCredit(now, playing.rules);
    const { history } = this;
    const contacts = this.#calls.length === 0 ? history.contacts : merged(history.contacts, this.#calls);
    const narrowed = { ...history, items: this.#open, contacts };
    const facts = {
      ...factsAsKnown(narrowed, now, { ...playing, account }),
      absence: absenceAsKnown(history, now, playing.rules),
    };
    this.#facts = account ? null : facts;
    this.#factsUntil = this.#nextChange(now, contacts);
    return facts;
  }

  /** A stage of theirs may stand still for the company's own credit decision. */
  #waitsForCredit(now: Instant, rules: Rules): boolean {
    const forCredit = (stage: string | null) =>
      stage !== null && stageNamed(stage, rules).kind === 'awaiting_credit';
    return this.#open.some(
      ({ row, events, lines }) =>
        forCredit(row.stage) ||
        events.some(({ stage, at }) => at <= now && forCredit(stage)) ||
        lines.some((line) => forCredit(line.row.stage) || line.events.some(({ stage }) => forCredit(stage))),
    );
  }

  #nextChange(now: Instant, contacts: readonly Contact[]): Instant {
    let next = this.history.items[this.#opened]?.row.openedAt ?? NEVER;
    const changes = (at: Instant | null): void => {
      if (at !== null && at > now && at < next) next = at;
    };
    for (const { row, standsFrom, closedAt, events, lines } of this.#open) {
      for (const at of [closedAt, standsFrom, row.stageSince, row.updatedAt]) changes(at);
      for (const { at } of events) changes(at);
      for (const { shippedAt, deliveredAt } of row.shipments)
        for (const at of [shippedAt, deliveredAt]) changes(at);
      for (const line of lines) {
        changes(line.row.stageSince);
        for (const { at } of line.events) changes(at);
      }
    }
    for (const { at } of contacts) changes(at);
    return next;
  }
}

/** A complaint that was settled not long ago: its account is read, as a round reads it. */
const isLately = (closedAt: Instant | null, now: Instant): boolean =>
  closedAt !== null && closedAt <= now && closedAt > now - CLOSED_WITHIN;

const merged = (contacts: readonly Contact[], calls: readonly Contact[]): readonly Contact[] =>
  [...contacts, ...calls].sort((a, b) => a.at - b.at);
