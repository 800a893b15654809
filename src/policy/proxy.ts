import { z } from 'zod';
import { line } from './words.ts';

const REMEDY = 'write an address such as 10.0.0.7, or a network such as 10.0.0.0/24';
const place = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** Reads the address of a proxy, or of the network that proxies stand in. Throws RangeError. */
export function proxy(value: unknown): string {
  const text = line(value, REMEDY);
  if (!place.safeParse(text).success)
    throw new RangeError(`${JSON.stringify(text)} is no address and no network; ${REMEDY}`);
  // Then anybody could say for whom they ask, and no limit would hold.
  if (/\/0+$/.test(text))
    throw new RangeError(`${JSON.stringify(text)} is every address there is; name those of your proxies`);
  return text;
}
