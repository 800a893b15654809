import { z } from 'zod';
import { ALARM_CODES } from '../alarms/alarm.ts';
import { GUARDS } from '../waiting/guards.ts';
import { sentence, sentences } from './sentence-shape.ts';

const alarm = z.strictObject({
  /** The subject of the letter. */
  title: sentence,
  what: sentence,
  /** What it means for customers. */
  means: sentence,
  /** Before the command that helps. */
  todo: sentence,
  /** What is so again when it is over. */
  over: sentence,
});

/** The sentences of phrases.yaml about what goes wrong. */
export const alarmPhrases = z.strictObject({
  greeting: sentence,
  footer: sentence,
  subject_over: sentence,
  since: sentence,
  lasted: sentence,
  feeds: sentences(['orders', 'service_jobs', 'payments']),
  guards: sentences(GUARDS),
  codes: z.strictObject(
    Object.fromEntries(ALARM_CODES.map((code) => [code, alarm])) as Record<
      (typeof ALARM_CODES)[number],
      typeof alarm
    >,
  ),
});
