import type { RecordGrade } from '../../account/payment-record.ts';
import type { Day, Instant } from '../../calendar/time.ts';
import type { About, CustomerId, InvoiceId, ItemRef, PersonId } from '../../customer/ids.ts';
import type { AnyLetterKind } from '../../customer/letter-kinds.ts';
import type { TaskKind } from '../../customer/task.ts';
import type { Tone } from '../../customer/tone.ts';
import type { AnyTask } from '../../dunning/tasks.ts';
import type { Guard } from '../../guards/guards.ts';
import type { TripWhy } from '../../guards/trip-why.ts';
import type { Rules } from '../../policy/rules.ts';

/** What a letter told of one item. */
export interface ToldItem extends ItemRef {
  /** It said that the promise, or the customer's own day, will probably be missed. */
  readonly warned: boolean;
  /** The day that it named as the likely one. */
  readonly expected: Day | null;
  /** A mark of all that was said of the item, with the days left out: the same mark twice says nothing new. */
  readonly said: number;
}

/** What a reminder told of one invoice, and how that stood when it was written. */
export interface ToldInvoice {
  readonly id: InvoiceId;
  /** The tone of the letter; null: thanks. */
  readonly tone: Tone | null;
  readonly grade: RecordGrade | null;
  readonly disputed: boolean;
  /** Money that is here or on its way covers all that is open. */
  readonly covered: boolean;
}

/** A letter of a replay, as its figures need it and no more: a year has hundreds of thousands. */
export interface PlayedLetter {
  readonly kind: AnyLetterKind;
  readonly audience: 'customer' | 'staff';
  readonly customerId: CustomerId;
  readonly at: Instant;
  readonly day: Day;
  readonly items: readonly ToldItem[];
  readonly invoices: readonly ToldInvoice[];
  readonly nextWordBy: Day | null;
  readonly apologised: boolean;
  /** It waits for a person who lets it go. */
  readonly held: boolean;
}

/** Something that a person was asked to do. */
export interface PlayedTask {
  readonly key: string;
  readonly kind: TaskKind;
  readonly why: AnyTask['why'];
  readonly person: PersonId | null;
  readonly customerId: CustomerId;
  readonly about: readonly About[];
  readonly at: Instant;
  readonly day: Day;
  /** Asked by the rules of waiting; the others are about money or mails. */
  readonly ofWaiting: boolean;
}

/** A round that a guard would have held letters of. */
export interface PlayedTrip {
  readonly day: Day;
  readonly guard: Guard;
  readonly why: readonly TripWhy[];
}

/** What a replay came to. */
export interface Played {
  readonly rules: Rules;
  readonly from: Day;
  readonly to: Day;
  readonly team: boolean;
  readonly rounds: number;
  /** The first round of each day, oldest first: when the naive rules are asked too. */
  readonly mornings: readonly { readonly day: Day; readonly at: Instant }[];
  /** In the order in which they were written. */
  readonly letters: readonly PlayedLetter[];
  readonly tasks: readonly PlayedTask[];
  /** Contacts that people made because a task asked for it. */
  readonly calls: readonly { readonly item: ItemRef; readonly at: Instant }[];
  /** Of items past their promise about which a letter was held: by `kind:id`, the rule that held it last. */
  readonly heldBack: ReadonlyMap<string, string>;
  /** Reminders held, by code of the hold that named the verdict: one for each invoice and code. */
  readonly moneyHeld: ReadonlyMap<string, number>;
  /** Rounds that a guard would have held letters of. */
  readonly guards: readonly PlayedTrip[];
  /** Customers who could not be judged, with the fault. */
  readonly failed: readonly { readonly customerId: CustomerId; readonly reason: string }[];
}
