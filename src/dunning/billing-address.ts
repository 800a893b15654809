import { type Address, isUsableAddress } from '../waiting/address.ts';
import { type ClosedBecause, whyClosed } from '../waiting/closed-address.ts';
import type { DunningSituation } from './situation.ts';
import type { VerdictReason } from './verdict.ts';

/** No letter can go: a person calls. */
interface Unreachable {
  readonly why: Extract<VerdictReason, 'no_address' | 'email_not_wanted' | ClosedBecause>;
}

/** Where letters about invoices go: the billing address, else the customer's own; or why nowhere. */
export function billingAddress(situation: DunningSituation): Address | Unreachable {
  const { name, billingEmail, email, emailAllowed } = situation.facts.customer;
  if (!emailAllowed) return { why: 'email_not_wanted' };
  const address = [billingEmail, email].map((one) => one?.trim()).find((one) => one && isUsableAddress(one));
  if (!address) return { why: 'no_address' };
  const closed = whyClosed(address, situation.memory);
  return closed === null ? { name, address } : { why: closed };
}
