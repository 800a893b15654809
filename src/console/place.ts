import { z } from 'zod';

/** Where a page of a list ended, as the address of the next one carries it. */
export const placeText = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** Reads it back; null when it is none of ours: then the list begins at its beginning. */
export function placeIn<Place>(text: string | undefined, shape: z.ZodType<Place>): Place | null {
  if (text === undefined) return null;
  try {
    return shape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** A place in an address. */
export const placeQuery = z.string().max(3_000).optional().catch(undefined);

/** Text that somebody typed or an address holds: PostgreSQL takes everything but the character 0. */
export const typedText = (most: number) =>
  z
    .string()
    .transform((text) => text.replaceAll('\0', '').trim().slice(0, most))
    .catch('');
