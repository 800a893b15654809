import type { Day, Instant } from '../calendar/time.ts';
import type { Absence, Absent } from './absence.ts';
import type { Account, TakenComplaint } from './account.ts';
import type { CustomerContact } from './customer-contact.ts';
import type { DataFault } from './data-fault.ts';
import type { DelayOption } from './delay-option.ts';
import type { About, CaseId, CustomerId, FeedName, ItemRef, LetterId, PersonId } from './ids.ts';
import type { ItemState } from './item-state.ts';
import type { LetterKind } from './letter-kinds.ts';
import type { LetterStatus } from './letter-status.ts';
import { type DunningMemory, NOTHING_DUNNED } from './reminders.ts';
import { type InboxMemory, NOTHING_RECEIVED } from './replies.ts';
import type { Shipment } from './shipment.ts';
import type { CaseTask } from './task.ts';

export const ROLES = ['owner', 'manager', 'director', 'credit'] as const;
export type Role = (typeof ROLES)[number];
/** Somebody of the company, as `source.people` names them. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly email: string | null;
  readonly phone: string | null;
  readonly reportsTo: PersonId | null;
  /** The last day on which they are away; null: they are there. */
  readonly awayUntil: Day | null;
  /** Who stands in for them while they are away. */
  readonly deputyId: PersonId | null;
}
export type People = ReadonlyMap<PersonId, Person>;

export interface Customer {
  readonly id: CustomerId;
  readonly name: string;
  readonly salutation: string | null;
  readonly email: string | null;
  /** Where letters about invoices go; null: `email`. */
  readonly billingEmail: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  /** ISO 3166 */
  readonly country: string | null;
  /** Before the law; null: not known. */
  readonly legalKind: 'person' | 'company' | null;
  readonly emailAllowed: boolean;
  readonly ownerId: PersonId | null;
  /** Where a person can call them. */
  readonly phone: string | null;
  /** People of theirs, those first who were named for something. */
  readonly contacts: readonly CustomerContact[];
}

export interface OrderLine {
  readonly lineNo: number;
  readonly description: string;
  readonly stage: string | null;
  readonly stageSince: Instant | null;
  readonly promisedFor: Day | null;
  readonly reason: string | null;
}

/** An open order or service job that a customer waits for. Fields in doubt were set aside (null) by the reader. */
export interface WaitingItem extends ItemRef {
  readonly number: string;
  /** What it is, in the company's words: "wedding suit, four pieces". */
  readonly summary: string | null;
  /** The customer's own thing that a service job works on. */
  readonly asset: string | null;
  /** When it was placed (order) or reported (service job). */
  readonly openedAt: Instant;
  readonly stage: string;
  readonly stageSince: Instant | null;
  readonly promisedFor: Day | null;
  readonly neededBy: Day | null;
  readonly reason: string | null;
  readonly publicNote: string | null;
  readonly ownerId: PersonId | null;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  readonly url: string | null;
  readonly estimate: string | null;
  readonly currency: string | null;
  readonly updatedAt: Instant | null;
  readonly lines: readonly OrderLine[];
  /** Parcels of an order; none of a service job. */
  readonly shipments: readonly Shipment[];
  /** What usual times are told apart by: a carrier, a region, a workshop. */
  readonly lane: string | null;
  /** Whose parts or goods it waits for. */
  readonly supplier: string | null;
  /** Where and when the customer can fetch it, in the company's words for them. */
  readonly collectAt: string | null;
  /** Whole days for which it waited for the customer: they move the promise. */
  readonly theirDays: number;
  /** Null: its row is open. */
  readonly closedAt: Instant | null;
  /** How it ended, in the company's words. */
  readonly outcome: string | null;
}

/** A person and the customer spoke or wrote. `item` null: about the customer's business at large. */
export interface Contact {
  readonly id: string;
  readonly item: ItemRef | null;
  readonly at: Instant;
  readonly channel: string;
  readonly direction: 'to_customer' | 'from_customer';
}

/** A new day that a person gave the customer: the promise from then on, until the company's row has another than it had then. */
export interface GivenDate {
  readonly item: ItemRef;
  readonly day: Day;
  /** What the row promised when the day was given. */
  readonly insteadOf: Day | null;
  readonly at: Instant;
  readonly by: string;
}

/** A person says: no letters about this item, through a day. */
export interface ItemHold {
  readonly item: ItemRef;
  /** The last day on which it holds. */
  readonly until: Day;
  readonly by: string;
}

/** A field that cannot be right: set aside, named, and the item judged on the rest. */
export interface Doubt {
  readonly table: string;
  readonly id: string;
  readonly field: string;
  readonly fault: DataFault;
}

/** When each feed was last fresh; a feed that is not in the map is of unknown age. */
export type Feeds = ReadonlyMap<FeedName, Instant>;

