import { telOf } from '../../letters/words/common-words.ts';
import { shown } from './letter-row.ts';

/** A number as a list shows it, and as a telephone dials it; null where there is none, or none to dial. */
export const phoneOf = (
  phone: string | null = null,
): { readonly phone: string | null; readonly tel: string | null } => ({
  phone: phone === null ? null : shown(phone, 40),
  tel: telOf(phone),
});
