import { z } from 'zod';
import { FEED_NAMES } from '../customer/ids.ts';

const count = z.number();
const milliseconds = z.number();
/** ISO. */
const day = z.string();
/** ISO 8601. */
const moment = z.string();

/** Why a letter about an item waits: a code with its evidence. Each is decided again in the next round; words come from it for each reader. */
export const letterHold = z.discriminatedUnion('code', [
  z.object({ code: z.literal('by_hand'), by: z.string(), until: day }),
  /** `exports` of its feed name it no more; null: its row is neither open nor closed. */
  z.object({ code: z.literal('not_seen'), since: day, exports: z.enum(FEED_NAMES).nullable() }),
  z.object({
    code: z.literal('abandoned'),
    amount: count,
    unit: z.enum(['minutes', 'hours', 'days', 'weeks', 'months', 'working days']),
  }),
  z.object({ code: z.literal('backlog'), live: moment }),
  z.object({ code: z.literal('wants_less'), since: day }),
  /** @see FeedFault */
  z.object({
    code: z.literal('feed_stale'),
    feed: z.enum(FEED_NAMES),
    fresh: moment.nullable(),
    max_age: milliseconds,
  }),
  z.object({ code: z.literal('shared_address') }),
  z.object({ code: z.literal('complaint_open'), since: day }),
  z.object({ code: z.literal('person_spoke'), on: day }),
  z.object({ code: z.literal('reply_owed'), since: day }),
  z.object({ code: z.literal('letter_held'), letter: z.string() }),
  z.object({ code: z.literal('after_upgrade'), changed: day, hears: day }),
  z.object({ code: z.literal('already_written_today'), letters: count }),
  z.object({ code: z.literal('outside_hours') }),
]);
export type LetterHold = z.infer<typeof letterHold>;
export type LetterHoldCode = LetterHold['code'];
