import { isIP } from 'node:net';
import { line } from './words.ts';

const REMEDY = 'write an address such as 10.0.0.7, or a network such as 10.0.0.0/24';

/** Reads the address of a proxy, or of the network that proxies stand in. Throws RangeError. */
export function proxy(value: unknown): string {
  const text = line(value, REMEDY);
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  const longest = family === 4 ? 32 : 128;
  if (family === 0 || address.includes('%') || Number(prefix ?? longest) > longest)
    throw new RangeError(`${JSON.stringify(text)} is no address and no network; ${REMEDY}`);
  // Then anybody could say whom they ask for, and no limit would hold.
  if (Number(prefix ?? longest) === 0)
    throw new RangeError(`${JSON.stringify(text)} is every address there is; name those of your proxies`);
  return text;
}
