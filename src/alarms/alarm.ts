import type { Instant } from '../calendar/time.ts';

/** What a person is told of. `docs` and other tools rely on these names. */
export const ALARM_CODES = [
  'guard_tripped',
  'breaker_open',
  'feed_stale',
  'rows_vanished',
  'template_fell_back',
  'uncertain_letters',
  'money_undecided',
  'oldest_due_too_old',
  'round_failed',
  'round_not_run',
  'source_locked',
  'source_failed',
  'promise_broken',
  'disk_low',
  'mailbox_unread',
  'clock_off',
  'refused_about_us',
  'suppressions_jump',
  'mails_waiting',
  'held_by_address',
] as const;
export type AlarmCode = (typeof ALARM_CODES)[number];

/** What the letter about an alarm says besides its sentences; JSON. Null where it does not apply or is not known. */
export interface AlarmEvidence {
  /** A code within the code: which guard it was. */
  readonly reason: string | null;
  /** How many: letters, megabytes; of a locked table the process that keeps it. */
  readonly number: number | null;
  /** The moment that matters: when the feed was fresh, when the last round was. ISO 8601. */
  readonly asOf: string | null;
}

export const NO_EVIDENCE: AlarmEvidence = { reason: null, number: null, asOf: null };

/** Something that stands now and that a person should know of. */
export interface StandingAlarm {
  readonly code: AlarmCode;
  /** The feed, the mail server, the guard; empty where there is only one. No customer's name or address. */
  readonly subject: string;
  /** For the admin at a terminal, in English. */
  readonly why: string;
  readonly evidence: AlarmEvidence;
  /** The worker that alone can see it; empty: every worker sees it. */
  readonly holder: string;
}

/** An alarm as the ledger keeps it. */
export interface KeptAlarm extends StandingAlarm {
  readonly id: string;
  readonly raisedAt: Instant;
  /** When it was last seen to stand. */
  readonly seenAt: Instant;
  readonly toldAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endedToldAt: Instant | null;
}

/** Alarms of one condition, whichever worker sees it: people are told of it once. */
export const conditionOf = ({ code, subject }: Pick<StandingAlarm, 'code' | 'subject'>): string =>
  JSON.stringify([code, subject]);

/** The same alarm: it is open once. */
export const alarmKey = ({
  code,
  subject,
  holder,
}: Pick<StandingAlarm, 'code' | 'subject' | 'holder'>): string => JSON.stringify([code, subject, holder]);
