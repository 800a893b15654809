import { type Address, isUsableAddress } from '../customer/address.ts';
import type { Situation } from './situation.ts';

/** An address without blanks around it; null when letters cannot go there. */
export function usableAddress(given: string | null): string | null {
  const address = given?.trim();
  return address && isUsableAddress(address) ? address : null;
}

/** Who hears about the item: its own contact (a site manager), or the customer. Null: no usable address. */
export const addressOf = ({ item, facts }: Situation): Address | null => itemAddress(item, facts.customer);

/** The same by the rows of the item and its customer alone. */
export function itemAddress(
  item: { readonly contactName: string | null; readonly contactEmail: string | null },
  customer: { readonly name: string; readonly email: string | null },
): Address | null {
  const contact = usableAddress(item.contactEmail);
  if (contact !== null) return { name: item.contactName ?? customer.name, address: contact };
  const own = usableAddress(customer.email);
  return own === null ? null : { name: customer.name, address: own };
}
