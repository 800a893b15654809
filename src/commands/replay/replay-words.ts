import type { Figure, FigureCode } from '../../replay/figures/figure.ts';
import type { Naive } from '../../replay/figures/naive.ts';
import type { ReplayReport } from '../../replay/figures/report.ts';
import type { Assumption } from '../../replay/past/history.ts';

/** What each figure says, in the words of the report. */
export const FIGURE_WORDS: Readonly<Record<FigureCode, string>> = {
  late_warned: 'late ones warned before the day broke',
  late_warned_ahead: '  of these two working days ahead or more',
  warned_truly_late: 'of all warned, truly late',
  late_any_letter: 'late ones with any letter before the day broke',
  late_any_letter_ahead: '  of these two working days ahead or more',
  any_letter_truly_late: 'of all with a letter before the day, truly late',
  on_time_written: 'in time, and written to all the same',
  on_time_letters: 'letters for each that came in time',
  on_time_apologised: 'in time, and apologised to',
  late_unheard: 'late by a working day, and nobody told',
  words_kept: 'words kept',
  words_not_redeemed: 'words never redeemed',
  words_redeemed_late: 'words redeemed late, by a later letter',
  words_ended_in_silence: 'word day passed, then it ended without a letter',
  words_still_open: 'word day passed, and nothing since',
  expected_error: 'day named against day that came, median error',
  expected_within_three: '  within three days of it',
  calls_and_escalations_asked: 'calls and escalations asked of people',
  calls_asked: '  calls',
  escalations_asked: '  escalations',
  answers_asked: 'answers to customers asked',
  reviews_asked: 'credit reviews asked',
  follow_ups_same: 'follow-ups that differ in the date alone',
  longest_silence_after_warning: 'longest silence for a late one after its warning',
  median_silence_after_warning: '  the median of these',
  clean_above_friendly: 'reminders above friendly to clean payers',
  disputed_or_covered: 'reminders of disputed or covered invoices',
  paid_within_three: 'reminders of what was paid within three days',
  firm_step_reached: 'unpaid after a month, and got a firm reminder',
  firm_step_wait: '  days past due until it, median',
  letters_per_day: 'letters to customers on a day',
  most_letters_a_day: '  most on one day',
  letters_per_item: 'letters for each order or job',
  most_letters_of_a_customer: '  most to one customer',
};

export const NAIVE_WORDS: Readonly<Record<Naive['rule'], string>> = {
  promise_past: 'promise is past',
  open_on_the_morning: 'open on the promised morning',
  open_one_day_before: 'open one working day before',
  open_two_days_before: 'open two working days before',
  stage_over_14_days: 'at one stage over 14 days',
  carrier_over_14_days: 'on its way over 14 days',
};

export const ASSUMPTION_WORDS: Readonly<Record<Assumption, string>> = {
  stage_before_first_event: 'the stage before the first event is not known: taken as work in progress',
  item_without_events:
    'no stage_events: it stands where its row says from stage_since on, before that in progress',
  promise_of_the_row: 'promised all along for the day in the row: no event says what was promised before',
  reason_of_the_last_stage: 'reason and note count for the stage at which the row stands now alone',
  rest_of_the_row: 'owner, contact and needed-by day as in the row now',
  line_follows_its_order: 'lines without events follow their order until it stands where it stands now',
  last_day_of_the_carrier:
    'shipments are known from when they left, with the day that the carrier named last',
  invoice_reduced_otherwise:
    'total, payments and open amount do not agree: open is what was not paid by then',
  settled_on_a_day_nobody_knows:
    'settled without closed_on: on the day of its last payment, else of its last change',
  disputed_all_along: 'disputed from its issue on: the row does not say since when',
  coming_since_its_last_change: 'money on its way counts since its row last changed',
  master_data_of_today: 'customers, addresses and people as they are now',
  feeds_fresh: 'every feed fresh at every round',
  guards_not_played: 'guards hold nothing here',
  letters_of_other_systems_not_played: 'letters that other systems planned are not played',
};

export const MISSING_WORDS: Readonly<Record<ReplayReport['history']['missing'][number], string>> = {
  items: 'no orders and no service jobs: only reminders can be replayed',
  stage_events:
    'no stage_events: where things stood in between is not known, only opened, promised and closed',
  promises: 'nothing is promised: nobody is late, and only silence and stages can be judged',
  invoices: 'no invoices: reminders cannot be replayed',
  contacts: 'no contacts: what people said and wrote is not known, so more letters seem due than were',
  a_month: 'less than a month of history: the figures say little, and nothing can be learned from it',
};

/** A figure's value: `93.1%`, `2.40`, `4 days`; a dash where there is nothing to count by. */
export function valueText({ value, unit }: Pick<Figure, 'value' | 'unit'>): string {
  if (value === null) return '–';
  switch (unit) {
    case 'share':
      return `${(100 * value).toFixed(1)}%`;
    case 'each':
      return value.toFixed(2);
    case 'days':
      return `${Number(value.toFixed(1))} days`;
    case 'weekly':
      return `${value.toFixed(1)} a week`;
    case 'count':
      return String(value);
  }
}

/** The numerator and the denominator: `41 of 44`; of a median of how many it is. */
export function partsText({ unit, part, whole }: Figure): string {
  if (unit === 'weekly') return `${part ?? 0} in ${whole} weeks of 1,000 open`;
  if (part === null) return `of ${whole}`;
  return unit === 'each' ? `${part} for ${whole}` : `${part} of ${whole}`;
}
