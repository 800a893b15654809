import { type Day, type Instant, instantOf, isoDay, isoInstant, later, MINUTE } from '../calendar/time.ts';
import type { Feeds } from '../customer/customer.ts';
import type { FeedName } from '../customer/ids.ts';
import { type HeldByAddress, heldByAddressJump } from '../guards/held-by-address.ts';
import { feedAgeFault, feedText } from '../policy/feed.ts';
import type { Rules } from '../policy/rules.ts';
import type { AlarmCode, AlarmEvidence, StandingAlarm } from './alarm.ts';
import { NO_EVIDENCE } from './alarm.ts';
import { roundIsOverdue } from './round-due.ts';

/** A guard that holds letters. */
export interface TrippedGuard {
  /** What `release --guard` is given. */
  readonly id: string;
  /** Which guards, as policy names them. */
  readonly guard: string;
  readonly letters: number;
}

/** A table of the source that nobody can read now, and the sessions that keep it; those whose names it does not show have none. */
export interface Locked {
  /** With its schema. */
  readonly table: string;
  readonly by: readonly {
    readonly pid: number;
    readonly application: string | null;
    readonly user: string | null;
    /** For how long its transaction has lasted by the database's clock, in milliseconds; null: we may not see it. */
    readonly ms: number | null;
  }[];
}

/** A watched source whose last files could not be imported. */
export interface FailedSource {
  readonly source: string;
  readonly since: Instant;
  /** The first of its faults, as sentences. */
  readonly faults: readonly string[];
  readonly count: number;
}

/** What the ledger and the machine show at one moment; null: it cannot be told now. */
export interface Signs {
  readonly guards: readonly TrippedGuard[];
  /** Letters of which nobody knows whether they went, and that only a person sends again. */
  readonly uncertain: number;
  /** Decisions, calls about invoices and answers whose day is over, and the oldest of these days. */
  readonly undecided: { readonly count: number; readonly since: Day | null };
  /** Since when the oldest letter that may go is due; null when none is. */
  readonly oldestDue: Instant | null;
  /** The clock of the last round that ended, or the moment at which the first one began; null: there was none. */
  readonly lastRound: Instant | null;
  /** When the last pause ended: what waited then was meant to wait. */
  readonly lastResume: Instant | null;
  readonly paused: boolean;
  /** Feeds that this company has, with their age. */
  readonly feeds: { readonly fresh: Feeds; readonly inUse: readonly FeedName[] } | null;
  readonly locked: readonly Locked[] | null;
  /** Watched sources whose last files could not be imported: since when, and the first faults. */
  readonly failedSources: readonly FailedSource[];
  /** Promises of docs/invariants.md that the last daily look found broken, each by how many rows. */
  readonly broken: readonly { readonly name: string; readonly rows: number }[];
  /** Tables of which far too much was gone in the last round. */
  readonly vanished: Readonly<
    Record<string, { readonly gone: number; readonly of: number; readonly emptied: boolean }>
  >;
  /** Providers that refused letters in the last days for what they say of us, and not of a mailbox. */
  readonly refusedAboutUs: readonly { readonly provider: string; readonly mails: number }[];
  /** Providers at which as many addresses were closed within a day as policy lets close by themselves. */
  readonly closedAtOnce: readonly { readonly provider: string; readonly addresses: number }[];
  /** Mails that hold reminders by an address alone. */
  readonly heldByAddress: HeldByAddress;
  /** Mails that nobody could match or judge, and that no person has read by the day on which they should. */
  readonly mailsWaiting: number;
  /** Of the disk of the embedded database, in bytes; null where there is none. */
  readonly disk: { readonly folder: string; readonly free: number } | null;
}

/** What stands, and of which codes that could be judged: what cannot be judged now never ends an alarm. */
export interface Conditions {
  readonly standing: readonly StandingAlarm[];
  readonly judged: ReadonlySet<AlarmCode>;
}

