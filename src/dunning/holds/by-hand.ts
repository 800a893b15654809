import { isoDay, parseDay } from '../../calendar/time.ts';
import { dayAfter } from '../due-day.ts';
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
