import { z } from 'zod';
import { line } from './words.ts';

/** Who a letter comes from; `name` is empty when only an address was written. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

const email = z.email();
const REMEDY = 'write it like "Your company <hello@company.example>"';

/** Reads `Pracownia Nowak <kontakt@nowak.example>` or a bare address. Throws RangeError. */
export function sender(value: unknown): Sender {
  const text = line(value, REMEDY);
  const named = /^([^<>]*)<([^<>]+)>$/.exec(text);
  const address = (named?.[2] ?? text).trim();
  if (!email.safeParse(address).success) {
    throw new RangeError(`${JSON.stringify(text)} has no email address; ${REMEDY}`);
  }
  const name = (named?.[1] ?? '').trim().replace(/^"(.*)"$/, '$1');
  return { name, address };
}