/** The conditions that every worker sees alike. What one worker alone sees comes as a signal. */
export function conditions(
  signs: Signs,
  rules: Pick<Rules, 'feeds' | 'alarms' | 'inbox'>,
  now: Instant,
): Conditions {
  const standing = [
    ...guardsTripped(signs),
    ...uncertainLetters(signs),
    ...moneyUndecided(signs),
    ...oldestDueTooOld(signs, rules, now),
    ...roundNotRun(signs, now),
    ...feedsStale(signs, rules, now),
    ...sourceLocked(signs, now),
    ...sourcesFailed(signs),
    ...promisesBroken(signs),
    ...rowsVanished(signs),
    ...aboutMail(signs, rules),
    ...diskLow(signs, rules),
  ];
  const judged = new Set<AlarmCode>([
    'guard_tripped',
    'uncertain_letters',
    'money_undecided',
    'oldest_due_too_old',
    'round_not_run',
    'promise_broken',
    'rows_vanished',
    'source_failed',
    'refused_about_us',
    'suppressions_jump',
    'mails_waiting',
    'held_by_address',
  ]);
  if (signs.feeds !== null) judged.add('feed_stale');
  if (signs.locked !== null) judged.add('source_locked');
  if (signs.disk !== null) judged.add('disk_low');
  return { standing, judged };
}

const stands = (
  code: AlarmCode,
  subject: string,
  why: string,
  evidence: Partial<AlarmEvidence> = {},
): StandingAlarm => ({
  code,
  subject,
  why,
  holder: '',
  evidence: { ...NO_EVIDENCE, ...evidence },
});

function aboutMail(
  { refusedAboutUs, closedAtOnce, mailsWaiting, heldByAddress }: Signs,
  { inbox }: Pick<Rules, 'inbox'>,
): StandingAlarm[] {
  const jump = heldByAddressJump(heldByAddress);
  return [
    ...refusedAboutUs.map(({ provider, mails }) =>
      stands('refused_about_us', provider, `${provider} refuses our letters for what we are: ${mails}`, {
        number: mails,
      }),
    ),
    ...closedAtOnce
      .filter(({ addresses }) => addresses >= inbox.closedPerDay)
      .map(({ provider, addresses }) =>
        stands('suppressions_jump', provider, `addresses of ${provider} closed within a day: ${addresses}`, {
          number: addresses,
        }),
      ),
    ...(mailsWaiting === 0
      ? []
      : [
          stands('mails_waiting', '', `mails that nobody could match wait for a person: ${mailsWaiting}`, {
            number: mailsWaiting,
          }),
        ]),
    ...(jump === null
      ? []
      : [
          stands(
            'held_by_address',
            '',
            `mails that prove nothing but name an address hold reminders of ${jump.customers} customers; ${jump.most} would be usual at most`,
            { number: jump.customers },
          ),
        ]),
  ];
}

const guardsTripped = ({ guards }: Signs): StandingAlarm[] =>
  guards.map(({ id, guard, letters }) =>
    stands('guard_tripped', id, `guard ${guard} holds letters: ${letters}`, {
      reason: guard,
      number: letters,
    }),
  );

const uncertainLetters = ({ uncertain }: Signs): StandingAlarm[] =>
  uncertain === 0
    ? []
    : [
        stands('uncertain_letters', '', `letters of which nobody knows whether they went: ${uncertain}`, {
          number: uncertain,
        }),
      ];

/** What waits for a person waits seen: disputes, formal letters, money to place, calls and replies, past their day. */
const moneyUndecided = ({ undecided: { count, since } }: Signs): StandingAlarm[] =>
  count === 0
    ? []
    : [
        stands(
          'money_undecided',
          '',
          `what keeps reminders back until a person did it is past its day: ${count}`,
          {
            number: count,
            asOf: since === null ? null : `${isoDay(since)}T00:00:00.000Z`,
          },
        ),
      ];

