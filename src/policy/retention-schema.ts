import { z } from 'zod';
import { optional } from './value.ts';
import * as read from './words.ts';

/** A year of history always stays: the database refuses to remove it. */
const LEAST_HISTORY = 12;

/** How long things are kept: the `retention` block of a policy. What is not named is kept for ever. */
export const retention = z.strictObject({
  letters: optional(read.span(['months'], '24 months', 1)),
  rounds: optional(read.span(['days', 'weeks', 'months'], '90 days', 1)),
  history: optional(read.span(['months'], '10 years', LEAST_HISTORY)),
});
