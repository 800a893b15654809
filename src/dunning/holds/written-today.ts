import { billingAddress } from '../billing-address.ts';
import { dayAfter } from '../due-day.ts';
import { type CustomerHoldRule, hold } from './hold.ts';

/** The billing address has as many letters from today as the policy allows. */
export const holdWrittenToday: CustomerHoldRule = ({ situation }) => {
  if (situation.memory.writtenToday.size === 0) return null;
  const billing = billingAddress(situation);
  if (!('address' in billing)) return null;
  const written = situation.memory.writtenToday.get(billing.address.toLowerCase()) ?? 0;
  const most = situation.rules.guards.lettersPerCustomerPerDay;
  return written >= most ? hold('written_today', dayAfter(situation.today)) : null;
};
