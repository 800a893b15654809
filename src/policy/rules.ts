import type { Duration } from '../calendar/duration.ts';
import type { SendingHours } from '../calendar/sending-hours.ts';
import type { Instant } from '../calendar/time.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { FeedName } from '../customer/ids.ts';
import type { Tone } from '../customer/tone.ts';
import type { KnownTimes } from '../usual/known-times.ts';
import type { WatchedSource } from './sources.ts';
import type { StageKind } from './stage-kinds.ts';

export interface StageRule {
  readonly kind: StageKind;
  /** Working days the stage may take before it counts as stalled. */
  readonly allowance: number;
  /** The allowance is the stage's own: without one it is never late by itself. */
  readonly hasOwn: boolean;
  /** What a stage of theirs waits for: a code that phrases know; null: their answer. */
  readonly needs: string | null;
}

/** When a closing letter goes: never, after a letter about a delay or while a word is owed, or always. */
export type ClosingLetters = 'never' | 'after_delay' | 'always';

/** A span of the year, month and day inclusive at both ends; `from` after `to` spans the new year. */
export interface SeasonalGrace {
  readonly country: string | null;
  readonly from: { readonly month: number; readonly day: number };
  readonly to: { readonly month: number; readonly day: number };
}

export interface Rung {
  readonly rung: string;
  readonly after: Duration;
  readonly tone: Tone;
  readonly release: 'automatic' | 'human';
}

