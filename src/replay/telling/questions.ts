import type { FigureCode } from '../figures/figure.ts';

/** What a manager asks of a replay, in this order, and the figures that answer. */
export const QUESTIONS = [
  {
    asks: 'warned',
    codes: [
      'late_warned',
      'late_warned_ahead',
      'warned_truly_late',
      'late_any_letter',
      'late_any_letter_ahead',
      'any_letter_truly_late',
      'late_unheard',
      'longest_silence_after_warning',
      'median_silence_after_warning',
    ],
  },
  {
    asks: 'troubled',
    codes: ['on_time_written', 'on_time_letters', 'on_time_apologised', 'follow_ups_same'],
  },
  {
    asks: 'words',
    codes: [
      'words_kept',
      'words_not_redeemed',
      'words_redeemed_late',
      'words_ended_in_silence',
      'words_still_open',
      'expected_error',
      'expected_within_three',
    ],
  },
  {
    asks: 'people',
    codes: [
      'calls_and_escalations_asked',
      'calls_asked',
      'escalations_asked',
      'answers_asked',
      'reviews_asked',
    ],
  },
  {
    asks: 'reminders',
    codes: [
      'clean_above_friendly',
      'disputed_or_covered',
      'paid_within_three',
      'firm_step_reached',
      'firm_step_wait',
    ],
  },
  {
    asks: 'letters',
    codes: ['letters_per_day', 'most_letters_a_day', 'letters_per_item', 'most_letters_of_a_customer'],
  },
] as const satisfies readonly { readonly asks: string; readonly codes: readonly FigureCode[] }[];
export type ReplayQuestion = (typeof QUESTIONS)[number]['asks'];
