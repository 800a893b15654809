import type { Debt } from './debt.ts';
import { holdByHand, holdPaymentPlan } from './holds/agreed.ts';
import {
  holdCreditNote,
  holdMoneyHere,
  holdMoneyInOtherCurrency,
  holdMoneyPending,
  holdMoneyScheduled,
  holdMoneyUnclear,
  holdSmallBalance,
} from './holds/coming-money.ts';
import type { HoldRule } from './holds/hold.ts';
import { holdMended } from './holds/mended.ts';
import { holdSaidPaid } from './holds/said-paid.ts';
import {
  holdOutsideHours,
  holdPersonSpoke,
  holdPlaceholder,
  holdReplyOwed,
  holdUpdateToday,
  holdWrittenToday,
} from './holds/the-customer.ts';
import {
  holdAutopay,
  holdCreditReview,
  holdDisputed,
  holdDoubtful,
  holdNotSeen,
  holdOpenComplaint,
  holdStalePayments,
} from './holds/the-invoice.ts';
import {
  holdBacklog,
  holdHeldLetter,
  holdLadderEnded,
  holdMinimumGap,
  holdNextRungLater,
  holdSeasonalGrace,
  holdUsualDelay,
  holdWithinGrace,
} from './holds/the-ladder.ts';
import { holdMissedPromise, holdOpenCase } from './holds/we-owe.ts';
import { HOLD_CODES, type ReminderHold, type ReminderHoldCode } from './verdict.ts';

/** Holds that a debt has by itself; one more comes of the letter that its customer gets today. */
const RULES: Readonly<Record<Exclude<ReminderHoldCode, 'listed'>, HoldRule>> = {
  payments_stale: holdStalePayments,
  not_seen: holdNotSeen,
  backlog: holdBacklog,
  doubtful: holdDoubtful,
  credit_note: holdCreditNote,
  money_here: holdMoneyHere,
  money_pending: holdMoneyPending,
  money_scheduled: holdMoneyScheduled,
  money_other_currency: holdMoneyInOtherCurrency,
  money_unclear: holdMoneyUnclear,
  autopay: holdAutopay,
  disputed: holdDisputed,
  complaint_open: holdOpenComplaint,
  reply_owed: holdReplyOwed,
  said_paid: holdSaidPaid,
  we_owe_case: holdOpenCase,
  we_owe_promise: holdMissedPromise,
  credit_review: holdCreditReview,
  mended: holdMended,
  payment_plan: holdPaymentPlan,
  small_balance: holdSmallBalance,
  within_grace: holdWithinGrace,
  usual_delay: holdUsualDelay,
  seasonal_grace: holdSeasonalGrace,
  by_hand: holdByHand,
  next_rung_later: holdNextRungLater,
  minimum_gap: holdMinimumGap,
  ladder_ended: holdLadderEnded,
  letter_held: holdHeldLetter,
  shared_address: holdPlaceholder,
  person_spoke: holdPersonSpoke,
  update_today: holdUpdateToday,
  written_today: holdWrittenToday,
  outside_hours: holdOutsideHours,
};

/** In the order in which the first one names the verdict. */
const IN_ORDER = HOLD_CODES.filter((code) => code !== 'listed').map((code) => ({ code, rule: RULES[code] }));

const NONE: ReadonlySet<ReminderHoldCode> = new Set();

/** All holds that apply to a debt, the one that names the verdict first. @param except codes that do not concern it */
export function findHolds(debt: Debt, except: ReadonlySet<ReminderHoldCode> = NONE): readonly ReminderHold[] {
  const holds: ReminderHold[] = [];
  for (const { code, rule } of IN_ORDER) {
    const hold = except.has(code) ? null : rule(debt);
    if (hold) holds.push(hold);
  }
  return holds;
}