/** The policy, typed, validated and frozen: everything `attend` may know besides facts, memory and now. */
export interface Rules {
  readonly company: {
    readonly name: string;
    readonly from: { readonly name: string; readonly address: string };
    /** The first is the default. */
    readonly languages: readonly string[];
    readonly adminLanguage: string;
    readonly timeZone: string;
    readonly country: string;
    readonly payTo: string | null;
    /** Who the company is before the law; null: formal letters are a person's. */
    readonly legal: {
      readonly name: string;
      readonly seat: string;
      readonly register: string | null;
      readonly taxId: string | null;
    } | null;
  };
  /** The schema of the source contract, `source` by default. */
  readonly sourceSchema: string;
  /** Folders that the worker watches for files to import. */
  readonly sources: readonly WatchedSource[];
  /** Working days of the company: public holidays, its own days off, its own working days. */
  readonly calendar: WorkingCalendar;
  /** Absent: everything counts as new. */
  readonly goLive: Instant | null;
  /** So many letters of each kind wait for a person before the others go by themselves; 0: none. */
  readonly supervise: number;
  readonly hours: SendingHours;
  readonly waiting: {
    /** Working days without a word until the first note, and from each note to the next; the last goes on. */
    readonly silence: readonly number[];
    /** Working days from each letter about a delay to the next; the last goes on. */
    readonly nextWord: readonly number[];
    /** Working days in which nothing is written after a person spoke with the customer. */
    readonly afterAPerson: number;
    /** Working days before a promised day on which it is judged first. */
    readonly warnBefore: number;
    /** Which law's choice letters about late orders offer: to wait, or to cancel. */
    readonly delayOption: 'none' | '16 CFR 435';
    /** What ends a promise. */
    readonly promiseMeans: 'done' | 'shipped';
    readonly tellReady: ClosingLetters;
    /** Working days after which who was told that it is ready is reminded, once. */
    readonly remindReady: number;
    /** Of service jobs; a delivered order needs no letter. */
    readonly tellDone: ClosingLetters;
    /** Whether a long wait that is on course gets one note at its half. */
    readonly onCourseNote: 'never' | 'half-time';
    /** Working days. */
    readonly defaultAllowance: number;
    readonly abandonedAfter: Duration;
    /** 0 to 1: the chance of keeping a promise under which the customer is warned. */
    readonly atRiskBelow: number;
    readonly offerPartial: boolean;
    /** Letters offer to change or to cancel what is late. */
    readonly offerChange: boolean;
    readonly stages: ReadonlyMap<string, StageRule>;
  };
  readonly dunning: {
    readonly grace: Duration;
    /** Minor units per ISO currency. */
    readonly smallBalance: ReadonlyMap<string, bigint>;
    readonly minimumGap: Duration;
    /** Working days within which a person decides what only a person can: a dispute, a formal letter, money to place. */
    readonly decideWithin: number;
    /** Working days for which "I have paid" holds reminders, from the day that it names. */
    readonly saidPaidHolds: number;
    /** Whose money usually comes within days of the first rung is not reminded before it is overdue for them. */
    readonly remindWhenUsualDelayIsOver: boolean;
    /** Past the due day: whose money usually comes later still has the first, friendly reminder then; null: with the first rung. */
    readonly remindLatePayersAfter: Duration | null;
    /** So long must nothing be open on an invoice that nobody closed, until its reminders end. */
    readonly settledAfter: Duration;
    readonly cleanRecord: {
      readonly window: Duration;
      readonly minSettled: number;
      readonly tolerance: Duration;
      readonly worst: Duration;
      readonly maxLateShare: number;
      /** After so long one slip is forgiven, and a short record suffices. */
      readonly longTenure: Duration;
    };
    readonly poorRecord: {
      /** 0 to 1: late so often, a record is poor. */
      readonly lateShare: number;
      /** An invoice overdue for so long makes it poor. */
      readonly longOverdue: Duration;
    };
    /** Weeks in which no first reminder goes, by country; null: everywhere. */
    readonly seasonalGrace: readonly SeasonalGrace[];
    /** Whether a reminded customer whose payment is found gets thanks. */
    readonly thankForPayment: boolean;
    /** Who confirmed that the formal letters were reviewed; null: nobody did, and none goes. */
    readonly formalReviewedBy: string | null;
    /** Interest that a formal letter names to each kind of customer, in percent a year, such as "11.25"; null: it names none. */
    readonly interest: { readonly person: string | null; readonly company: string | null };
    /** From a formal letter to the step it states. */
    readonly legalStepAfter: Duration;
    readonly holdWhenWeOwe: 'any' | 'same item';
    readonly ladder: readonly Rung[];
  };
  /**
   * Letters after the promise or allowance broke, without progress, from which each person hears of it; `callAfterQuiet`: letters
   * without news, after which a person calls.
   */
  readonly escalation: {
    readonly managerAfter: number;
    readonly directorAfter: number;
    readonly callAfterQuiet: number;
  };
  /** Oldest age in milliseconds at which a feed still counts as fresh. */
  readonly feeds: ReadonlyMap<FeedName, number>;
  readonly guards: {
    /** 0 to 1: letters about one kind of thing in one round, of all of it that is open. */
    readonly lettersShare: number;
    /** So many times the letters of the busiest of the last days are usual. */
    readonly lettersTimes: number;
    /** Fewer letters of one round never trip. */
    readonly lettersFloor: number;
    /** A number of the company's own, whatever is open; null: none. */
    readonly lettersPerRound: number | null;
    /** Customers whom one round wants to write to at one address. */
    readonly lettersPerAddress: number;
    /** To one address, whichever customers they are about. */
    readonly lettersPerCustomerPerDay: number;
    /** An address of more customers is nobody's. */
    readonly customersPerAddress: number;
    /** Working days over which words to items on course are told after the rules have changed; 0: each on its own day. */
    readonly tellUpgradeOver: number;
    readonly newlyStalledShare: number;
    readonly newlyStalledFloor: number;
    /** 0 to 1: of what is open, or of what we remember, gone from one round to the next. */
    readonly vanishedShare: number;
    readonly vanishedFloor: number;
    /** Milliseconds by which clocks may differ. */
    readonly clockOff: number;
    /** Milliseconds without a round after which a person looks first. */
    readonly longestGap: number;
  };
  readonly mending: {
    /** Calendar days for which a customer whom something of ours went wrong for is mended; 0: nobody is. */
    readonly days: number;
    /** Contacts with them that are watched until they went well. */
    readonly contacts: number;
  };
  readonly tasks: {
    /** Minutes of the company's working day from which on each of its people gets one list of what is theirs to do. */
    readonly digestAt: number;
  };
  readonly inbox: {
    /** Working days within which a person answers what a customer wrote. */
    readonly answerWithin: number;
    /** Letters in a row to one address that came back, each time as if only for now: then none goes there any more. */
    readonly softBounces: number;
    /** Addresses of one provider that may close by themselves within a day. */
    readonly closedPerDay: number;
    /** Milliseconds within which these letters went. */
    readonly softBouncesWithin: number;
    /** How customers write days in numbers alone; null: as their language and the company's country do. */
    readonly dateOrder: 'day first' | 'month first' | null;
    /** The name by which our own mail server signs what it found out about senders (RFC 8601); null: it is not asked. */
    readonly authservId: string | null;
    /** Who reads what nobody could match or judge; null: a manager, else a director. */
    readonly readBy: string | null;
  };
  readonly post: {
    /** Milliseconds. */
    readonly lastLook: number;
    readonly expireAfter: number;
    readonly perMinute: number;
    /** Letters a minute by the recipients' domain in small letters; `default` for all others; empty: no limit. */
    readonly perDomain: ReadonlyMap<string, number>;
    readonly connections: number;
    /** Letters that were only captured, before a mail server was named, go on counting as told. */
    readonly capturedCounts: boolean;
  };
  readonly http: {
    /** Addresses and networks of proxies that are believed when they say for whom they ask. */
    readonly trustedProxies: readonly string[];
  };
  readonly alarms: {
    /** Whom a letter tells; nobody: the log and the metrics alone. The name may be empty. */
    readonly to: readonly { readonly name: string; readonly address: string }[];
    /** Milliseconds. */
    readonly oldestDue: number;
    /** Bytes. */
    readonly diskFree: number;
  };
  /** Who reads each Monday what the week before was like. */
  readonly reportTo: readonly { readonly name: string; readonly address: string }[];
  /** How long what is over is kept; null: for ever. */
  readonly retention: {
    readonly letters: Duration | null;
    /** The reports of rounds. */
    readonly rounds: Duration | null;
    readonly history: Duration | null;
  };
  /** What history has taught, where a round or a process took it from the ledger; null: nothing, and in a policy as it is read. */
  readonly usual: KnownTimes | null;
  /** What the policy says in keys of the first edition, with what takes their place, as sentences. */
  readonly oldKeys: readonly string[];
  /** Since when these rules judge a ledger that others judged before, and the last round of those; null likewise, and where there were none. */
  readonly upgrade: { readonly since: Instant; readonly lastRound: Instant } | null;
}
