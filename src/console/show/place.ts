import { z } from 'zod';
import { parseDay } from '../../calendar/time.ts';

/** Where a page of a list ended, as the address of the next one carries it. */
export const placeText = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** Reads it back; null when it is none of ours: then the list begins at its beginning. */
export function placeIn<Place>(text: string | undefined, shape: z.ZodType<Place>): Place | null {
  if (text === undefined) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return isTold(values) ? (shape.safeParse(values).data ?? null) : null;
  } catch {
    return null;
  }
}

/** Neither the character 0 nor the year 0: PostgreSQL knows none of them, so no row of ours ends a page there. */
const isTold = (values: unknown): boolean =>
  !(Array.isArray(values) ? values : [values]).some(
    (value) => typeof value === 'string' && (value.includes('\0') || value.startsWith(YEAR_ZERO)),
  );
const YEAR_ZERO = '0000';

/** The place in a list whose rows are numbered. */
export const numberedPlace = z.tuple([z.string().regex(/^\d{1,18}$/)]).transform(([id]) => id);

/** A place in an address. */
export const placeQuery = z.string().max(3_000).optional().catch(undefined);

/** Text that somebody typed or an address holds: PostgreSQL takes everything but the character 0. */
export const typedText = (most: number) =>
  z
    .string()
    .transform((text) => text.replaceAll('\0', '').trim().slice(0, most))
    .catch('');

/** The same, where no text is no answer: null. */
export const someText = (most: number) => typedText(most).transform((text) => text || null);

/** A part of the query that is one of these; null when it is not given or something else. */
export const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values).nullable().catch(null);

/** A day of the query, `2026-11-26`; null when it is none. */
export const dayQuery = z.iso
  .date()
  .refine((text) => !text.startsWith(YEAR_ZERO))
  .transform((text) => parseDay(text))
  .nullable()
  .catch(null);
