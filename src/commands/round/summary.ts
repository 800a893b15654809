import { refKey } from '../../customer/ids.ts';
import { clean, cleanOr } from '../../letters/language/clean.ts';
import type { LetterEntry, RoundReport } from '../../round/round-report.ts';
import type { Names } from '../../source/find/names.ts';
import { FINDING_KINDS, type FindingKind } from '../../waiting/finding.ts';
import { column, inThreeColumns, oneLine, plural } from '../terminal/columns.ts';
import { digestOf, type HoldGroup, type TaskGroup } from './digest.ts';
import { money } from './money-summary.ts';
import { sinceUpgrade } from './upgrade-summary.ts';
import { nameOf, who } from './who.ts';

/** What a summary needs besides the report. */
export interface SummaryContext {
  readonly company: string;
  /** Names of those whom `namesWanted` lists; an id stands for a name that is missing. */
  readonly names: Names;
  /** The folder in which the letters lie as files; null: they are queued for the mail server. */
  readonly outbox: string | null;
}

const MOST_GROUPS = 4;

/** What was found, one and many: three stand side by side. */
const FOUND: Readonly<Record<FindingKind, readonly [one: string, many: string]>> = {
  promise_missed: ['promise missed', 'promises missed'],
  promise_at_risk: ['promise at risk', 'promises at risk'],
  needed_by_at_risk: ['day of need at risk', 'days of need at risk'],
  promise_moved: ['promised day moved', 'promised days moved'],
  stage_overrun: ['stage over its time', 'stages over their time'],
  long_silence: ['long silence', 'long silences'],
  word_due: ['word of ours due', 'words of ours due'],
  waiting_for_customer: ['waiting for the customer', 'waiting for the customer'],
  moving_again: ['moving again', 'moving again'],
  shipment_left: ['on its way after a delay', 'on their way after a delay'],
  credit_hold: ['on hold by our credit limit', 'on hold by our credit limit'],
  ready: ['ready after a letter of ours', 'ready after letters of ours'],
  done: ['done after a letter of ours', 'done after letters of ours'],
  shipped: ['shipped after a letter', 'shipped after letters'],
  cancelled: ['cancelled after a letter', 'cancelled after letters'],
  half_time: ['long wait at its half', 'long waits at their half'],
  promise_withdrawn: ['promised day taken back', 'promised days taken back'],
  promise_given: ['day where there was none', 'days where there were none'],
  reopened: ['open again after a letter', 'open again after letters'],
  asked_for: ['letter that a person asked for', 'letters that people asked for'],
  needed_before_promise: ['needed before it is promised', 'needed before promised'],
};

/** Why letters wait, by the code of the hold; a code that is missing is told by its own reason. */
const HELD: Readonly<Record<string, string>> = {
  not_seen: 'not seen in your tables any more, for its owner to look',
  shared_address: "the address is nobody's, for a person to find the right one",
  abandoned: 'abandoned, for its owner to close or take up',
  backlog: 'stalled before go-live, for a person to release',
  wants_less: 'they asked to be written to less',
  person_spoke: 'a person was in touch with them lately',
  reply_owed: 'they wrote, and a person owes them a reply',
  after_upgrade: 'on course, told on one of the days after the upgrade',
  letter_held: 'a letter about it is held for a person',
  already_written_today: 'they have a letter from today',
  outside_hours: 'outside sending hours on their clock',
  awaits_release: 'a formal reminder, for a person to release',
};

const TASKS: Readonly<Record<string, string>> = {
  'call-customer': 'call',
  'answer-customer': 'answer',
  'review-credit-limit': 'review the credit limit of',
  escalation: 'look into the case of',
  'decide-money': 'decide about the money of',
  'find-out': 'find out for',
  'read-mail': 'read a mail',
  'watch-contacts': 'watch the next contact with',
};

/**
 * What one round did, for a person at a terminal: some 40 lines of at most 100 columns. Strings of the company's
 * tables are cleaned of control characters and cut.
 */
