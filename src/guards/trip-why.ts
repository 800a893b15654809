import { z } from 'zod';

const count = z.number();
/** Of 1. */
const share = z.number();
const milliseconds = z.number();
/** ISO 8601. */
const moment = z.string();
const itemKind = z.enum(['order', 'service_job']);
const aboutKind = z.enum([...itemKind.options, 'invoice']);

/** The parts of where a ledger lives, the largest first. */
export const HOME_PARTS = ['system', 'folder', 'timeline', 'database', 'table'] as const;

/** Why a guard holds letters: a code and what it saw, as the ledger keeps it. Words come from it for each reader. */
export const tripWhy = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('stalled'),
    about: itemKind,
    newly: count,
    of: count,
    share,
    most: share,
  }),
  z.object({ code: z.literal('emptied'), about: aboutKind, gone: count }),
  z.object({ code: z.literal('vanished'), about: aboutKind, gone: count, of: count, most: share }),
  z.object({
    code: z.literal('letters'),
    about: aboutKind,
    letters: count,
    most: count,
    /** What is open, and how many of it the policy's share is. */
    open: count,
    share,
    of_open: count,
    /** Of the last so many days the one with most; null: they do not tell yet what is usual. */
    busiest: z.object({ days: count, letters: count }).nullable(),
  }),
  z.object({ code: z.literal('own_number'), letters: count, most: count }),
  z.object({
    code: z.literal('addresses'),
    address: z.string(),
    customers: count,
    most: count,
    /** More such addresses. */
    others: count,
  }),
  z.object({ code: z.literal('clock'), way: z.enum(['ahead', 'behind']), by: milliseconds }),
  z.object({ code: z.literal('round_to_come'), at: moment }),
  z.object({ code: z.literal('gap'), since: milliseconds, at: moment }),
  z.object({ code: z.literal('moved'), part: z.enum(HOME_PARTS) }),
  z.object({ code: z.literal('supervise'), most: count }),
  // What a version before wrote, which kept the sentence alone; it begins with `guard` and its name.
  z.object({ code: z.literal('written_before'), text: z.string() }),
]);
export type TripWhy = z.infer<typeof tripWhy>;
export type WhyOf<Code extends TripWhy['code']> = Extract<TripWhy, { code: Code }>;
