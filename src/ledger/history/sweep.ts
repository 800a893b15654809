import { sql } from 'kysely';
import type { Pool } from 'pg';
import { DAY, dateOf, type Instant, instantFrom, instantOf, isoInstant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { withLock } from '../../database/advisory-lock.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { changedBy, ledger, rowOf } from '../../database/query.ts';
import { type Cutoffs, cutoffsOf } from '../../policy/retention.ts';
import type { Rules } from '../../policy/rules.ts';
import { emptySeen } from '../mail/mails-to-read.ts';

interface Removal {
  readonly what: string;
  /** Older than this key of the policy keeps, or than so many days, whatever the policy keeps. */
  readonly by: keyof Cutoffs | number;
  /** The function of its own that removes it; none: remove_over (0006_history.sql) does, and says when it may. */
  readonly call?: string;
}

/** What goes, in this order. */
const REMOVALS: readonly Removal[] = [
  { what: 'cases', by: 'letters' },
  { what: 'letters to people of the company', by: 'letters' },
  { what: 'reminders, emptied', by: 'letters' },
  { what: 'tasks about invoices', by: 'letters' },
  { what: 'holds that are over', by: 'letters' },
  { what: 'reports of rounds', by: 'rounds' },
  { what: 'entries of the history', by: 'history' },
  // When things without a stage_since of their own were first seen at a stage.
  { what: 'stages seen', by: 'letters', call: 'remove_stages_seen' },
  // Contacts and new days that people told us of.
  { what: 'what people said', by: 'letters', call: 'remove_said' },
  { what: 'answers with one tap', by: 'letters', call: 'remove_answers' },
  // As long as the page of a week leads to them.
  { what: 'items that were late', by: 26 * 7, call: 'remove_late_items' },
  // The history goes on telling who signed in.
  { what: 'sessions of the console', by: 30, call: 'remove_sessions' },
];
/** Emptied, whatever the policy keeps: who wrote a mail that a person has read, and about what. */
const READ = 'senders of mails that were read';

/** How many of what a sweep removed; what it found nothing of is not named. */
export type Swept = Readonly<Record<string, number>>;

/** Rows at a time: each time is a transaction that delivery hardly notices. */
const BATCH = 500;
/** Times for each kind of thing: a first sweep over years of letters takes some days, and no round waits for it long. */
const MOST_BATCHES = 100;

/**
 * Removes what is over and older than the policy keeps, when nobody has done so for a day. By the earlier of two clocks, ours
 * and the database's: one that stands years ahead must not empty the ledger.
 * @param signal aborted: it ends after what is under way
 * @returns how many of what; null when it is not due, or another worker is at it
 */
export async function sweep(
  pool: Pool,
  rules: Pick<Rules, 'retention' | 'company'>,
  now: Instant,
  signal: AbortSignal,
): Promise<Swept | null> {
  return withLock(pool, 'sweep', false, async () => {
    const due = await dueAt(pool, now);
    if (due === null) return null;
    const cutoffs = cutoffsOf(rules.retention, zoneOf(rules.company.timeZone), due);
    return sweepBefore(pool, cutoffs, due, signal);
  });
}

/** The moment to count back from; null when a sweep began within a day. */
async function dueAt(pool: Pool, now: Instant): Promise<Instant | null> {
  const { rows } = await pool.query<{ at: Date; recent: boolean }>(
    `select least(now(), $1::timestamptz) as at,
       exists (select from sweeps where at > least(now(), $1) - interval '1 day' and at <= now()) as recent`,
    [isoInstant(now)],
  );
  const [row] = rows;
  return row && !row.recent ? instantFrom(row.at) : null;
}

async function sweepBefore(pool: Pool, cutoffs: Cutoffs, at: Instant, signal: AbortSignal): Promise<Swept> {
  const begun = await rowOf(
    pool,
    ledger
      .insertInto('sweeps')
      .values({ at: dateOf(at) })
      .returning('id'),
  );
  const swept: Record<string, number> = {};
  for (const { what, by, call } of REMOVALS) {
    const before = typeof by === 'number' ? instantOf(at - by * DAY) : cutoffs[by];
    if (before === null) continue;
    const why = typeof by === 'number' ? 'long over' : `older than retention.${by}`;
    const values = [isoInstant(before)];
    const count = call
      ? await removeAll(pool, `${call}($1, $2)`, values, why, signal)
      : await removeAll(pool, 'remove_over($1, $2, $3)', [what, ...values], why, signal);
    if (count > 0) swept[what] = count;
  }
  const read = await inTheNameOf(pool, { who: 'worker', why: 'read by a person' }, (client) =>
    emptySeen(client, instantOf(at - DAY)),
  );
  if (read > 0) swept[READ] = read;
  const ended = ledger
    .updateTable('sweeps')
    .set({ finished_at: sql<Date>`now()`, removed: JSON.stringify(swept) })
    .where('id', '=', begun?.id ?? null);
  await changedBy(pool, ended);
  return swept;
}

/** @param call the function that removes; its last argument is how many at most */
async function removeAll(
  pool: Pool,
  call: string,
  given: readonly string[],
  why: string,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < MOST_BATCHES && !signal.aborted; batch += 1) {
    const { rows } = await inTheNameOf(pool, { who: 'worker', why }, (client) =>
      client.query<{ removed: number }>(`select ${call} as removed`, [...given, BATCH]),
    );
    const last = rows[0]?.removed ?? 0;
    count += last;
    if (last < BATCH) break;
  }
  return count;
}
