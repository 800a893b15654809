import { z } from 'zod';
import { ALARM_CODES, type AlarmCode } from '../../alarms/alarm.ts';
import { GUARDS, type Guard } from '../../guards/guards.ts';
import { sentence, sentences, sentencesWithLater } from './sentence-kinds.ts';

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

/** Alarms that came later: a stored version of before has no sentences about them, and still says its letters. */
const LATER_CODES = [
  'mailbox_unread',
  'source_locked',
  'source_failed',
  'promise_broken',
  'clock_off',
  'rows_vanished',
  'refused_about_us',
  'suppressions_jump',
  'mails_waiting',
  'money_undecided',
  'held_by_address',
] as const satisfies readonly AlarmCode[];
type LaterCode = (typeof LATER_CODES)[number];
/** Guards that came later, likewise. */
const LATER_GUARDS = [
  'restored',
  'vanished_share',
  'letters_per_address',
  'supervise',
] as const satisfies readonly Guard[];
const isEarly = (code: AlarmCode): code is Exclude<AlarmCode, LaterCode> =>
  !LATER_CODES.some((later) => later === code);
const EARLY_CODES = ALARM_CODES.filter(isEarly);

const of = <Code extends string, Shape>(codes: readonly Code[], shape: Shape) =>
  Object.fromEntries(codes.map((code) => [code, shape])) as Record<Code, Shape>;

/** The sentences of phrases.yaml about what goes wrong. */
export const alarmPhrases = z.strictObject({
  greeting: sentence,
  footer: sentence,
  subject_over: sentence,
  since: sentence,
  lasted: sentence,
  feeds: sentences(['orders', 'service_jobs', 'payments']),
  guards: sentencesWithLater(GUARDS, LATER_GUARDS),
  codes: z.strictObject({ ...of(EARLY_CODES, alarm), ...of(LATER_CODES, alarm.optional()) }),
});
