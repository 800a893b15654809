import type { FigureCode } from '../../replay/figures/figure.ts';

/** The figures by what a manager asks, in order. */
export const SECTIONS: readonly { readonly title: string; readonly codes: readonly FigureCode[] }[] = [
  {
    title: 'Was who waited too long told in time?',
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
    title: 'Was anybody troubled for nothing?',
    codes: ['on_time_written', 'on_time_letters', 'on_time_apologised', 'follow_ups_same'],
  },
  {
    title: 'Were words kept, and days named right?',
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
    title: 'What was asked of people? (a week, for 1,000 open orders and jobs)',
    codes: [
      'calls_and_escalations_asked',
      'calls_asked',
      'escalations_asked',
      'answers_asked',
      'reviews_asked',
    ],
  },
  {
    title: 'Reminders',
    codes: [
      'clean_above_friendly',
      'disputed_or_covered',
      'paid_within_three',
      'firm_step_reached',
      'firm_step_wait',
    ],
  },
  {
    title: 'Letters',
    codes: ['letters_per_day', 'most_letters_a_day', 'letters_per_item', 'most_letters_of_a_customer'],
  },
];
