import { dayOfDate, type Instant, instantOf } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { NOTHING_ABSENT } from '../../src/customer/absence.ts';
import { NO_ACCOUNT } from '../../src/customer/account.ts';
import type {
  Case,
  CaseLetter,
  Contact,
  Customer,
  CustomerFacts,
  CustomerMemory,
  Feeds,
  OrderLine,
  People,
  Person,
  Told,
  WaitingItem,
} from '../../src/customer/customer.ts';
import type { CaseId, CustomerId, ItemId, ItemRef, LetterId, PersonId } from '../../src/customer/ids.ts';
import { NOTHING_DUNNED } from '../../src/customer/reminders.ts';
import { NOTHING_RECEIVED } from '../../src/customer/replies.ts';
import type { Shipment } from '../../src/customer/shipment.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { decide } from '../../src/waiting/decide.ts';
import type { Decision } from '../../src/waiting/decision.ts';
import { find } from '../../src/waiting/find.ts';
import { type Situation, situationOf } from '../../src/waiting/situation.ts';
import { stateOf } from '../../src/waiting/state.ts';
import { rules } from './policy.ts';
import { warsaw } from './when.ts';

export const personId = (id: string): PersonId => id as PersonId;

export const aPerson = (person: Partial<Omit<Person, 'id'>> & { id: string }): Person => ({
  name: person.id,
  role: 'owner',
  email: `${person.id}@nowak.example`,
  phone: '+48 22 555 01 01',
  reportsTo: null,
  awayUntil: null,
  deputyId: null,
  ...person,
  id: personId(person.id),
});

/** Anna answers for everything, reports to Marek, and he to Ewa; Karol decides about credit. */
export const STAFF: readonly Person[] = [
  aPerson({ id: 'anna', name: 'Anna Lis', reportsTo: personId('marek') }),
  aPerson({ id: 'marek', name: 'Marek Wrona', role: 'manager', reportsTo: personId('ewa') }),
  aPerson({ id: 'ewa', name: 'Ewa Nowak', role: 'director' }),
  aPerson({ id: 'karol', name: 'Karol Sowa', role: 'credit' }),
];

export const people = (...staff: readonly Person[]): People =>
  new Map(staff.map((person) => [person.id, person]));

export const aCustomer = (customer: Partial<Omit<Customer, 'id'>> & { id?: string } = {}): Customer => ({
  name: 'Zofia Maj',
  salutation: null,
  email: 'zofia@maj.example',
  billingEmail: null,
  language: 'en',
  timeZone: null,
  legalKind: null,
  country: null,
  emailAllowed: true,
  phone: null,
  contacts: [],
  ownerId: personId('anna'),
  ...customer,
  id: (customer.id ?? 'C1') as CustomerId,
});

type ItemWords = Partial<Omit<WaitingItem, 'id' | 'kind'>> & { id?: string };

const anItem = (item: ItemWords): Omit<WaitingItem, 'id' | 'kind' | 'openedAt'> => ({
  number: item.id ?? '1001',
  summary: 'wedding suit, four pieces',
  asset: null,
  stage: 'picking',
  stageSince: null,
  promisedFor: null,
  neededBy: null,
  reason: null,
  publicNote: null,
  ownerId: null,
  contactName: null,
  contactEmail: null,
  url: null,
  estimate: null,
  currency: null,
  updatedAt: null,
  lines: [],
  shipments: [],
  lane: null,
  supplier: null,
  collectAt: null,
  theirDays: 0,
  closedAt: null,
  outcome: null,
});

/** An order, placed on Monday 23 November 2026 at nine, being picked. */
export const anOrder = (order: ItemWords = {}): WaitingItem => ({
  ...anItem(order),
  openedAt: warsaw('2026-11-23 09:00'),
  ...order,
  kind: 'order',
  id: (order.id ?? 'O1') as ItemId,
});

/** A service job, reported on Monday 23 November 2026 at nine, in repair. */
export const aJob = (job: ItemWords = {}): WaitingItem => ({
  ...anItem(job),
  summary: 'does not start',
  asset: 'excavator',
  stage: 'repair',
  openedAt: warsaw('2026-11-23 09:00'),
  ...job,
  kind: 'service_job',
  id: (job.id ?? 'J1') as ItemId,
});

