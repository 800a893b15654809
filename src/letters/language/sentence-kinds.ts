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

/** Those of them that read otherwise where they are why something was cancelled. */
export const ENDS = ['supplier_late', 'no_technician', 'weather'] as const;

/** What a stage of theirs may wait for; a company adds its own beside them. */
export const NEEDS = ['answer', 'approval', 'payment', 'papers', 'visit', 'appointment', 'device'] as const;

/** The sentences that say what has happened; `item-story.ts` chooses among them. */
export const WHAT = [
  'at_risk',
  'will_miss',
  'shipment_late',
  'needed_by_at_risk',
  'needed_by_will_miss',
  'needed_by_missed',
  'still_at_risk',
  'late',
  'late_on_its_way',
  'late_now_on_its_way',
  'late_part_on_its_way',
  'still_late',
  'still_late_moved',
  'no_news',
  'no_news_still',
  'stalled',
  'stalled_on_its_way',
  'moved_later',
  'moved_earlier',
  'given',
  'withdrawn',
  'day_gone',
  'moving_again',
  'word_on_course',
  'word_undated',
  'note',
  'note_again',
  'half_time',
  'theirs',
  'theirs_still',
  'on_hold',
  'on_hold_still',
  'ready',
  'ready_still',
  'shipped',
  'cancelled',
  'done',
] as const;
/** Sentences that may stand before or after it, about the same item. */
export const ALSO = [
  'not_ready',
  'not_done',
  'not_cancelled',
  'broken_word',
  'call_missed',
  'as_said',
  'unchanged',
  'day_passed',
  'day_off',
  'day_past',
  'late_by',
  'stands_for',
  'undecided',
  'slow_line',
  'rest_delivered',
  'rest_left',
  'their_line',
  'new_day_at_risk',
  'needed_by_missed',
  'needed_by_lost',
  'needed_by_risky',
  'needed_by_known',
  'promised_for',
  'promise_passed',
  'usually',
  'expected',
  'expected_delivery',
  'arrives',
  'no_date',
] as const;
/** What the reader can do. */
export const CAN = ['change', 'other_way', 'new_day', 'ask', 'answer', 'fetch', 'not_right'] as const;
/** Where nobody knows why, and somebody has been given to find out: in a first letter, and in the next. */
export const WHY = ['asked', 'still_asked', 'same'] as const;
/** What has become of items that a letter about several lists together. */
export const GROUPS = [
  'late',
  'still_late',
  'on_hold',
  'stalled',
  'at_risk',
  'withdrawn',
  'moved',
  'theirs',
  'cancelled',
  'ready',
  'on_its_way',
  'done',
  'on_course',
] as const;
/** What a letter about several is about. */
export const MIXES = ['order', 'service_job', 'mixed'] as const;
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
export const sentences = <Key extends string>(keys: readonly Key[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, sentence])) as Record<Key, typeof sentence>);
