import { z } from 'zod';

/** Every figure of a replay; each has its words in the report's language. */
export const FIGURES = [
  'late_warned',
  'late_warned_ahead',
  'late_any_letter',
  'late_any_letter_ahead',
  'warned_truly_late',
  'any_letter_truly_late',
  'on_time_written',
  'on_time_letters',
  'on_time_apologised',
  'late_unheard',
  'words_kept',
  'words_not_redeemed',
  'words_redeemed_late',
  'words_ended_in_silence',
  'words_still_open',
  'expected_error',
  'expected_within_three',
  'calls_asked',
  'escalations_asked',
  'answers_asked',
  'reviews_asked',
  'calls_and_escalations_asked',
  'follow_ups_same',
  'longest_silence_after_warning',
  'median_silence_after_warning',
  'clean_above_friendly',
  'disputed_or_covered',
  'paid_within_three',
  'firm_step_reached',
  'firm_step_wait',
  'letters_per_day',
  'most_letters_a_day',
  'letters_per_item',
  'most_letters_of_a_customer',
] as const;
export type FigureCode = (typeof FIGURES)[number];

/** `share`: part of whole; `each`: so many for each; `days`: calendar days; `weekly`: in a week, for 1,000 open items; `count`. */
export const UNITS = ['share', 'each', 'days', 'weekly', 'count'] as const;

/**
 * One figure: what it comes to, with its numerator and denominator. `value` is null where there is nothing to count by. Of a
 * median or a largest value `part` is null, and `whole` says of how many it is.
 */
export const figureSchema = z.strictObject({
  code: z.enum(FIGURES),
  unit: z.enum(UNITS),
  value: z.number().nullable(),
  part: z.number().nullable(),
  whole: z.number(),
});
export type Figure = z.infer<typeof figureSchema>;

export const share = (code: FigureCode, part: number, whole: number): Figure => ({
  code,
  unit: 'share',
  value: whole === 0 ? null : part / whole,
  part,
  whole,
});

export const each = (code: FigureCode, part: number, whole: number): Figure => ({
  ...share(code, part, whole),
  unit: 'each',
});

/** A median of days. */
export const medianDays = (code: FigureCode, days: readonly number[]): Figure => ({
  code,
  unit: 'days',
  value: median(days),
  part: null,
  whole: days.length,
});

/** The largest of some values. */
export const largest = (code: FigureCode, unit: Figure['unit'], values: readonly number[]): Figure => ({
  code,
  unit,
  value: values.reduce<number | null>((most, value) => (most === null || value > most ? value : most), null),
  part: null,
  whole: values.length,
});

/** The middle one; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** As a report says it, to the hundredth. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;
