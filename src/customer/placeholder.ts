/** What people type where a form insists on an address and there is none. */
const NOBODY: ReadonlySet<string> = new Set([
  'noemail',
  'nomail',
  'none',
  'noaddress',
  'nobody',
  'noone',
  'noreply',
  'donotreply',
  'unknown',
  'brak',
  'brakmaila',
  'bezmaila',
  'keine',
  'keineemail',
  'keinemail',
  'netpochty',
]);

/**
 * Whether an address stands for nobody: by its name (`no-email@…`), or because more customers than policy believes share it. What
 * goes there reaches a stranger, or a box that nobody reads.
 * @param shared addresses of too many customers, in small letters
 */
export function isPlaceholder(address: string, shared: ReadonlySet<string>): boolean {
  const small = address.toLowerCase();
  const name = small.slice(0, small.indexOf('@')).replaceAll(/[^\p{L}]/gu, '');
  return NOBODY.has(name) || shared.has(small);
}
