import type { Address } from '../customer/address.ts';
import { type ClosedBecause, whyClosed } from '../customer/closed-address.ts';
import { type CustomerContact, contactFor } from '../customer/customer-contact.ts';
import { ofCustomer, usableAddress } from '../waiting/address.ts';
import type { DunningSituation } from './situation.ts';
import type { VerdictReason } from './verdict.ts';

/** No letter can go: a person calls. */
interface Unreachable {
  readonly why: Extract<VerdictReason, 'no_address' | 'email_not_wanted' | ClosedBecause>;
}

/** Where letters about invoices go: whom the customer named for money, the billing address, their own; or why nowhere. */
export function billingAddress(situation: DunningSituation): Address | Unreachable {
  const { customer } = situation.facts;
  if (!customer.emailAllowed) return { why: 'email_not_wanted' };
  const to = billingAddressOf(customer);
  if (to === null) return { why: 'no_address' };
  const closed = whyClosed(to.address, situation.memory);
  return closed === null ? to : { why: closed };
}

/** The same by the customer's row alone; null where no address is usable. */
export function billingAddressOf(customer: {
  readonly name: string;
  readonly billingEmail: string | null;
  readonly email: string | null;
  readonly contacts: readonly CustomerContact[];
}): Address | null {
  const address =
    contactFor('money', customer.contacts)?.email ??
    usableAddress(customer.billingEmail) ??
    usableAddress(customer.email);
  return address === null ? null : ofCustomer(address, customer);
}
