import { z } from 'zod';
import { clean } from '../letters/clean.ts';

const LONGEST = 500;

/** A reason that a person gives in a form, on one line. @param missing what to say when there is none */
export const givenReason = (missing: string) =>
  z
    .string()
    .max(LONGEST)
    .transform((given) => clean(given, LONGEST) ?? '')
    .refine((why) => why !== '', missing);
