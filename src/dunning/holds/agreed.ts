import { dayAfter } from '../../account/due-day.ts';
import { isoDay, parseDay } from '../../calendar/time.ts';
import { type HoldRule, hold } from './hold.ts';

/** A person said: no reminders, about this invoice or to this customer. Of several, the one that holds longest. */
export const holdByHand: HoldRule = ({ invoice, situation: { memory, today } }) => {
  if (memory.dunning.holds.length === 0) return null;
  const day = isoDay(today);
  const [longest] = memory.dunning.holds
    .filter(({ invoiceId }) => invoiceId === null || invoiceId === invoice.id)
    .filter(({ until }) => until === null || until >= day)
    .sort((a, b) =>
      a.until === b.until ? 0 : a.until === null || (b.until !== null && a.until > b.until) ? -1 : 1,
    );
  if (!longest) return null;
  const { until, why, by } = longest;
  const last = until === null ? null : parseDay(until);
  return hold('by_hand', last === null ? null : dayAfter(last), { day: until ?? undefined, why, by });
};

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
