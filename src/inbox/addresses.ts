/** RFC 5321 4.5.3.1: 64 before the @, 255 after it. */
const LONGEST = 320;
const MOST = 50;
const ADDRESS =
  /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}][\p{L}\p{N}-]{0,62}(?:\.[\p{L}\p{N}][\p{L}\p{N}-]{0,62}){1,10}/gu;
const OF_THE_SYSTEM = /^(mailer-daemon|postmaster|mail-?daemon)@/;

/** The addresses in a text, in order, in lower case, each once, at most 50; those of mail systems are left out. */
export function addressesIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [match] of text.matchAll(ADDRESS)) {
    const address = bare(match);
    if (address.length <= LONGEST && !OF_THE_SYSTEM.test(address)) found.add(address);
    if (found.size >= MOST) break;
  }
  return [...found];
}

/** The address in a field such as `rfc822;anna@example.org` or `RFC822; <anna@example.org>`; null: there is none. */
export function addressIn(field: string): string | null {
  const value =
    /^\s*(?:rfc822|utf-8|smtp)\s*;(.*)$/is.exec(field.slice(0, 1000))?.[1] ?? field.slice(0, 1000);
  const inBrackets = /<([^<>\s]{3,320})>/.exec(value)?.[1];
  return addressesIn(inBrackets ?? value)[0] ?? null;
}

/** The domain of an address, or of what is a domain already, in lower case. */
export const domainOf = (address: string): string =>
  address
    .slice(address.lastIndexOf('@') + 1)
    .toLowerCase()
    .replace(/\.$/, '');

const bare = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^['`*]+/, '')
    .replace(/^smtp=/, '');
