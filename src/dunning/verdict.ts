import type { PaymentRecord } from '../account/payment-record.ts';
import type { IsoDay } from '../calendar/time.ts';
import type { InvoiceId } from '../customer/ids.ts';
import type { Tone } from '../customer/tone.ts';
import type { Rung } from '../policy/rules.ts';

/** What a verdict's codes are about, as a manager asks. */
export const VERDICT_GROUPS = ['record', 'money', 'contested', 'we_owe', 'person', 'data', 'timing'] as const;
export type VerdictGroup = (typeof VERDICT_GROUPS)[number];

interface HoldTraits {
  readonly group: VerdictGroup;
  /** It ends only when a person does something, asked of each invoice, or once, about the oldest; null: by itself, or by another task. */
  readonly asks: 'invoice' | 'customer' | null;
  /** Whose reminders it keeps back: another system keeps its own hours and, once a rung is due by days overdue, its own ladder. */
  readonly binds: 'all' | 'us' | 'us once due';
}

/** Why no reminder goes about an invoice now, in the order in which the first one names the verdict. */
export const HOLDS = {
  payments_stale: { group: 'data', asks: null, binds: 'all' },
  not_seen: { group: 'data', asks: 'invoice', binds: 'all' },
  backlog: { group: 'person', asks: null, binds: 'all' },
  doubtful: { group: 'contested', asks: 'invoice', binds: 'all' },
  credit_note: { group: 'money', asks: 'customer', binds: 'all' },
  money_here: { group: 'money', asks: 'customer', binds: 'all' },
  money_pending: { group: 'money', asks: 'customer', binds: 'all' },
  money_scheduled: { group: 'money', asks: 'customer', binds: 'all' },
  money_other_currency: { group: 'money', asks: 'customer', binds: 'all' },
  money_unclear: { group: 'money', asks: 'invoice', binds: 'all' },
  autopay: { group: 'money', asks: 'invoice', binds: 'all' },
  disputed: { group: 'contested', asks: 'invoice', binds: 'all' },
  complaint_open: { group: 'contested', asks: 'customer', binds: 'all' },
  reply_owed: { group: 'contested', asks: null, binds: 'all' },
  said_paid: { group: 'money', asks: null, binds: 'all' },
  we_owe_case: { group: 'we_owe', asks: null, binds: 'all' },
  we_owe_promise: { group: 'we_owe', asks: null, binds: 'all' },
  credit_review: { group: 'we_owe', asks: null, binds: 'all' },
  mended: { group: 'we_owe', asks: null, binds: 'all' },
  payment_plan: { group: 'money', asks: null, binds: 'all' },
  small_balance: { group: 'money', asks: null, binds: 'all' },
  within_grace: { group: 'timing', asks: null, binds: 'all' },
  usual_delay: { group: 'record', asks: null, binds: 'all' },
  seasonal_grace: { group: 'timing', asks: null, binds: 'all' },
  by_hand: { group: 'person', asks: 'customer', binds: 'all' },
  next_rung_later: { group: 'timing', asks: null, binds: 'us once due' },
  minimum_gap: { group: 'timing', asks: null, binds: 'all' },
  listed: { group: 'person', asks: null, binds: 'us' },
  ladder_ended: { group: 'person', asks: 'invoice', binds: 'us once due' },
  letter_held: { group: 'person', asks: 'invoice', binds: 'us' },
  shared_address: { group: 'data', asks: 'customer', binds: 'all' },
  person_spoke: { group: 'person', asks: null, binds: 'all' },
  update_today: { group: 'we_owe', asks: null, binds: 'all' },
  written_today: { group: 'timing', asks: null, binds: 'all' },
  outside_hours: { group: 'timing', asks: null, binds: 'us' },
} as const satisfies Readonly<Record<string, HoldTraits>>;
export type ReminderHoldCode = keyof typeof HOLDS;
export const HOLD_CODES = Object.keys(HOLDS) as readonly ReminderHoldCode[];

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
export const REASON_GROUPS = {
  ladder: 'timing',
  usually_late: 'record',
  asked_above_ladder: 'timing',
  clean_never_above_friendly: 'record',
  unknown_starts_friendly: 'record',
  record_asks_person: 'record',
  person_releases: 'person',
  no_legal_identity: 'person',
  formal_not_reviewed: 'person',
  no_formal_letter: 'person',
  together_gentlest: 'record',
  together_oldest: 'timing',
  reminders_came_back: 'data',
  no_address: 'data',
  email_not_wanted: 'data',
  address_refused: 'data',
  address_bounced: 'data',
  complained: 'data',
} as const satisfies Readonly<Record<string, VerdictGroup>>;
export type VerdictReason = keyof typeof REASON_GROUPS;
export const VERDICT_REASONS = Object.keys(REASON_GROUPS) as readonly VerdictReason[];
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
