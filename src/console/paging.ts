import { z } from 'zod';
import { parseDay } from '../calendar/time.ts';

/** Where a page of letters goes on, as its address says it. What does not fit is the first page. */
export const cursor = z
  .string()
  .max(600)
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00~[^\0]+$/)
  .transform((text) => ({ at: text.slice(0, text.indexOf('~')), id: text.slice(text.indexOf('~') + 1) }))
  .refine(({ at }) => !Number.isNaN(Date.parse(`${at.slice(0, 19).replace(' ', 'T')}Z`)))
  .nullable()
  .catch(null);

/** A day of the query, `2026-11-26`. */
export const day = z
  .string()
  .regex(/^(19[7-9]|2\d\d)\d-\d\d-\d\d$/)
  .transform((text) => parseDay(text))
  .nullable()
  .catch(null);

/** The same where rows are numbered. */
export const numbered = z
  .string()
  .regex(/^\d{1,18}$/)
  .nullable()
  .catch(null);

/** A part of the query that is one of these; null when it is not given or something else. */
export const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values).nullable().catch(null);

/** Text of the query, trimmed; null when there is none. */
export const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform((given) => given.replaceAll('\0', '').trim() || null)
    .nullable()
    .catch(null);

/** An address of our own with these parts; those without a value are left out. */
export function addressOf(path: string, parts: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(parts).filter(
    (part): part is [string, string] => part[1] !== null && part[1] !== '',
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
