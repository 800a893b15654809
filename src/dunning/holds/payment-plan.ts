import { isoDay } from '../../calendar/time.ts';
import { dayAfter } from '../due-day.ts';
import { type HoldRule, hold } from './hold.ts';

/** We agreed that it is paid later; of several agreements the longest counts. */
export const holdPaymentPlan: HoldRule = ({ invoice, situation: { facts, today } }) => {
  if (facts.account.plans.length === 0) return null;
  const ends = facts.account.plans
    .filter(({ invoiceId }) => invoiceId === null || invoiceId === invoice.id)
    .filter(({ agreedOn, holdsUntil }) => agreedOn <= today && today <= holdsUntil)
    .map(({ holdsUntil }) => holdsUntil)
    .sort((a, b) => b - a);
  const [last] = ends;
  return last === undefined ? null : hold('payment_plan', dayAfter(last), { day: isoDay(last) });
};
