import type { AlarmCode } from '../../alarms/alarm.ts';
import type { AlarmFacts } from '../facts/alarm-facts.ts';
import { cleanOr, LENGTHS } from '../language/clean.ts';
import type { Sentences } from '../language/sentences.ts';
import { type CommonWords, senderWords } from './common-words.ts';

/** What a letter about an alarm may say; null where something does not apply. */
export interface AlarmWords extends CommonWords {
  readonly what: string;
  /** What it means for customers; once it is over, what is so again. */
  readonly means: string;
  /** What to do, before the command; null once it is over. */
  readonly todo: string | null;
  readonly command: string | null;
  readonly since: string;
  readonly is_over: boolean;
}

type Spoken = NonNullable<Sentences['alarms']>;

/** The command that helps, or shows where to look. */
const COMMANDS: Readonly<Record<AlarmCode, (subject: string) => string>> = {
  guard_tripped: (subject) => `tidings release --guard ${subject} --by NAME`,
  breaker_open: () => 'tidings doctor',
  feed_stale: () => 'tidings doctor',
  rows_vanished: () => 'tidings doctor',
  template_fell_back: () => 'tidings templates check',
  uncertain_letters: () => 'tidings letters --status uncertain',
  money_undecided: () => 'tidings tasks',
  oldest_due_too_old: () => 'tidings doctor',
  round_failed: () => 'tidings doctor',
  round_not_run: () => 'tidings doctor',
  mailbox_unread: () => 'tidings doctor',
  source_locked: () => 'tidings alarms',
  source_failed: () => 'tidings alarms',
  promise_broken: () => 'tidings doctor',
  clock_off: () => 'timedatectl',
  refused_about_us: () => 'tidings inbox refused',
  suppressions_jump: (subject) => `tidings inbox lift --provider ${subject} --by NAME`,
  mails_waiting: () => 'tidings inbox unknown',
  held_by_address: () => 'tidings inbox unproven --lift --by NAME',
  disk_low: (subject) => `df -h ${subject}`,
};

/** Puts an alarm into words. Throws where the phrases are of a version that had no alarms, or not this one. */
export function alarmWords(facts: AlarmFacts, say: Sentences): AlarmWords {
  const { alarms } = say;
  if (!alarms) throw new Error('these phrases have no sentences about alarms');
  const subject = cleanOr(facts.subject, LENGTHS.thing, '…');
  const around = { ...senderWords(facts, say), alarm: subjectWords(facts, subject, alarms) };
  const context = {
    ...around,
    number: facts.number,
    as_of: facts.asOf?.day ?? null,
    as_of_time: facts.asOf?.time ?? null,
    day: facts.since.day,
    time: facts.since.time,
    end_day: facts.ended?.day ?? null,
    end_time: facts.ended?.time ?? null,
  };
  const sentences = sentencesOf(facts.code, alarms);
  const title = sentences.title(context);
  const over = facts.ended !== null;
  const { alarm: _alarm, ...sender } = around;
  return {
    letter: facts.letter,
    ...sender,
    greeting: alarms.greeting(context),
    subject: over ? alarms.subject_over({ ...context, title }) : title,
    what: over ? alarms.lasted({ ...context, title }) : whatHappened(facts, alarms, context),
    means: over ? sentences.over(context) : sentences.means(context),
    todo: over ? null : sentences.todo(context),
    command: over ? null : COMMANDS[facts.code](subject),
    since: alarms.since(context),
    is_over: over,
    others: [],
    uncounted: null,
    replies: alarms.footer(context),
    because: null,
    if_we_fail: null,
    signed: false,
  };
}

function sentencesOf(code: AlarmCode, { codes }: Spoken): NonNullable<Spoken['codes'][AlarmCode]> {
  const sentences = codes[code];
  if (!sentences) throw new Error(`these phrases have no sentences about the alarm ${code}`);
  return sentences;
}

/** A feed by its name in the language; anything else as it is called. */
function subjectWords({ code }: AlarmFacts, subject: string, { feeds }: Spoken): string {
  if (code !== 'feed_stale') return subject;
  const named = new Map(Object.entries(feeds)).get(subject);
  return named ? named({}) : subject;
}

/** Which guard it was says more than that it was one. */
function whatHappened({ code, reason }: AlarmFacts, alarms: Spoken, context: object): string {
  const general = sentencesOf(code, alarms).what(context);
  if (code !== 'guard_tripped' || reason === null) return general;
  const guards = new Map(Object.entries(alarms.guards));
  const said = reason.split(', ').flatMap((guard) => guards.get(guard)?.(context) ?? []);
  return [...new Set(said), general].join(' ');
}