/** Everything the company's tables say about one customer, on one moment. */
export interface CustomerFacts {
  readonly customer: Customer;
  readonly items: readonly WaitingItem[];
  /** Closed items of which we remember a case: whoever was told of a delay may be told how it ended. */
  readonly ended: readonly WaitingItem[];
  readonly contacts: readonly Contact[];
  /** What they owe and have paid; empty where a round has no need of it. */
  readonly account: Account;
  readonly people: People;
  readonly feeds: Feeds;
  readonly doubts: readonly Doubt[];
  /** Items of this customer whose rows cannot be judged at all: neither written about nor taken for done. */
  readonly quarantined: readonly ItemRef[];
  /** Addresses of too many customers to be anybody's, in small letters. */
  readonly sharedAddresses: ReadonlySet<string>;
  /** Of what we remember and is not open, and of open rows that exports name no more. */
  readonly absence: Absence;
}

/** What a letter said of an item, so that a later round can see what changed. */
export interface Told {
  readonly stage: string;
  /** The line that was named as the slowest, or null for the item itself. */
  readonly lineNo: number | null;
  readonly promisedFor: Day | null;
  /** The letter said that the item stands still. */
  readonly stoodStill: boolean;
  /** In what state it was; letters of the first edition do not say. */
  readonly state?: ItemState | undefined;
  /** The letter had no news. */
  readonly quiet?: boolean | undefined;
  /** A person calls by this day, says the letter. */
  readonly callBy?: Day | null | undefined;
  /** A day that the letter named as the likely one. */
  readonly expected?: Day | null | undefined;
  /** The code of the reason that the letter gave. */
  readonly reason?: string | null | undefined;
  /** Ids of the shipments that the letter told of; letters of earlier versions do not say. */
  readonly shipments?: readonly string[] | undefined;
  /** How the letter said that it ends; earlier versions do not say. */
  readonly end?: 'done' | 'cancelled' | null | undefined;
  /** The choice to wait or to cancel that the letter offered. */
  readonly offer?: DelayOption | null | undefined;
}

/** A letter as one of its cases remembers it. */
export interface CaseLetter {
  readonly id: LetterId;
  readonly kind: LetterKind;
  /** The nth letter of its case, from 1, withdrawn ones included. */
  readonly ordinal: number;
  readonly status: LetterStatus;
  readonly decidedAt: Instant;
  readonly submittedAt: Instant | null;
  /** When who got it was told that it was wrong. */
  readonly correctedAt?: Instant | null | undefined;
  /** Our word: the day by which this letter said we would write again. */
  readonly nextWordBy: Day | null;
  readonly told: Told;
  readonly address: string;
  readonly messageId: string;
}

/** The story of one stalled item from first finding to close. */
export interface Case {
  readonly id: CaseId;
  readonly item: ItemRef;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly closedBecause: 'moved' | 'done' | null;
  /** The item is no longer waiting for us, so nothing of this case is needed again. */
  readonly itemEnded: boolean;
  readonly letters: readonly CaseLetter[];
  readonly tasks: readonly CaseTask[];
}

/** A person of the company wants a customer to hear about an item now. */
export interface AskedLetter {
  readonly item: ItemRef;
  readonly at: Instant;
  readonly by: string;
}

/** Our own memory of one customer: the cases of every item that has not ended. */
export interface CustomerMemory {
  readonly customerId: CustomerId;
  readonly cases: readonly Case[];
  readonly dunning: DunningMemory;
  readonly inbox: InboxMemory;
  /** Letters decided on this local day of the company, by address. */
  readonly writtenToday: ReadonlyMap<string, number>;
  /** Items and invoices that a person released from the backlog: from then on they count as new. */
  readonly released: readonly About[];
  /** What of all this the company's tables do not show just now. */
  readonly absent: readonly Absent[];
  /** New days that people gave this customer, the latest of each item. */
  readonly givenDates: readonly GivenDate[];
  /** Whom people spoke to, as they told us and not the company's tables. */
  readonly contacts: readonly Contact[];
  /** Items about which people want no letters for a while, lifted ones left out. */
  readonly itemHolds: readonly ItemHold[];
  /** Letters that people asked for lately, the oldest first; those taken back left out. */
  readonly asked: readonly AskedLetter[];
  /** What they complained of to a person, who told us and not the company's tables; those settled long ago left out. */
  readonly complaints: readonly TakenComplaint[];
}

const NOBODY: ReadonlyMap<string, number> = new Map();

/** What we remember of a customer we have never written to. */
export const noMemory = (customerId: CustomerId): CustomerMemory => ({
  customerId,
  cases: [],
  dunning: NOTHING_DUNNED,
  inbox: NOTHING_RECEIVED,
  writtenToday: NOBODY,
  released: [],
  absent: [],
  givenDates: [],
  contacts: [],
  itemHolds: [],
  asked: [],
  complaints: [],
});

/** Customers by the bytes of their ids, from after `after` up to and including `through`; null is no bound. */
export interface CustomerRange {
  readonly after: string | null;
  readonly through: string | null;
}
