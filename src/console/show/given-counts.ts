import { z } from 'zod';
import { clean } from '../../letters/language/clean.ts';

const count = z.coerce.number().int('must be a whole number').min(1).max(999_999_999);

/** Of a form about many things: how many the page showed, and how many the person typed that they mean. */
export const givenCounts = z.object({ of: count, typed: count });

const LONGEST = 500;

/** A reason that a person gives in a form, on one line. @param missing what to say when there is none */
export const givenReason = (missing: string) =>
  z
    .string()
    .max(LONGEST)
    .transform((given) => clean(given, LONGEST) ?? '')
    .refine((why) => why !== '', missing);
