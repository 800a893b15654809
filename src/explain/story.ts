import { attend } from '../attend/attend.ts';
import { type Day, type Instant, isoDay, isoInstant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { Answer, CameOf } from '../customer/answers.ts';
import type { Customer, CustomerFacts, CustomerMemory, ItemHold, WaitingItem } from '../customer/customer.ts';
import { type DataFault, withReason } from '../customer/data-fault.ts';
import { type ItemRef, sameItem } from '../customer/ids.ts';
import type { LetterKind } from '../customer/letter-kinds.ts';
import { withWhatWasSaid } from '../customer/said.ts';
import type { Shipment } from '../customer/shipment.ts';
import type { Databases } from '../database/databases.ts';
import { withReplies } from '../inbox/reply-contacts.ts';
import type { SayVerdict } from '../ledger/documents/spoken-verdicts.ts';
import { type ListedLetter, listLetters } from '../ledger/letters/letters.ts';
import { asJudging } from '../ledger/rounds/judged.ts';
import type { Rules } from '../policy/rules.ts';
import { isFinished } from '../policy/stage-kinds.ts';
import { readCustomersNow } from '../round/customers-now.ts';
import { readCustomers } from '../source/customers/customers.ts';
import type { Subject } from '../source/find/find-subject.ts';
import { idArrayOf } from '../source/rows/id-array.ts';
import type { Quarantined } from '../source/rows/quarantine.ts';
import { anyConnection } from '../source/rows/snapshot.ts';
import { stageOfItem } from '../waiting/as-shipped.ts';

import type { Decision, HandOverCode } from '../waiting/decision.ts';
import type { LetterHold, LetterHoldCode } from '../waiting/letter-hold.ts';
import { type MendedBecause, mendingOf } from '../waiting/mending.ts';

import { type AccountStory, accountStory } from './account-story.ts';
import { type FindingStory, findingStory } from './finding-story.ts';
import { type UsualStory, usualStory } from './usual-story.ts';

/** Everything that Tidings knows, finds, decides and did about one customer or item, with every reason. */
export interface Story {
  readonly at: string;
  readonly subject: Subject;
  readonly customer: {
    readonly id: string;
    readonly name: string;
    readonly language: string | null;
    readonly time_zone: string | null;
    readonly email_allowed: boolean;
    readonly phone: string | null;
    readonly email: string | null;
    /** Whose customer they are, of the people of the company. */
    readonly owner: string | null;
    readonly reachable: boolean;
    /** Since when they want to be written to less; null: they never said so. */
    readonly less_since: string | null;
    /** What went wrong for them and is mended, since when and until when; null: nothing is. */
    readonly mended: MendedStory | null;
  };
  readonly items: readonly ItemStory[];
  /** What they owe and have paid; null when that is nothing. */
  readonly account: AccountStory | null;
  readonly contacts: readonly { readonly at: string; readonly channel: string; readonly direction: string }[];
  readonly set_aside: readonly {
    readonly table: string;
    readonly id: string;
    readonly field?: string;
    readonly fault: DataFault;
    /** The same in English. */
    readonly reason: string;
  }[];
  /** What they decided with one tap, oldest first. */
  readonly answers: readonly AnswerStory[];
  readonly cases: readonly CaseStory[];
  readonly letters: readonly ListedLetter[];
}

interface ItemStory {
  readonly kind: string;
  readonly id: string;
  readonly number: string;
  readonly summary: string | null;
  readonly stage: string;
  readonly stage_kind: string;
  readonly stage_since: string | null;
  readonly promised_for: string | null;
  readonly needed_by: string | null;
  /** What history tells of items like it; null: nothing that can be trusted. */
  readonly usual: UsualStory | null;
  readonly lines: readonly {
    readonly line_no: number;
    readonly description: string;
    readonly stage: string | null;
  }[];
  readonly shipments: readonly ShipmentStory[];
  readonly findings: readonly FindingStory[];
  readonly decision: DecisionStory;
  /** The last day through which a person wants no letters about it. */
  readonly no_letters_through: string | null;
}

/** What was decided, with its reason in English, and with the codes that it rests on. */
export type DecisionStory = { readonly reason: string } & (
  | { readonly do: 'write'; readonly letter: LetterKind }
  | { readonly do: 'hold'; readonly hold: LetterHoldCode; readonly why: LetterHold }
  | { readonly do: 'hand_over'; readonly because: HandOverCode }
  | { readonly do: 'nothing' }
);

interface MendedStory {
  readonly because: MendedBecause;
  readonly since: string;
  readonly until: string;
  readonly well: number;
  readonly wanted: number;
}

interface ShipmentStory {
  readonly id: string;
  readonly carrier: string | null;
  readonly tracking_number: string | null;
  readonly tracking_url: string | null;
  readonly shipped_at: string | null;
  readonly expected_on: string | null;
  readonly delivered_at: string | null;
  /** Null: the whole order. */
  readonly line_nos: readonly number[] | null;
}

interface AnswerStory {
  readonly at: string;
  readonly answer: Answer;
  readonly about: readonly string[];
  /** The day that they named. */
  readonly day: string | null;
  /** What became of a promise to pay. */
  readonly came: CameOf | null;
}

interface CaseStory {
  readonly id: string;
  readonly about: ItemRef;
  readonly opened_at: string;
  readonly closed_at: string | null;
  readonly closed_because: string | null;
  readonly our_word: string | null;
  readonly letters: number;
  readonly tasks: readonly { readonly kind: string; readonly created_at: string }[];
}

/** Tells the story of a customer, an order, a job or an invoice. */
export async function storyOf(
  databases: Databases,
  given: Rules,
  now: Instant,
  subject: Subject,
  words: SayVerdict,
): Promise<Story> {
  const rules = await asJudging(databases.ledgerPool, given, now);
  const { customerId } = subject;
  const customers = await readCustomersNow(databases, rules, now, [customerId]);
  const source = await anyConnection(databases.sourcePool, rules.sourceSchema);
  // Whoever has nothing open is not in the facts, and still has a name, a language and an address.
  const row = (await readCustomers(source, idArrayOf([customerId]))).get(customerId);
  const letters: ListedLetter[] = [];
  for await (const letter of listLetters(databases.ledgerPool, { customerId, staff: true }))
    letters.push(letter);
  const { quarantined } = customers;
  const { facts, memory } = customers.of(customerId);
  const customer = row?.customer ?? facts.customer;
  return tell({ subject, customer, facts, memory, quarantined, letters, now, rules, words });
}

interface KnownSubject {
  readonly subject: Subject;
  readonly customer: Customer;
  readonly facts: CustomerFacts;
  readonly memory: CustomerMemory;
  readonly quarantined: readonly Quarantined[];
  readonly letters: readonly ListedLetter[];
  readonly now: Instant;
  readonly rules: Rules;
  readonly words: SayVerdict;
}

/** Pure: what a round would decide now, in an order in which a person can follow it. */
export function tell(known: KnownSubject): Story {
  const { subject, customer, memory, quarantined, letters, now, rules, words } = known;
  const { decisions, verdicts } = attend(known.facts, memory, now, rules);
  const facts = withWhatWasSaid(known.facts, memory, now);
  const wanted = (item: ItemRef) =>
    subject.item === null || (item.kind === subject.item.kind && item.id === subject.item.id);
  const account = accountStory(facts, memory, verdicts, now, rules, words);
  const today = zoneOf(rules.company.timeZone).dayAt(now);
  return {
    at: isoInstant(now),
    subject,
    customer: {
      id: subject.customerId,
      name: customer.name,
      language: customer.language,
      time_zone: customer.timeZone,
      email_allowed: customer.emailAllowed,
      phone: customer.phone,
      email: customer.email,
      owner: customer.ownerId === null ? null : (facts.people.get(customer.ownerId)?.name ?? null),
      reachable: customer.email !== null || customer.contacts.some(({ role }) => role !== null),
      less_since: moment(memory.inbox.lessSince),
      mended: mendedStory(facts, memory, now, rules),
    },
    items: facts.items.filter(wanted).map((item) =>
      itemStory(
        item,
        decisions.find((decision) => sameItem(decision.item, item)),
        memory.itemHolds.find((hold) => hold.until >= today && sameItem(hold.item, item)),
        rules,
        now,
      ),
    ),
    account: account && aboutThe(subject, account),
    contacts: withReplies(facts, memory)
      .contacts.filter(({ item }) => item === null || wanted(item))
      .map(({ at, channel, direction }) => ({ at: isoInstant(at), channel, direction })),
    set_aside: [...facts.doubts, ...quarantined].map(withReason),
    answers: memory.inbox.answers.map((one) => ({
      at: isoInstant(one.at),
      answer: one.answer,
      about: one.about.map(({ id }) => id),
      day: day(one.day),
      came: one.came,
    })),
    cases: memory.cases
      .filter(({ item }) => wanted(item))
      .map((theCase) => ({
        id: theCase.id,
        about: theCase.item,
        opened_at: isoInstant(theCase.openedAt),
        closed_at: moment(theCase.closedAt),
        closed_because: theCase.closedBecause,
        our_word: day(theCase.letters.at(-1)?.nextWordBy ?? null),
        letters: theCase.letters.length,
        tasks: theCase.tasks.map(({ kind, createdAt }) => ({ kind, created_at: isoInstant(createdAt) })),
      })),
    letters,
  };
}

function mendedStory(
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
): MendedStory | null {
  const zone = zoneOf(rules.company.timeZone);
  const mending = mendingOf({ facts: withReplies(facts, memory), memory, now, rules, zone });
  if (mending === null) return null;
  const { because, since, until, well, wanted } = mending;
  return { because, since: isoDay(zone.dayAt(since)), until: isoDay(until), well, wanted };
}

/** Of one invoice, when the story is of one; none, when it is of one item. */
const aboutThe = ({ item, invoice }: Subject, account: AccountStory): AccountStory | null => {
  if (item !== null) return null;
  return invoice === null
    ? account
    : { ...account, invoices: account.invoices.filter(({ id }) => id === invoice.id) };
};

const moment = (at: Instant | null): string | null => (at === null ? null : isoInstant(at));
const day = (value: Day | null): string | null => (value === null ? null : isoDay(value));

function itemStory(
  item: WaitingItem,
  decision: Decision | undefined,
  keptQuiet: ItemHold | undefined,
  rules: Rules,
  now: Instant,
): ItemStory {
  const stage = stageOfItem(item, rules);
  const quiet = isFinished(stage.kind)
    ? `it is ${stage.kind}, so nobody waits for us`
    : 'nothing was found: it moves, and the customer has heard from us lately';
  return {
    kind: item.kind,
    id: item.id,
    number: item.number,
    summary: item.summary ?? item.asset,
    stage: item.stage,
    stage_kind: stage.mapped ? stage.kind : `${stage.kind} (not mapped by policy)`,
    stage_since: moment(item.stageSince),
    promised_for: day(item.promisedFor),
    needed_by: day(item.neededBy),
    usual: isFinished(stage.kind) ? null : usualStory(item, rules.usual, now),
    lines: item.lines.map(({ lineNo, description, stage: lineStage }) => ({
      line_no: lineNo,
      description,
      stage: lineStage,
    })),
    shipments: item.shipments.map(shipmentStory),
    findings: (decision?.findings ?? []).map(findingStory),
    decision: decision ? decisionStory(decision) : { do: 'nothing', reason: quiet },
    no_letters_through: day(keptQuiet?.until ?? null),
  };
}

function decisionStory(decision: Decision): DecisionStory {
  const { reason } = decision;
  switch (decision.do) {
    case 'write':
      return { do: 'write', reason, letter: decision.letter };
    case 'hold':
      return { do: 'hold', reason, hold: decision.hold.code, why: decision.hold };
    case 'hand_over':
      return { do: 'hand_over', reason, because: decision.because };
    case 'nothing':
      return { do: 'nothing', reason };
  }
}

const shipmentStory = (shipment: Shipment): ShipmentStory => ({
  id: shipment.id,
  carrier: shipment.carrier,
  tracking_number: shipment.trackingNumber,
  tracking_url: shipment.trackingUrl,
  shipped_at: moment(shipment.shippedAt),
  expected_on: day(shipment.expectedOn),
  delivered_at: moment(shipment.deliveredAt),
  line_nos: shipment.lineNos,
});
