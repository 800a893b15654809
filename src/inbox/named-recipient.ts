import { addressesIn } from './addresses.ts';
import { FAMILIES, type Family } from './families.ts';
import { headerOf, type IncomingMail } from './incoming-mail.ts';
import type { Notice } from './notice.ts';
import { bystanders, returnedTo } from './returned-mail.ts';

/** Whose notice it is, as far as its words tell. */
export const familyOf = (notice: Notice): Family | null =>
  FAMILIES.find(({ says }) => says.test(notice.flat)) ?? null;

/**
 * Whom a notice is about: as the header of Exim names them, in the lines of its family, by any address in it, or
 * by whom the returned mail went to. Never ourselves and never the mail system. Null when nobody is named.
 */
export function namedRecipient(mail: IncomingMail, notice: Notice): string | null {
  const others = bystanders(mail);
  const first = (addresses: readonly string[]) => addresses.find((address) => !others.has(address)) ?? null;
  return (
    first(addressesIn(headerOf(mail, 'x-failed-recipients'))) ??
    first(linesOf(notice, familyOf(notice))) ??
    first(addressesIn(notice.text)) ??
    returnedTo(mail)
  );
}

/** Of an address that stands for another one, the one that we wrote to. */
function linesOf(notice: Notice, family: Family | null): readonly string[] {
  if (family === null) return [];
  const lines = [...notice.text.matchAll(family.recipient)];
  const original = lines.flatMap(({ groups }) => addressesIn(groups?.original ?? ''));
  return [...original, ...lines.flatMap(({ groups }) => addressesIn(groups?.address ?? ''))];
}
