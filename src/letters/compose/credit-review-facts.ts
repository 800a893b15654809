import { creditReview, type Money } from '../../account/credit-review.ts';
import { paymentRecordOf } from '../../account/payment-record.ts';
import { amountOf, isCurrency, minorUnits } from '../../customer/money.ts';
import type { Amount } from '../../customer/money-facts.ts';
import type { Finding } from '../../waiting/finding.ts';
import type { Situation } from '../../waiting/situation.ts';
import type { CreditReviewFacts } from '../facts/reminder-facts.ts';
import { itemFacts } from './item-facts.ts';
import type { Reachable } from './staff-letter.ts';
import { toStaffFacts } from './to-staff-facts.ts';

interface StandsStill {
  readonly situation: Situation;
  readonly findings: readonly Finding[];
}

/** All that a credit decision needs, about the items of one customer that stand still for it. */
export function creditReviewFacts(group: readonly StandsStill[], person: Reachable): CreditReviewFacts {
  const [lead] = group;
  if (!lead) throw new Error('a credit review is about no item');
  const { facts, rules, today } = lead.situation;
  const record = paymentRecordOf(facts.account, today, rules);
  const estimate = estimateOf(group);
  const { limit, exposure, largestInvoice, supported } = creditReview(
    facts.account,
    estimate,
    record,
    today,
    rules,
  );
  return {
    letter: 'review-credit-limit',
    ...toStaffFacts(lead.situation, person),
    items: group.map(({ situation, findings }) => itemFacts(situation, findings)),
    limit: written(limit),
    exposure: written(exposure),
    estimate: written(estimate),
    largestInvoice: written(largestInvoice),
    record,
    supported: written(supported),
  };
}

const written = (sum: Money | null): Amount | null =>
  sum === null ? null : amountOf(sum.amount, sum.currency);

/** What the items will cost together; null when one of them does not say, or they differ in currency. */
function estimateOf(group: readonly StandsStill[]): Money | null {
  const sums = group.map(({ situation: { item } }) => moneyOf(item.estimate, item.currency));
  const [first] = sums;
  if (!first) return null;
  let amount = 0n;
  for (const sum of sums) {
    if (sum?.currency !== first.currency) return null;
    amount += sum.amount;
  }
  return { amount, currency: first.currency };
}

function moneyOf(written: string | null, currency: string | null): Money | null {
  if (written === null || currency === null || !isCurrency(currency)) return null;
  const amount = minorUnits(written, currency);
  return amount === null ? null : { amount, currency };
}
