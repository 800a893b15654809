import { telOf } from '../../letters/words/common-words.ts';
import type { Names } from '../../source/find/names.ts';
import { shown } from './letter-row.ts';

/** A customer's number as a list shows it, and as a telephone dials it; null where there is none, or none to dial. */
export function phoneOf(
  customerId: string,
  { phones }: Names,
): { readonly phone: string | null; readonly tel: string | null } {
  const phone = phones.get(customerId) ?? null;
  return { phone: phone === null ? null : shown(phone, 40), tel: telOf(phone) };
}