export function summary(report: RoundReport, context: SummaryContext): string {
  if (report.paused !== null) return oneLine(`Nothing was done: everything is ${report.paused}.`);
  const digest = digestOf(report);
  const sections = [
    waiting(report, context.company),
    sinceUpgrade(report, context.names),
    written(report, digest, context.names),
    money(report, digest.keptBack, context.names),
    held(report, digest.holds, context.names),
    handedOver(report, digest.tasks, context.names),
    setAside(report, digest.setAside),
  ];
  // The folder's path stays whole, however long it is.
  const whole = [...sections.map((lines) => lines.map(oneLine)), next(report, context, digest.letters)];
  return whole
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function waiting({ looked, found, dry_run }: RoundReport, company: string): string[] {
  const { customers, orders, service_jobs } = looked;
  const looks = `${plural(orders, 'open order')} and ${plural(service_jobs, 'service job')} of ${plural(customers, 'customer')}`;
  const heading = `${dry_run ? 'A dry run for ' : ''}${company}: ${looks}.`;
  const kinds = FINDING_KINDS.filter((kind) => (found[kind] ?? 0) > 0);
  if (kinds.length === 0) return [heading, 'Nobody waits longer than they should.'];
  const told = kinds.map((kind) => {
    const count = found[kind] ?? 0;
    return `${String(count).padStart(4)} ${FOUND[kind][count === 1 ? 0 : 1]}`;
  });
  return [`${heading} Who waits:`, ...inThreeColumns(told)];
}

function written(report: RoundReport, digest: ReturnType<typeof digestOf>, names: Names): string[] {
  const { letters, nothing_new: told } = report;
  const before = told === 0 ? '' : ` ${plural(told, 'item')} told already: no second letter about the same.`;
  const guarded = heldByGuard(report);
  if (letters.length === 0) return [...guarded, `No letters were written.${before}`];
  const languages = [...digest.languages].map(([language, count]) => `${count} ${language}`).join(', ');
  const rest = report.written - digest.letters.length;
  return [
    ...guarded,
    `${report.dry_run ? 'To be written' : 'Written'}: ${plural(report.written, 'letter')} (${languages}).${before}`,
    ...digest.letters.map((letter) => letterLine(letter, names)),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

function heldByGuard({ guard, guard_id, holds, truncated }: RoundReport): string[] {
  if (guard === null) return [];
  const count = holds.filter(({ code }) => code === 'guard').length;
  const least = truncated.includes('holds') || truncated.includes('letters') ? 'at least ' : '';
  return [`Held by a guard: ${least}${plural(count, 'letter')}.`, `  ${guard}`, ...howToRelease(guard_id)];
}

const howToRelease = (guardId: string | null): string[] =>
  guardId === null
    ? []
    : [`  look at some with \`tidings letters\`, then \`tidings release --guard ${guardId} --by NAME\``];

function letterLine({ customer_id, kind, language, about }: LetterEntry, names: Names): string {
  const customer = nameOf(names.customers, customer_id, 28);
  const items = about.map((ref) => {
    const item = names.items.get(refKey(ref));
    const number = cleanOr(item?.number ?? null, 30, cleanOr(ref.id, 30, '?'));
    const summary = about.length > 1 ? null : clean(item?.summary ?? null, 60);
    return summary === null ? number : `${number} ${summary}`;
  });
  return `  ${column(customer, 28)}  ${column(kind.replaceAll('-', ' '), 17)}  ${column(language, 2)}  ${items.join(', ')}`;
}

function held(report: RoundReport, groups: readonly HoldGroup[], names: Names): string[] {
  // What a guard holds is told where the letters are.
  const told = groups.filter(({ code }) => code !== 'guard');
  if (told.length === 0) return [];
  const total = told.reduce((sum, { count }) => sum + count, 0);
  return [
    `Held: ${plural(total, 'item')}, looked at again in every round.`,
    ...told
      .slice(0, MOST_GROUPS)
      .map(
        (group) =>
          `${String(group.count).padStart(4)} ${HELD[group.code] ?? group.reason}: ${who(group, names)}`,
      ),
    ...moreGroups(told.length, 'reason'),
    ...(report.truncated.includes('holds') ? ['     (counted are those that the report lists)'] : []),
  ];
}

function handedOver({ counts }: RoundReport, groups: readonly TaskGroup[], names: Names): string[] {
  if (groups.length === 0) return [];
  return [
    `Given to people: ${plural(counts.tasks, 'task')}.`,
    ...groups.slice(0, MOST_GROUPS).map((group) => {
      const person =
        group.person === null ? 'nobody is named for it' : nameOf(names.people, group.person, 24);
      return `  ${column(person, 22)}  ${TASKS[group.kind] ?? group.kind} ${who(group, names)}`;
    }),
    ...moreGroups(groups.length, 'task list'),
  ];
}

/** The first few, cut to what a line holds. */
function named(codes: readonly string[]): string {
  const few = codes.slice(0, 4).map((code) => `"${cleanOr(code, 30, '')}"`);
  return `${few.join(', ')}${codes.length > few.length ? `, and ${codes.length - few.length} more` : ''}`;
}

function setAside(
  { counts, unmapped_stages, unsaid_reasons }: RoundReport,
  lines: readonly string[],
): string[] {
  const rows = counts.quarantined > 0 ? plural(counts.quarantined, 'row') : null;
  const fields = counts.doubtful > 0 ? plural(counts.doubtful, 'doubtful field') : null;
  const what = [rows, fields].filter((part) => part !== null).join(' and ');
  const rest = counts.quarantined + counts.doubtful - lines.length;
  const stages = unmapped_stages.slice(0, 4).map((stage) => `"${cleanOr(stage, 30, '')}"`);
  const others = unmapped_stages.length - stages.length;
  return [
    ...(what === '' ? [] : [`Set aside: ${what}; the round went on without them.`]),
    ...lines.map((line) => `  ${line}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    ...(stages.length === 0
      ? []
      : [
          `Not in policy.yaml, taken as in_progress: ${stages.join(', ')}${others > 0 ? `, and ${others} more` : ''}`,
        ]),
    ...(unsaid_reasons.length === 0
      ? []
      : [
          `Reasons without a sentence in emails/, so letters say nothing about why: ${named(unsaid_reasons)}`,
        ]),
  ];
}

function next(report: RoundReport, { outbox }: SummaryContext, [letter]: readonly LetterEntry[]): string[] {
  if (report.dry_run) return ['Nothing was written. Without --dry-run it is.'];
  if (!letter) return [];
  const customer = /^[\w.-]{1,40}$/.test(letter.customer_id) ? letter.customer_id : 'CUSTOMER';
  return [
    outbox === null
      ? 'The letters are queued; "npx tidings deliver" or a running worker sends them.'
      : `Letters as .eml files, nothing left this machine: ${outbox}`,
    `Next:  ${column('npx tidings letters', 34)}  every letter, and what became of it`,
    `       ${column(`npx tidings show ${letter.id}`, 34)}  one of them, as the customer reads it`,
    `       ${column(`npx tidings explain ${customer}`, 34)}  why it was written`,
  ];
}

const moreGroups = (count: number, noun: string): string[] =>
  count > MOST_GROUPS ? [`  and ${plural(count - MOST_GROUPS, `${noun} more`, `${noun}s more`)}`] : [];
