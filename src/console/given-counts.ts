import { z } from 'zod';

const count = z.coerce.number().int('must be a whole number').min(1).max(999_999_999);

/** Of a form about many things: how many the page showed, and how many the person typed that they mean. */
export const givenCounts = z.object({ of: count, typed: count });