/** While a pause is open letters wait because a person said so. */
function oldestDueTooOld(
  { oldestDue, lastResume, paused }: Signs,
  { alarms }: Pick<Rules, 'alarms'>,
  now: Instant,
): StandingAlarm[] {
  if (paused || oldestDue === null) return [];
  const since = later(oldestDue, lastResume);
  if (now - since <= alarms.oldestDue) return [];
  const minutes = Math.round((now - since) / MINUTE);
  const why = `the oldest letter that may go has been due for ${minutes} minutes`;
  return [stands('oldest_due_too_old', '', why, { number: minutes, asOf: isoInstant(since) })];
}

function roundNotRun({ lastRound, lastResume, paused }: Signs, now: Instant): StandingAlarm[] {
  if (paused || lastRound === null || !roundIsOverdue(later(lastRound, lastResume), now)) return [];
  const asOf = isoInstant(lastRound);
  return [stands('round_not_run', '', `the last round was at ${asOf}`, { asOf })];
}

function feedsStale({ feeds }: Signs, rules: Pick<Rules, 'feeds'>, now: Instant): StandingAlarm[] {
  if (feeds === null) return [];
  return feeds.inUse.flatMap((name) => {
    const fault = feedAgeFault(name, feeds.fresh, rules, now);
    return fault === null ? [] : [stands('feed_stale', name, feedText(fault), { asOf: fault.fresh })];
  });
}

/** A round waits for a table no longer than this; an export that fills one anew may keep it for less. */
const LOCKED_FOR = MINUTE;

function sourceLocked({ locked }: Signs, now: Instant): StandingAlarm[] {
  return (locked ?? []).flatMap(({ table, by }) => {
    const [first] = by;
    const ms = first?.ms ?? null;
    if (ms !== null && ms < LOCKED_FOR) return [];
    const who =
      by.length === 0 ? 'nobody could see by whom' : by.map((each) => sayHolder(each, now)).join('; ');
    return [
      stands('source_locked', table, `${table} is locked, and nothing can be read of it: ${who}`, {
        number: first?.pid ?? null,
        asOf: ms === null ? null : isoInstant(instantOf(now - ms)),
      }),
    ];
  });
}

function sayHolder({ pid, application, user, ms }: Locked['by'][number], now: Instant): string {
  const called = application === null || application === '' ? 'without a name' : JSON.stringify(application);
  const since = ms === null ? '' : ` since ${isoInstant(instantOf(now - ms))}`;
  return `process ${pid} (${called}, user ${user ?? 'unknown'})${since}`;
}

const sourcesFailed = ({ failedSources }: Signs): StandingAlarm[] =>
  failedSources.map(({ source, since, faults, count }) => {
    const more = count > faults.length ? ` … and more, ${count} in all` : '';
    const why = `files of the source ${source} could not be imported: ${faults.join('; ')}${more}`;
    return stands('source_failed', source, why, { number: count, asOf: isoInstant(since) });
  });

const promisesBroken = ({ broken }: Signs): StandingAlarm[] =>
  broken.map(({ name, rows }) =>
    stands(
      'promise_broken',
      name,
      `this no longer holds: ${name}; rows of the ledger that break it: ${rows}`,
      {
        number: rows,
      },
    ),
  );
const rowsVanished = ({ vanished }: Signs): StandingAlarm[] =>
  Object.entries(vanished).map(([table, { gone, of, emptied }]) => {
    const why = emptied
      ? `nothing is open in ${table} any more, and nobody closed ${gone} that were`
      : `${gone} of ${of} of ${table} are neither open nor closed any more`;
    return stands('rows_vanished', table, why, { number: gone });
  });

const MEGABYTE = 1_000_000;

function diskLow({ disk }: Signs, { alarms }: Pick<Rules, 'alarms'>): StandingAlarm[] {
  if (disk === null || disk.free >= alarms.diskFree) return [];
  const number = Math.floor(disk.free / MEGABYTE);
  return [
    stands('disk_low', disk.folder, `${number} MB left on the disk of the embedded database`, { number }),
  ];
}
