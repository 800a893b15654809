import type { Rung, Tone } from '../policy/rules.ts';
import { billingAddress } from './billing-address.ts';
import type { Debt } from './debt.ts';
import { findHolds } from './find-holds.ts';
import { rungByDays } from './ladder.ts';
import type { PaymentRecord } from './payment-record.ts';
import { type Softened, soften, softenForOthers } from './softening.ts';
import { isHarsher } from './tone.ts';
import type { Hold, HoldCode, Reason, Verdict } from './verdict.ts';

/** Of these only our own letters know; another system keeps its own hours and its own ladder. */
const OURS_ALONE: ReadonlySet<HoldCode> = new Set<HoldCode>([
  'next_rung_later',
  'ladder_ended',
  'letter_held',
  'outside_hours',
]);
/** While no rung is due by days overdue, nobody may ask for money. */
const OURS_BEFORE_FIRST: ReadonlySet<HoldCode> = new Set<HoldCode>(['letter_held', 'outside_hours']);

/** What our own ladder does about an overdue invoice: send, soften, hold or hand over, always with its reasons. */
export function verdictOf(debt: Debt, record: PaymentRecord): Verdict {
  const { due } = debt.standing;
  const holds = findHolds(debt);
  const told = {
    ...baseOf(debt, record, holds),
    plannedLetter: null,
    rung: due,
    askedTone: due?.tone ?? null,
  };
  // With no rung due there is always a hold that says so.
  if (due === null) return { ...told, do: 'hold', tone: null, release: 'automatic', reasons: [] };

  const softened = soften(due.tone, record.grade, debt.gone.length === 0);
  const release = due.release === 'human' ? 'human' : softened.release;
  const unreachable = unreachableReasons(debt);
  const reasons = [
    ...softened.reasons,
    ...unreachable,
    ...(softened.tone !== null && release === 'human' ? [personReleases(softened.tone)] : []),
    ladderReason(due, debt),
  ];
  if (holds.length > 0) return { ...told, do: 'hold', tone: null, release, reasons };
  if (softened.tone === null || unreachable.length > 0)
    return { ...told, do: 'hand over', tone: null, release, reasons };
  return { ...told, ...sentOrSoftened(due.tone, softened.tone), release, reasons };
}

/**
 * What another system may send about an invoice: at most the gentlest of the tone it asks for, the one the ladder
 * allows by days overdue, and the one the record allows. Its own channel is its own matter, so no address is asked.
 * @param plannedLetter the id of its letter; null: it only asks
 */
export function answerTo(
  debt: Debt,
  record: PaymentRecord,
  asked: Tone,
  plannedLetter: string | null,
): Verdict {
  const { dueDay, situation } = debt;
  const rung = rungByDays(dueDay, situation.today, situation.rules);
  const holds = findHolds(debt, rung === null ? OURS_BEFORE_FIRST : OURS_ALONE);
  const base = baseOf(debt, record, holds);
  const told = { ...base, plannedLetter, rung, askedTone: asked, without: asked };
  const most = rung !== null && isHarsher(asked, rung.tone) ? rung.tone : asked;
  const softened: Softened = softenForOthers(most, record.grade, debt.gone.length === 0);
  const release = rung?.release === 'human' && softened.tone === rung.tone ? 'human' : softened.release;
  const tone = softened.tone ?? most;
  const reasons = [
    ...softened.reasons,
    ...(most === asked ? [] : [aboveLadder(most)]),
    ...(release === 'human' ? [personReleases(tone)] : []),
    ...(rung === null ? [] : [ladderReason(rung, debt)]),
  ];
  if (holds.length > 0) return { ...told, do: 'hold', tone: null, release, reasons };
  return { ...told, ...sentOrSoftened(asked, tone), release, reasons };
}

const baseOf = ({ invoice, daysOverdue, standing }: Debt, record: PaymentRecord, holds: readonly Hold[]) => ({
  invoiceId: invoice.id,
  number: invoice.number,
  daysOverdue,
  record,
  holds,
  until: holds[0]?.until ?? null,
  without: standing.due?.tone ?? null,
});

const sentOrSoftened = (asked: Tone, tone: Tone) =>
  ({ do: isHarsher(asked, tone) ? 'soften' : 'send', tone }) as const;

function unreachableReasons({ situation }: Debt): readonly Reason[] {
  const billing = billingAddress(situation);
  return 'address' in billing ? [] : [{ code: billing.why, evidence: {} }];
}

const personReleases = (tone: Tone): Reason => ({ code: 'person_releases', evidence: { tone } });
const aboveLadder = (tone: Tone): Reason => ({ code: 'asked_above_ladder', evidence: { tone } });

const ladderReason = ({ rung, tone }: Rung, { daysOverdue }: Debt): Reason => ({
  code: 'ladder',
  evidence: { rung, tone, days: daysOverdue },
});
