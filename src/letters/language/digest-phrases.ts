import { z } from 'zod';
import { TASK_KINDS } from '../../customer/task.ts';
import { sentence, sentences, sentencesWithLater } from './sentence-kinds.ts';

/** Why somebody decides about money; they came later. */
const DECISIONS = [
  'disputed',
  'money_unclear',
  'letter_held',
  'ladder_ended',
  'money_other_currency',
  'by_hand',
] as const;

/** What versions of before did not ask of anybody. */
export const LATER_TASKS = ['decide-money', 'read-mail'] as const;

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
  why: sentencesWithLater(['record_asks_person', ...DECISIONS], DECISIONS),
  due: sentence,
  due_today: sentence,
  due_passed: sentence,
  told: sentence,
  told_word: sentence,
  instead: sentence,
});
