import { z } from 'zod';

/** Tables of which far too much was gone in a round, as its report keeps them. */
export const vanishedTotals = z.record(
  z.string(),
  z.object({ gone: z.number(), of: z.number(), emptied: z.boolean() }),
);
