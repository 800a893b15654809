import { z } from 'zod';
import { TASK_KINDS } from '../../customer/task.ts';
import { MENDED_BECAUSE } from '../../waiting/mending.ts';
import { sentence, sentences, sentencesWithLater } from './sentence-kinds.ts';

/** Why somebody decides about money, or calls about it; they came later. */
const ABOUT_MONEY = [
  'disputed',
  'doubtful',
  'autopay',
  'not_seen',
  'money_here',
  'credit_note',
  'money_pending',
  'money_scheduled',
  'money_unclear',
  'letter_held',
  'ladder_ended',
  'money_other_currency',
  'by_hand',
  'shared_address',
  'reminders_came_back',
  'no_legal_identity',
  'formal_not_reviewed',
  'no_formal_letter',
] as const;

/** What versions of before did not ask of anybody. */
export const LATER_TASKS = ['decide-money', 'read-mail', 'watch-contacts'] as const;

/** The sentences of phrases.yaml in lists of what a person is to do. */
export const digestPhrases = z.strictObject({
  subject: sentence,
  subject_overdue: sentence,
  subject_urgent: sentence,
  ask: sentence,
  ask_urgent: sentence,
  what: sentencesWithLater(TASK_KINDS, LATER_TASKS),
  about: sentences(['order', 'service_job', 'invoice', 'more']),
  /** Reasons that only a list tells, beside those of `staff.why`. */
  why: sentencesWithLater(
    ['record_asks_person', ...ABOUT_MONEY, ...MENDED_BECAUSE],
    [...ABOUT_MONEY, ...MENDED_BECAUSE],
  ),
  due: sentence,
  due_today: sentence,
  due_passed: sentence,
  told: sentence,
  told_word: sentence,
  instead: sentence,
});
