import type { RecordGrade } from '../account/payment-record.ts';
import type { Doubt } from '../customer/customer.ts';
import type { About, ItemRef } from '../customer/ids.ts';
import type { Tone } from '../customer/tone.ts';
import type { VerdictDo } from '../dunning/verdict.ts';
import type { Guard } from '../guards/guards.ts';
import type { TripWhy } from '../guards/trip-why.ts';
import type { Quarantined } from '../source/rows/quarantine.ts';
import type { FindingKind } from '../waiting/finding.ts';
import type { LetterHold } from '../waiting/letter-hold.ts';

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
  /** What we remember and your tables show neither as open nor as over: kept as it stands, and not written about. */
  readonly not_seen: Readonly<Record<'orders' | 'service_jobs' | 'invoices', number>>;
  /** Tables of which far too much is gone since the round before. */
  readonly vanished: Readonly<
    Record<string, { readonly gone: number; readonly of: number; readonly emptied: boolean }>
  >;
  /** The guards that tripped, in words: the letters that they are about wait for a person. */
  readonly guard: string | null;
  /** What `release --guard` is given to let them go. */
  readonly guard_id: string | null;
  /** The same as codes with what each guard saw. `number`: what `release --guard` is given instead, for what this one holds. */
  readonly guards: readonly {
    readonly guard: Guard;
    readonly why: readonly TripWhy[];
    readonly number: string | null;
  }[];
  readonly quarantined: readonly (Quarantined & { readonly reason: string })[];
  /** Fields set aside; their items were judged on the rest. */
  readonly doubtful: readonly (Doubt & { readonly reason: string })[];
  readonly unmapped_stages: readonly string[];
  /** Codes of reasons for which letters have no sentence in a language of the company: nothing is said about why. */
  readonly unsaid_reasons: readonly string[];
  readonly letters: readonly LetterEntry[];
  readonly holds: readonly HoldEntry[];
  readonly tasks: readonly TaskEntry[];
  /** One for each overdue invoice, and for each letter that another system plans. */
  readonly verdicts: readonly VerdictEntry[];
  /** Verdicts by kind. */
  readonly verdict_counts: Readonly<Record<VerdictDo, number>>;
  /** Firm and formal letters that the ladder alone would have sent and that are not sent. */
  readonly suppressed_harsh: number;
  /** Why: how many of them by the first hold or reason. */
  readonly suppressed_because: Readonly<Record<string, number>>;
  readonly counts: {
    readonly quarantined: number;
    readonly doubtful: number;
    readonly tasks: number;
    readonly verdicts: number;
  };
  readonly truncated: readonly string[];
  /** With `--since-upgrade`: what of it is due to a change of the rules; null: no others judged this ledger before. */
  readonly since_upgrade?: SinceUpgradeReport | null;
}

/** What a dry round would write that the rules of before saw and did not write. */
export interface SinceUpgradeReport {
  readonly edition: number;
  readonly edition_before: number;
  /** Of the rules of before: ISO 8601. */
  readonly last_round: string;
  /** The first round by these rules; the moment of the dry run where none was yet. */
  readonly since: string;
  /** Items written about because of it, and those that would be written about anyway. */
  readonly items: number;
  readonly other_items: number;
  /** The former, by letter. */
  readonly letters: Readonly<Record<string, number>>;
  /** Some of them, words to items on course left out. */
  readonly examples: readonly {
    readonly customer_id: string;
    readonly item: ItemRef;
    readonly letter: string;
    readonly because: string;
  }[];
  /** Words owed to items on course, by the day on which each is told. */
  readonly words_by_day: Readonly<Record<string, number>>;
}

export interface LetterEntry {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly customer_id: string;
  readonly language: string;
  readonly to: string;
  readonly about: readonly About[];
  readonly findings: readonly string[];
  /** Null in letters about money. */
  readonly next_word_by: string | null;
}
export interface HoldEntry {
  readonly customer_id: string;
  readonly about: readonly About[];
  /** In English. */
  readonly reason: string;
  readonly code: string;
  /** The same with its evidence; null: a guard holds it (`guards`), or a person must let it go. */
  readonly hold: LetterHold | null;
  /** Who should look at it: the owner of an item that is abandoned or not seen. */
  readonly for?: string;
}
export interface TaskEntry {
  readonly kind: string;
  readonly for: string | null;
  readonly customer_id: string;
  readonly about: readonly About[];
}
export interface VerdictEntry {
  readonly invoice_id: string;
  readonly customer_id: string;
  readonly days_overdue: number;
  readonly record: RecordGrade;
  readonly rung: string | null;
  readonly asked_tone: Tone | null;
  readonly verdict: VerdictDo;
  /** The tone in which a letter may go. */
  readonly tone: Tone | null;
  /** `human`: it goes only when a person lets it go. */
  readonly release: 'automatic' | 'human';
  /** What would have gone without softening and holds. */
  readonly without: Tone | null;
  /** Sentences in the admin language. */
  readonly reasons: readonly string[];
  /** Codes of all that apply. */
  readonly holds: readonly string[];
  readonly until: string | null;
  /** The letter of another system that asked. */
  readonly planned_letter: string | null;
}
