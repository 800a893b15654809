import type { Address } from '../customer/address.ts';
import { type ClosedBecause, whyClosed } from '../customer/closed-address.ts';
import { usableAddress } from '../waiting/address.ts';
import type { DunningSituation } from './situation.ts';
import type { VerdictReason } from './verdict.ts';

/** No letter can go: a person calls. */
interface Unreachable {
  readonly why: Extract<VerdictReason, 'no_address' | 'email_not_wanted' | ClosedBecause>;
}

/** Where letters about invoices go: the billing address, else the customer's own; or why nowhere. */
export function billingAddress(situation: DunningSituation): Address | Unreachable {
  const { customer } = situation.facts;
  if (!customer.emailAllowed) return { why: 'email_not_wanted' };
  const to = billingAddressOf(customer);
  if (to === null) return { why: 'no_address' };
  const closed = whyClosed(to.address, situation.memory);
  return closed === null ? to : { why: closed };
}

/** The same by the customer's row alone; null where no address is usable. */
export function billingAddressOf({
  name,
  billingEmail,
  email,
}: {
  readonly name: string;
  readonly billingEmail: string | null;
  readonly email: string | null;
}): Address | null {
  const address = usableAddress(billingEmail) ?? usableAddress(email);
  return address === null ? null : { name, address };
}
