import type { IsoDay } from '../../calendar/time.ts';
import type { Role } from '../../customer/customer.ts';
import type { DelayOption } from '../../customer/delay-option.ts';
import type { ItemKind } from '../../customer/ids.ts';
import type { ItemState } from '../../customer/item-state.ts';
import type { LetterKind } from '../../customer/letter-kinds.ts';
import type { TaskKind, TaskReason } from '../../customer/task.ts';
import type { StageKind } from '../../policy/stage-kinds.ts';
import type { End, FindingKind } from '../../waiting/finding.ts';
import type { LetterEvent } from './letter-event.ts';

/** A person as a letter names them. */
export interface NamedPerson {
  readonly name: string;
  readonly role: Role;
  readonly phone: string | null;
  readonly email: string | null;
}

/** `left`: some of it has not arrived yet. */
export type RestOfLines = 'delivered' | 'left';

/** A shipment that is on its way, as a letter tells of it. */
export interface ShipmentFacts {
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  /** The day on which the carrier expects to deliver it. */
  readonly expectedOn: IsoDay | null;
  /** There is more to the order than what is in it. */
  readonly part: boolean;
  /** The one of several lines that is in it. */
  readonly line: string | null;
}

/**
 * One item as a letter tells of it: language-neutral, JSON, days as `YYYY-MM-DD`, spans in working days.
 * Null means "does not apply or is not known"; a letter never guesses.
 */
export interface ItemFacts {
  readonly kind: ItemKind;
  readonly id: string;
  readonly number: string;
  /** What it is, cut to a sensible length: "wedding suit, four pieces". */
  readonly thing: string | null;
  readonly asset: string | null;
  readonly url: string | null;
  readonly publicNote: string | null;
  readonly found: readonly FindingKind[];
  readonly stageKind: StageKind;
  /** Code of the reason; `unknown` when the company does not say. */
  readonly reason: string;
  /** The day since which the stage, or the slowest line's stage, has lasted, and for how many working days. */
  readonly since: IsoDay | null;
  readonly inStageFor: number | null;
  readonly promisedFor: IsoDay | null;
  /** What an earlier letter named, when the company moved the date since. */
  readonly promisedBefore: IsoDay | null;
  readonly neededBy: IsoDay | null;
  /** When it is now likely, where a line's own promise or the stage's allowance tells. */
  readonly expected: IsoDay | null;
  /** Working days past the promised date. */
  readonly lateBy: number | null;
  readonly silentSince: IsoDay | null;
  readonly silentFor: number | null;
  /** Messages from the customer that nobody answered. */
  readonly unanswered: number;
  /** The word we gave for a day that has passed: we did not write when we said we would. */
  readonly brokenWord: IsoDay | null;
  /** The slowest of several lines, when it is one line that holds the order up. */
  readonly line: {
    readonly description: string;
    readonly of: number;
    readonly ready: number;
    /** Its own promised day, or the one on which a carrier expects to deliver it. */
    readonly due?: IsoDay | null | undefined;
    /** What became of all its other lines. */
    readonly rest?: RestOfLines | null | undefined;
  } | null;
  /** The ready lines may be taken now (policy offer_partial, and at least one line is ready). */
  readonly offerPartial: boolean;
  // Letters of the first edition do not say what follows.
  /** The company may change or cancel it when asked (policy offer_change). */
  readonly offerChange?: boolean | undefined;
  readonly state?: ItemState | undefined;
  /** What a stage of theirs waits for: a code. */
  readonly needs?: string | null | undefined;
  readonly collectAt?: string | null | undefined;
  /** Working days in which four of five leave the stage. */
  readonly usually?: number | null | undefined;
  /** A promised day that the company took back since an earlier letter named it. */
  readonly withdrawn?: IsoDay | null | undefined;
  /** A likely day that an earlier letter named, and that has passed. */
  readonly passedDay?: IsoDay | null | undefined;
  /** An earlier letter named today as the likely day, and it is not over. */
  readonly namedToday?: boolean | undefined;
  /** How an earlier letter, of that day, said that it ends, when that no longer holds. */
  readonly ended?: End | null | undefined;
  readonly endedOn?: IsoDay | null | undefined;
  /** Nothing changed since the letter before. */
  readonly quiet?: boolean | undefined;
  /** It is known for certain that the day will be missed. */
  readonly certain?: boolean | undefined;
  /** Letters about this state before: the nth one does not say what the one before said. */
  readonly nth?: number | undefined;
  /** The likely day is one on which a carrier expects to deliver: all of what is still to come, or a part. */
  readonly carried?: 'whole' | 'part' | null | undefined;
  /** What left and no letter told of before. */
  readonly shipments?: readonly ShipmentFacts[] | undefined;
  /** The choice that the law of the customer's country gives: to wait, or to cancel. Days as above. */
  readonly option?:
    | {
        readonly silence: DelayOption['silence'];
        readonly revised: IsoDay | null;
        readonly answerBy: IsoDay | null;
      }
    | null
    | undefined;
  /** The letter before said that a person calls by this day, and nobody did. */
  readonly callMissed?: IsoDay | null | undefined;
}

/** What the facts of every letter hold: from which company it comes, written on what day, and who signs it or gets it. */
export interface CommonFacts {
  readonly company: string;
  readonly today: IsoDay;
  readonly person: NamedPerson;
}

/** What the facts of every letter to a customer hold. */
export interface ToCustomerFacts extends CommonFacts {
  readonly customer: { readonly name: string; readonly salutation: string | null };
}

/** What the facts of every letter to a person of the company hold. */
export interface ToStaffFacts extends CommonFacts {
  readonly customer: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    /** Letters of earlier versions do not say. */
    readonly phone?: string | null | undefined;
  };
}

/** All that a status letter says, before words: stored with the letter, so it can be rendered again exactly. */
export interface StatusFacts extends ToCustomerFacts {
  readonly letter: LetterKind;
  /** From the second rung on: the next person up. */
  readonly nextPerson: NamedPerson | null;
  /** credit-hold: who decides, and how to reach them; empty otherwise. */
  readonly deciders: readonly NamedPerson[];
  readonly items: readonly ItemFacts[];
  /** Our word: the day by which we write again; null: nothing more is to be said. */
  readonly nextWordBy: IsoDay | null;
  /** Who has been given to find out what holds it up. */
  readonly finder?: NamedPerson | null | undefined;
  /** A person calls by that day instead of a further letter: they have it as a task. */
  readonly callBy?: IsoDay | null | undefined;
  /** Items of theirs about which there is nothing to say: they are on course. */
  readonly rest?: number | undefined;
  /** One apology at most: for the delay or for the silence, whichever is worse. */
  readonly apology: 'delay' | 'silence' | 'risk' | null;
  /** How many letters about this went before; 0 for the first. */
  readonly lettersBefore: number;
  /** Nothing changed since the letter before: the letter says so honestly. */
  readonly noNews: boolean;
}

/** All that a staff letter says; `why` is a code with a sentence per language. */
export interface StaffFacts extends ToStaffFacts {
  readonly letter: 'task' | 'escalation';
  readonly task: TaskKind;
  readonly why: TaskReason;
  /** The day by which it is to be done, where one was given; letters of earlier versions do not say. */
  readonly dueOn?: IsoDay | null | undefined;
  /** What the customer wrote beside an answer with one tap. */
  readonly said?: string | null | undefined;
  readonly items: readonly ItemFacts[];
  /** The letters of the case so far, oldest first. */
  readonly story: readonly LetterEvent<LetterKind>[];
}
