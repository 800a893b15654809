import { z } from 'zod';

/** The reasons that every language has a sentence for; a company adds its own beside them. */
export const REASONS = [
  'stock_transfer',
  'supplier_late',
  'carrier_delay',
  'parts_ordered',
  'no_technician',
  'credit_hold',
  'customer_approval',
  'weather',
  'our_mistake',
  'unknown',
] as const;

/** The sentences that say what has happened; `item-words.ts` chooses among them. */
export const WHAT = [
  'moving_again',
  'waiting_for_customer',
  'waiting_for_customer_undated',
  'credit_hold',
  'promise_moved_later',
  'promise_moved_earlier',
  'promise_missed',
  'no_news',
  'needed_by_missed',
  'needed_by_at_risk',
  'promise_at_risk',
  'stage_overrun',
  'stage_overrun_undated',
  'on_its_way_too_long',
  'long_silence',
  'long_silence_undated',
  'word_due',
] as const;
/** Sentences that may follow, about the same item. */
export const ALSO = [
  'broken_word',
  'nothing_changed',
  'undecided',
  'slow_line',
  'needed_by_missed',
  'needed_by_at_risk',
  'needed_by_lost',
  'needed_by_known',
  'promised_for',
  'promise_passed',
  'unanswered',
  'expected',
  'no_date',
] as const;
export const WHY = ['silence', 'on_course', 'moved_earlier', 'moving_again', 'same', 'unknown_too'] as const;
/** Stages whose name alone tells what an item waits for, when no reason is given. */
export const TELLING_STAGES = [
  'awaiting_stock',
  'awaiting_supplier',
  'awaiting_parts',
  'in_transit',
] as const;

/** A phrase of phrases.yaml: one sentence, or a few that belong together. */
export const sentence = z.string().trim().min(1);

/** The same where some keys came later: stored phrases of a version before have no sentence for them, and still say their letters. */
export const sentencesWithLater = <Key extends string, Later extends Key>(
  keys: readonly Key[],
  later: readonly Later[],
) => {
  const isLater = (key: Key): boolean => later.some((one) => one === key);
  return z.strictObject(
    Object.fromEntries(keys.map((key) => [key, isLater(key) ? sentence.optional() : sentence])) as Record<
      Exclude<Key, Later>,
      typeof sentence
    > &
      Record<Later, z.ZodOptional<typeof sentence>>,
  );
};

/** One sentence for each of these keys, and no other. */
export const sentences = <Key extends string>(keys: readonly [Key, ...Key[]]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, sentence])) as Record<Key, typeof sentence>);