export const aLine = (line: Partial<OrderLine> & { lineNo: number }): OrderLine => ({
  description: `line ${line.lineNo}`,
  stage: null,
  stageSince: null,
  promisedFor: null,
  reason: null,
  ...line,
});

/** By default of the whole order, and not yet left. */
export const aShipment = (shipment: Partial<Shipment> & { id: string }): Shipment => ({
  carrier: null,
  trackingNumber: null,
  trackingUrl: null,
  shippedAt: null,
  expectedOn: null,
  deliveredAt: null,
  lineNos: null,
  ...shipment,
});

/** By default a person mailed the customer about their business at large. */
export const aContact = (contact: Partial<Contact> & { at: Instant }): Contact => ({
  id: `contact at ${contact.at}`,
  item: null,
  channel: 'email',
  direction: 'to_customer',
  ...contact,
});

/** Feeds that are fresh whatever the test's clock shows. */
export const FRESH: Feeds = new Map(
  (['orders', 'service_jobs', 'payments'] as const).map((name) => [
    name,
    instantOf(dayOfDate(2200, 1, 1) * 86_400_000),
  ]),
);

export const facts = (differs: Partial<CustomerFacts> = {}): CustomerFacts => ({
  customer: aCustomer(),
  items: [anOrder()],
  ended: [],
  contacts: [],
  account: NO_ACCOUNT,
  people: people(...STAFF),
  feeds: FRESH,
  doubts: [],
  quarantined: [],
  sharedAddresses: new Set(),
  absence: NOTHING_ABSENT,
  ...differs,
});

/** A letter about a delay that was submitted when it was decided, told that the order stood at picking. */
export function aLetter(
  letter: Partial<Omit<CaseLetter, 'id'>> & { decidedAt: Instant; id?: string },
): CaseLetter {
  const ordinal = letter.ordinal ?? 1;
  return {
    kind: 'late',
    status: 'submitted',
    submittedAt: letter.decidedAt,
    nextWordBy: null,
    told: told(),
    address: 'zofia@maj.example',
    messageId: `<letter-${letter.decidedAt}@nowak.example>`,
    ...letter,
    ordinal,
    id: (letter.id ?? `letter-${letter.decidedAt}`) as LetterId,
  };
}

/** What a letter told: that the order stood still at picking. */
export const told = (differs: Partial<Told> = {}): Told => ({
  stage: 'picking',
  lineNo: null,
  promisedFor: null,
  stoodStill: true,
  ...differs,
});

export const ORDER: ItemRef = { kind: 'order', id: 'O1' as ItemId };
export const JOB: ItemRef = { kind: 'service_job', id: 'J1' as ItemId };

/** The open case of order O1. */
export const aCase = (theCase: Partial<Omit<Case, 'id'>> & { id?: string } = {}): Case => ({
  item: ORDER,
  openedAt: theCase.letters?.[0]?.decidedAt ?? warsaw('2026-11-23 09:00'),
  closedAt: null,
  closedBecause: null,
  itemEnded: false,
  letters: [],
  tasks: [],
  ...theCase,
  id: (theCase.id ?? 'order:O1@first') as CaseId,
});

export const memoryOf = (...cases: readonly Case[]): CustomerMemory => ({
  customerId: 'C1' as CustomerId,
  cases,
  dunning: NOTHING_DUNNED,
  inbox: NOTHING_RECEIVED,
  writtenToday: new Map(),
  released: [],
  givenDates: [],
  contacts: [],
  itemHolds: [],
  asked: [],
  complaints: [],
  absent: [],
});

interface SituationWords extends Partial<CustomerFacts> {
  readonly now: Instant;
  readonly cases?: readonly Case[];
  readonly rules?: Rules;
}

/** One item with all that the rules look at. */
export function situation(
  item: WaitingItem,
  { now, cases = [], rules: given = rules(), ...differs }: SituationWords,
): Situation {
  const zone = zoneOf(given.company.timeZone);
  const theFacts = facts({ items: [item], ...differs });
  return situationOf(item, theFacts, memoryOf(...cases), { now, today: zone.dayAt(now), zone, rules: given });
}

/** What is decided about it, when its address has no letter from today. */
export function decisionOn(given: Situation): Decision {
  const state = stateOf(given);
  return decide({ situation: given, state, findings: find(given, state) }, new Map());
}

export { rules } from './policy.ts';
export { day, on, warsaw } from './when.ts';
