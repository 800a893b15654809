import type { Debt } from './debt.ts';
import { holdAutopay } from './holds/autopay.ts';
import { holdByHand } from './holds/by-hand.ts';
import { holdOpenComplaint } from './holds/complaint.ts';
import { holdCreditReview } from './holds/credit-review.ts';
import { holdDisputed } from './holds/disputed.ts';
import { holdDoubtful } from './holds/doubtful.ts';
import type { HoldRule } from './holds/hold.ts';
import { holdHeldLetter } from './holds/letter-held.ts';
import { holdMinimumGap } from './holds/minimum-gap.ts';
import {
  holdCreditNote,
  holdMoneyHere,
  holdMoneyInOtherCurrency,
  holdMoneyPending,
  holdMoneyScheduled,
} from './holds/money.ts';
import { holdLadderEnded, holdNextRungLater } from './holds/next-rung.ts';
import { holdOutsideHours } from './holds/outside-hours.ts';
import { holdPaymentPlan } from './holds/payment-plan.ts';
import { holdStalePayments } from './holds/payments-stale.ts';
import { holdPersonSpoke } from './holds/person-spoke.ts';
import { holdReplyOwed } from './holds/reply-owed.ts';
import { holdSeasonalGrace } from './holds/seasonal-grace.ts';
import { holdSmallBalance } from './holds/small-balance.ts';
import { holdUpdateToday } from './holds/update-today.ts';
import { holdMissedPromise, holdOpenCase } from './holds/we-owe.ts';
import { holdWithinGrace } from './holds/within-grace.ts';
import { holdWrittenToday } from './holds/written-today.ts';
import { HOLD_CODES, type Hold, type HoldCode } from './verdict.ts';

const RULES: Readonly<Record<HoldCode, HoldRule>> = {
  payments_stale: holdStalePayments,
  doubtful: holdDoubtful,
  credit_note: holdCreditNote,
  money_here: holdMoneyHere,
  money_pending: holdMoneyPending,
  money_scheduled: holdMoneyScheduled,
  money_other_currency: holdMoneyInOtherCurrency,
  autopay: holdAutopay,
  disputed: holdDisputed,
  complaint_open: holdOpenComplaint,
  reply_owed: holdReplyOwed,
  we_owe_case: holdOpenCase,
  we_owe_promise: holdMissedPromise,
  credit_review: holdCreditReview,
  payment_plan: holdPaymentPlan,
  small_balance: holdSmallBalance,
  within_grace: holdWithinGrace,
  seasonal_grace: holdSeasonalGrace,
  by_hand: holdByHand,
  next_rung_later: holdNextRungLater,
  minimum_gap: holdMinimumGap,
  ladder_ended: holdLadderEnded,
  letter_held: holdHeldLetter,
  person_spoke: holdPersonSpoke,
  update_today: holdUpdateToday,
  written_today: holdWrittenToday,
  outside_hours: holdOutsideHours,
};

const NONE: ReadonlySet<HoldCode> = new Set();

/** All holds that apply to a debt, the one that names the verdict first. @param except codes that do not concern it */
export function findHolds(debt: Debt, except: ReadonlySet<HoldCode> = NONE): readonly Hold[] {
  const holds: Hold[] = [];
  for (const code of HOLD_CODES) {
    const hold = except.has(code) ? null : RULES[code](debt);
    if (hold) holds.push(hold);
  }
  return holds;
}
