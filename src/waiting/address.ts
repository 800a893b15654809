import type { Situation } from './situation.ts';

export interface Address {
  readonly name: string;
  readonly address: string;
}

/**
 * The usable part of RFC 5321 addresses: one @, a dotted or local domain, no blanks, control characters,
 * quotes or angle brackets, within the length limits of section 4.5.3.1. Stricter than the RFC on purpose:
 * an odd address in a customer table is nearly always a typing slip.
 */
const USABLE =
  /^(?=.{3,254}$)[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:[\p{L}]{2,63}|xn--[a-z0-9-]{2,59})$/u;

/** What nearly all addresses look like: answered in a fraction of the time. */
const PLAIN = /^[a-z0-9_+-]{1,64}(?:\.[a-z0-9_+-]{1,20})?@(?:[a-z0-9]{1,63}\.){1,2}[a-z]{2,63}$/;

export const isUsableAddress = (address: string): boolean =>
  (PLAIN.test(address) && address.length <= 64) ||
  (USABLE.test(address) && !address.includes('..') && !address.startsWith('.') && !address.includes('.@'));

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
