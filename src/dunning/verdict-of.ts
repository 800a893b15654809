import { daysLater } from '../calendar/duration.ts';
import type { Tone } from '../customer/tone.ts';
import { isHarsher } from '../customer/tone.ts';
import type { Rung } from '../policy/rules.ts';
import { billingAddress } from './billing-address.ts';
import type { Debt } from './debt.ts';
import { findHolds } from './find-holds.ts';
import { formalTerms } from './formal-letter.ts';
import { rungByDays } from './ladder.ts';
import { type Softened, soften, softenForOthers } from './softening.ts';
import { HOLD_CODES, HOLDS, type ReminderHold, type Verdict, type VerdictBecause } from './verdict.ts';

/** What does not concern another system. */
const OURS_ALONE = new Set(HOLD_CODES.filter((code) => HOLDS[code].binds !== 'all'));
/** While no rung is due by days overdue, nobody may ask for money. */
const OURS_BEFORE_FIRST = new Set(HOLD_CODES.filter((code) => HOLDS[code].binds === 'us'));

/** What our own ladder does about an overdue invoice: send, soften, hold or hand over, always with its reasons. */
export function verdictOf(debt: Debt): Verdict {
  const { due } = debt.standing;
  const holds = findHolds(debt);
  const asked = due?.tone ?? null;
  const on = (release: Ground['release'], reasons: Ground['reasons']): Ground => ({
    rung: due,
    askedTone: asked,
    without: asked,
    plannedLetter: null,
    release,
    reasons,
  });
  // With no rung due there is always a hold that says so.
  if (due === null) {
    return conclude(debt, holds, on('automatic', cameBackReasons(debt)), 'hold', null);
  }
  const softened = soften(due.tone, debt.record.grade, debt.gone.length === 0);
  const release = due.release === 'human' ? 'human' : softened.release;
  const unreachable = unreachableReasons(debt);
  const formal = softened.tone === 'formal' ? noFormalReasons(debt) : [];
  const reasons = [
    ...softened.reasons,
    ...unreachable,
    ...formal,
    ...cameBackReasons(debt),
    ...(softened.tone !== null && formal.length === 0 && release === 'human'
      ? [personReleases(softened.tone)]
      : []),
    ladderReason(due, debt),
    ...usuallyLateReasons(due, debt),
  ];
  const why = on(release, reasons);
  const handOver = softened.tone === null || unreachable.length + formal.length > 0;
  if (handOver && holds.length === 0) return conclude(debt, holds, why, 'hand over', null);
  return sendSoftenOrHold(debt, holds, why, softened.tone ?? due.tone);
}

/**
 * What another system may send about an invoice: at most the gentlest of the tone it asks for, the one the ladder
 * allows by days overdue (that of a first reminder where one is due before its day), and the one the record allows. Its
 * own channel is its own matter, so no address is asked.
 * @param plannedLetter the id of its letter
 */
export function answerTo(debt: Debt, asked: Tone, plannedLetter: string): Verdict {
  const { dueDay, record, situation } = debt;
  const byDays = rungByDays(dueDay, situation.today, situation.rules);
  // A first reminder may be due before its day: then it is the most that may be asked.
  const rung = byDays ?? debt.standing.due;
  const holds = findHolds(debt, byDays === null ? OURS_BEFORE_FIRST : OURS_ALONE);
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
  const why = { rung, askedTone: asked, without: asked, plannedLetter, release, reasons };
  return sendSoftenOrHold(debt, holds, why, tone);
}

/** What a verdict answers, and what it stands on. */
type Ground = Pick<Verdict, 'rung' | 'askedTone' | 'without' | 'plannedLetter' | 'release' | 'reasons'>;

/** Holds come before the tone; a gentler one than was asked is softened. */
function sendSoftenOrHold(debt: Debt, holds: readonly ReminderHold[], why: Ground, tone: Tone): Verdict {
  if (holds.length > 0) return conclude(debt, holds, why, 'hold', null);
  const softened = why.askedTone !== null && isHarsher(why.askedTone, tone);
  return conclude(debt, holds, why, softened ? 'soften' : 'send', tone);
}

/** Field by field: verdicts are made by the hundred thousand, and spreads were the dearest part of judging. */
const conclude = (
  { invoice, daysOverdue, record }: Debt,
  holds: readonly ReminderHold[],
  { rung, askedTone, without, plannedLetter, release, reasons }: Ground,
  what: Verdict['do'],
  tone: Tone | null,
): Verdict => ({
  invoiceId: invoice.id,
  number: invoice.number,
  plannedLetter,
  daysOverdue,
  record,
  rung,
  askedTone,
  do: what,
  tone,
  release,
  holds,
  reasons,
  until: holds[0]?.until ?? null,
  without,
});

function unreachableReasons({ situation }: Debt): readonly VerdictBecause[] {
  const billing = billingAddress(situation);
  return 'address' in billing ? [] : [{ code: billing.why, evidence: {} }];
}

/** Of a mailbox that is full, say: a person hears of it when it happens again. */
const CAME_BACK_AGAIN = 2;

function cameBackReasons({ reminders }: Debt): readonly VerdictBecause[] {
  const back = reminders.filter(({ tone, ended, cameBack }) => tone !== null && !ended && cameBack);
  const last = back.at(-1);
  if (!last || back.length < CAME_BACK_AGAIN || reminders.at(-1) !== last) return [];
  return [{ code: 'reminders_came_back', evidence: { days: back.length } }];
}

/** No machine writes a formal letter where the law of the reader's country is not known to be kept. */
function noFormalReasons({ situation }: Debt): readonly VerdictBecause[] {
  const terms = formalTerms(situation.facts.customer, situation.rules);
  return typeof terms === 'string' ? [{ code: terms, evidence: {} }] : [];
}

const personReleases = (tone: Tone): VerdictBecause => ({ code: 'person_releases', evidence: { tone } });
const aboveLadder = (tone: Tone): VerdictBecause => ({ code: 'asked_above_ladder', evidence: { tone } });

/** Before the rung's own day: by their habit nothing comes by then. */
function usuallyLateReasons({ after }: Rung, { dueDay, record, situation }: Debt): readonly VerdictBecause[] {
  if (daysLater(dueDay, after) <= situation.today) return [];
  return [{ code: 'usually_late', evidence: { days: record.usualLateness ?? undefined } }];
}

const ladderReason = ({ rung, tone }: Rung, { daysOverdue }: Debt): VerdictBecause => ({
  code: 'ladder',
  evidence: { rung, tone, days: daysOverdue },
});
