import { z } from 'zod';
import { CORRECTION_KIND } from '../../customer/letter-kinds.ts';
import { count, day, type FactsOf, toCustomer } from './fact-shapes.ts';

/** All that a correction says, before words. */
export const correction = z.strictObject({
  letter: z.literal(CORRECTION_KIND),
  ...toCustomer,
  /** The day of the last letter that was wrong, and what it was headed with. */
  wroteOn: day,
  wrong: z.string(),
  /** How many letters to this reader were wrong. */
  letters: count.min(1),
  /** What was wrong, in the words of a person of the company. */
  sentence: z.string(),
});
export type CorrectionFacts = FactsOf<typeof correction>;
