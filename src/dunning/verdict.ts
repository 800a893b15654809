import type { PaymentRecord } from '../account/payment-record.ts';
import type { IsoDay } from '../calendar/time.ts';
import type { InvoiceId } from '../customer/ids.ts';
import type { Tone } from '../customer/tone.ts';
import type { Rung } from '../policy/rules.ts';

/** Why no reminder goes about an invoice now, in the order in which the first one names the verdict. */
export const HOLD_CODES = [
  'payments_stale',
  'not_seen',
  'backlog',
  'doubtful',
  'credit_note',
  'money_here',
  'money_pending',
  'money_scheduled',
  'money_other_currency',
  'money_unclear',
  'autopay',
  'disputed',
  'complaint_open',
  'reply_owed',
  'said_paid',
  'we_owe_case',
  'we_owe_promise',
  'credit_review',
  'mended',
  'payment_plan',
  'small_balance',
  'within_grace',
  'usual_delay',
  'seasonal_grace',
  'by_hand',
  'next_rung_later',
  'minimum_gap',
  'listed',
  'ladder_ended',
  'letter_held',
  'shared_address',
  'person_spoke',
  'update_today',
  'written_today',
  'outside_hours',
] as const;
export type ReminderHoldCode = (typeof HOLD_CODES)[number];

/** What a sentence about a hold or a reason may say. Days are ISO, amounts written with a point and their currency. */
export interface VerdictEvidence {
  readonly day?: IsoDay | undefined;
  readonly days?: number | undefined;
  readonly amount?: string | undefined;
  readonly currency?: string | undefined;
  readonly number?: string | undefined;
  readonly tone?: Tone | undefined;
  readonly rung?: string | undefined;
  readonly by?: string | undefined;
  readonly why?: string | undefined;
}

/** One thing that keeps a reminder back. `until`: the first day on which it no longer does, where that is known. */
export interface ReminderHold {
  readonly code: ReminderHoldCode;
  readonly until: IsoDay | null;
  readonly evidence: VerdictEvidence;
}

/** Why the verdict is what it is, besides holds and the payment record. */
export const VERDICT_REASONS = [
  'ladder',
  'usually_late',
  'asked_above_ladder',
  'clean_never_above_friendly',
  'unknown_starts_friendly',
  'record_asks_person',
  'person_releases',
  'no_legal_identity',
  'formal_not_reviewed',
  'no_formal_letter',
  'together_gentlest',
  'together_oldest',
  'reminders_came_back',
  'no_address',
  'email_not_wanted',
  'address_refused',
  'address_bounced',
  'complained',
] as const;
export type VerdictReason = (typeof VERDICT_REASONS)[number];
export interface VerdictBecause {
  readonly code: VerdictReason;
  readonly evidence: VerdictEvidence;
}

export type VerdictDo = 'send' | 'soften' | 'hold' | 'hand over';

/** What dunning decides on one overdue invoice. */
export interface Verdict {
  readonly invoiceId: InvoiceId;
  readonly number: string;
  /** The letter of another system that asks; null: our own ladder. */
  readonly plannedLetter: string | null;
  /** Calendar days past its due day, which a non-working day moves on. */
  readonly daysOverdue: number;
  readonly record: PaymentRecord;
  /** The rung it stands before; null when none is due. */
  readonly rung: Rung | null;
  /** The tone that the ladder, or another system, asks for. */
  readonly askedTone: Tone | null;
  readonly do: VerdictDo;
  /** The tone in which a letter may go; null: none may. */
  readonly tone: Tone | null;
  readonly release: 'automatic' | 'human';
  /** All that apply; the first one names the verdict. */
  readonly holds: readonly ReminderHold[];
  readonly reasons: readonly VerdictBecause[];
  /** When it is looked at anew, where that is known. */
  readonly until: IsoDay | null;
  /** The tone that would have gone without softening and holds: what the ladder alone would do. */
  readonly without: Tone | null;
}

/** Firm and formal. */
export const isHarsh = (tone: Tone | null): boolean => tone === 'firm' || tone === 'formal';
