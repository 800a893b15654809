export interface Address {
  readonly name: string;
  readonly address: string;
}

/**
 * The usable part of RFC 5321 addresses: one @, a dotted or local domain, no blanks, control characters,
 * quotes or angle brackets, within the length limits of section 4.5.3.1. Stricter than the RFC on purpose:
 * an odd address in a customer table is nearly always a typing slip.
 */
export const USABLE =
  /^(?=.{3,254}$)[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:[\p{L}]{2,63}|xn--[a-z0-9-]{2,59})$/u;

/** What nearly all addresses look like: answered in a fraction of the time. */
export const PLAIN = /^[a-z0-9_+-]{1,64}(?:\.[a-z0-9_+-]{1,20})?@(?:[a-z0-9]{1,63}\.){1,2}[a-z]{2,63}$/;

export const isUsableAddress = (address: string): boolean =>
  (PLAIN.test(address) && address.length <= 64) ||
  (USABLE.test(address) && !address.includes('..') && !address.startsWith('.') && !address.includes('.@'));

/** A field is read so far, here and in the database: nobody has more than this. */
export const MOST_OF_A_FIELD = 1_000;
const MOST_ADDRESSES = 20;
const LONGEST_NAME = 200;

const NONE: readonly Address[] = [];

/**
 * The usable addresses that a field names, in its order: one alone, several apart by comma, semicolon or blank, each with a
 * display name or without (`Ann <ann@x.example>`; the name is empty where there is none). What cannot be an address is left out, and
 * so is whatever has a control character in it. Any text ends in time and gives no more than its beginning holds.
 */
export function addressesIn(field: string | null): readonly Address[] {
  const read = field?.slice(0, MOST_OF_A_FIELD) ?? '';
  const text = read.trim();
  if (text === '') return NONE;
  if (isUsableAddress(text)) return [{ name: '', address: text }];
  const found: Address[] = [];
  // The last part of a field that is as long as any may be was cut: half an address may look like another one.
  const parts = partsOf(text);
  for (const part of read.length < MOST_OF_A_FIELD ? parts : parts.slice(0, -1)) {
    for (const address of addressesOfPart(part))
      if (!found.some((other) => isSameAddress(other.address, address.address))) found.push(address);
    if (found.length >= MOST_ADDRESSES) break;
  }
  return found;
}

/** The first of them: where a letter goes. */
export const firstAddressIn = (field: string | null): Address | null => addressesIn(field)[0] ?? null;

/** Addresses compare without case. */
export const isSameAddress = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

/** Apart by commas and semicolons, but for those between quotes; a quote that is never closed is a letter like any other. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      const end = closingQuote(text, at);
      // What stands before no closing quote is looked for once, and not again from each quote after it.
      if (end < 0) return [...parts, ...text.slice(from).split(/[,;]/)];
      at = end;
    } else if (sign === ',' || sign === ';') {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

function closingQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}

const CONTROLS = /\p{Cc}/u;

/** `Ann <ann@x>`, `ann@x (Ann)`, or addresses apart by blanks. */
function addressesOfPart(raw: string): readonly Address[] {
  const part = raw.trim();
  if (CONTROLS.test(part)) return NONE;
  const open = part.lastIndexOf('<');
  if (open >= 0 && part.endsWith('>')) {
    const address = part
      .slice(open + 1, -1)
      .trim()
      .replace(/^mailto:/i, '');
    return isUsableAddress(address) ? [{ name: displayName(part.slice(0, open)), address }] : NONE;
  }
  return part
    .split(/\s+/)
    .filter(isUsableAddress)
    .map((address) => ({ name: '', address }));
}

/** A display name without its quotes, in one line, with nothing that could be taken for markup or turn the text around. */
const displayName = (text: string): string =>
  text
    .replace(/\\(.)/g, '$1')
    .replace(/["<>\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME);
