import { type Address, firstAddressIn } from '../customer/address.ts';
import { type CustomerContact, contactAt, contactFor } from '../customer/customer-contact.ts';
import type { Situation } from './situation.ts';

/** The first usable address of a field; null when letters cannot go there. */
export const usableAddress = (given: string | null): string | null => firstAddressIn(given)?.address ?? null;

/**
 * Who hears about the item: its own contact (a site manager), whom the customer named for orders, or the customer. Null: no
 * usable address.
 */
export const addressOf = ({ item, facts }: Situation): Address | null => itemAddress(item, facts.customer);

/** The same by the rows of the item and its customer alone. */
export function itemAddress(
  item: { readonly contactName: string | null; readonly contactEmail: string | null },
  customer: {
    readonly name: string;
    readonly email: string | null;
    readonly contacts: readonly CustomerContact[];
  },
): Address | null {
  const contact = firstAddressIn(item.contactEmail);
  if (contact !== null)
    return { name: item.contactName ?? (contact.name || customer.name), address: contact.address };
  const own = contactFor('orders', customer.contacts)?.email ?? usableAddress(customer.email);
  return own === null ? null : ofCustomer(own, customer);
}

/** An address of a customer with the name of who has it. */
export const ofCustomer = (
  address: string,
  { name, contacts }: { readonly name: string; readonly contacts: readonly CustomerContact[] },
): Address => ({ name: contactAt(address, contacts)?.name ?? name, address });
