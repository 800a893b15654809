import type { PaymentRecord } from '../../account/payment-record.ts';
import { INVOICE_DOUBTS, type InvoiceDoubt } from '../../customer/account.ts';
import type { ReminderHold, VerdictBecause, VerdictEvidence } from '../../dunning/verdict.ts';
import type { ToldVerdict } from '../facts/reminder-facts.ts';
import { clean, LENGTHS } from '../language/clean.ts';
import type { Sentences } from '../language/sentences.ts';

/** A verdict in the words of one language. */
export interface VerdictWords {
  readonly reasons: readonly string[];
  readonly holds: readonly string[];
  /** "Clean record: 31 of 31 invoices paid on time since March 2019; this is the first late one." */
  readonly record: string;
}

/**
 * Puts a verdict into words, a sentence or two for each reason and hold, in the language of `say`
 * (`sentencesFor`). Dates carry their year: a verdict is read long after its day.
 */
export const verdictWords = (say: Sentences, told: ToldVerdict): VerdictWords => ({
  reasons: told.reasons.map((reason) => reasonWords(reason, say)),
  holds: told.holds.map((hold) => reminderHoldWords(hold, say)),
  record: recordWords(told.record, say),
});

export const reasonWords = ({ code, evidence }: VerdictBecause, say: Sentences): string =>
  say.verdicts.reasons[code]?.(contextOf(evidence, say)) ?? code;

export function reminderHoldWords({ code, until, evidence }: ReminderHold, say: Sentences): string {
  // Stored phrases of a version before may lack the sentence: its code says as much as there is.
  const why = say.verdicts.holds[code]?.(contextOf(evidence, say)) ?? code;
  return until === null ? why : `${why} ${say.verdicts.until({ today: ANY_DAY, until })}`;
}

/** No year is the year of this: days are written with theirs. */
const ANY_DAY = '';

/** Everything that a sentence may name: what the evidence lacks is null, so that a sentence can ask for it. */
function contextOf(evidence: VerdictEvidence, say: Sentences): object {
  const { day, days, amount, currency, number, tone, rung, by, why } = evidence;
  return {
    today: ANY_DAY,
    day: day ?? null,
    days: days ?? null,
    money: amount === undefined || currency === undefined ? null : { amount, currency },
    number: clean(number ?? null, LENGTHS.number),
    tone: tone === undefined ? null : say.verdicts.tones[tone]({}),
    rung: clean(rung ?? null, LENGTHS.number),
    by: clean(by ?? null, LENGTHS.name),
    why: whyOf(why, say),
  };
}

/** Doubts are codes with words of their own; what a person wrote stands as it is, without its full stop. */
function whyOf(why: string | undefined, say: Sentences): string | null {
  if (why === undefined) return null;
  const codes = why.split(', ');
  if (codes.every(isDoubt)) return codes.map((code) => say.verdicts.doubts[code]({})).join(', ');
  return clean(why, LENGTHS.note)?.replace(/\.$/, '') ?? null;
}

const isDoubt = (code: string): code is InvoiceDoubt => INVOICE_DOUBTS.some((doubt) => doubt === code);

/** What the payment record says, with its evidence: "31 of 31 invoices paid on time since March 2019". */
export function recordWords(record: PaymentRecord, say: Sentences): string {
  const { verdicts } = say;
  const context = {
    today: ANY_DAY,
    settled: record.settled,
    on_time: record.onTime,
    late: record.late,
    worst: record.worstLateness,
    since: record.since,
    left_out: record.leftOut,
    // Null, not false, where it is not told.
    first_late: record.firstLate || null,
    // In time is nothing to tell.
    usual: record.usualLateness || null,
    none_settled: record.settled === 0 || null,
  };
  const evidence = verdicts.record[record.why]?.(context) ?? record.why;
  const told = verdicts.record_of[record.grade]({ evidence });
  const leftOut = record.leftOut === 0 ? null : verdicts.left_out(context);
  const usual = context.usual === null ? null : (verdicts.usual_lateness?.(context) ?? null);
  return [told, leftOut, usual].filter((part) => part !== null).join(' ');
}
