import { z } from 'zod';
import { TASK_KINDS } from '../../customer/task.ts';
import { sentence, sentences } from './sentence-kinds.ts';

/** The sentences of phrases.yaml in lists of what a person is to do. */
export const digestPhrases = z.strictObject({
  subject: sentence,
  subject_overdue: sentence,
  subject_urgent: sentence,
  ask: sentence,
  ask_urgent: sentence,
  what: sentences(TASK_KINDS),
  about: sentences(['order', 'service_job', 'invoice', 'more']),
  /** Reasons that only a list tells, beside those of `staff.why`. */
  why: sentences(['record_asks_person']),
  due: sentence,
  due_today: sentence,
  due_passed: sentence,
  told: sentence,
  told_word: sentence,
  instead: sentence,
});
