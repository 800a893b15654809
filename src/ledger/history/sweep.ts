import type { Pool } from 'pg';
import { DAY, type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { withLock } from '../../database/advisory-lock.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { type Cutoffs, cutoffsOf } from '../../policy/retention.ts';
import type { Rules } from '../../policy/rules.ts';
import { emptySeen } from '../mail/mails-to-read.ts';

/** What goes, in this order, by which key of the policy; remove_over (0006_history.sql) says when each may. */
const REMOVALS: readonly { readonly what: string; readonly by: keyof Cutoffs }[] = [
  { what: 'cases', by: 'letters' },
  { what: 'letters to people of the company', by: 'letters' },
  { what: 'reminders, emptied', by: 'letters' },
  { what: 'tasks about invoices', by: 'letters' },
  { what: 'holds that are over', by: 'letters' },
  { what: 'reports of rounds', by: 'rounds' },
  { what: 'entries of the history', by: 'history' },
];
/** When things without a stage_since of their own were first seen at a stage. */
const STAGES = 'stages seen';
/** Contacts and new days that people told us of. */
const SAID = 'what people said';
/** What customers decided with one tap. */
const TAPPED = 'answers with one tap';
const LATE = 'items that were late';
/** Whatever the policy keeps: who wrote a mail that a person has read, and about what. */
const READ = 'senders of mails that were read';
/** Of the console, whatever the policy keeps: the history goes on telling who signed in. */
const SESSIONS = 'sessions of the console';
const SESSION_DAYS = 30;

/** Who waited too long, whatever the policy keeps: as long as the page of a week leads to them. */
const LATE_DAYS = 26 * 7;

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
  return row && !row.recent ? instantOf(row.at.getTime()) : null;
}

async function sweepBefore(pool: Pool, cutoffs: Cutoffs, at: Instant, signal: AbortSignal): Promise<Swept> {
  const { rows } = await pool.query<{ id: string }>('insert into sweeps (at) values ($1) returning id', [
    isoInstant(at),
  ]);
  const swept: Record<string, number> = {};
  for (const removal of REMOVALS) {
    const cutoff = cutoffs[removal.by];
    if (cutoff === null) continue;
    const why = `older than retention.${removal.by}`;
    const count = await removeAll(
      pool,
      'remove_over($1, $2, $3)',
      [removal.what, isoInstant(cutoff)],
      why,
      signal,
    );
    if (count > 0) swept[removal.what] = count;
  }
  if (cutoffs.letters !== null) {
    const values = [isoInstant(cutoffs.letters)];
    const seen = await removeAll(
      pool,
      'remove_stages_seen($1, $2)',
      values,
      'older than retention.letters',
      signal,
    );
    if (seen > 0) swept[STAGES] = seen;
    const said = await removeAll(pool, 'remove_said($1, $2)', values, 'older than retention.letters', signal);
    if (said > 0) swept[SAID] = said;
    const tapped = await removeAll(
      pool,
      'remove_answers($1, $2)',
      values,
      'older than retention.letters',
      signal,
    );
    if (tapped > 0) swept[TAPPED] = tapped;
  }
  const longAgo = isoInstant(instantOf(at - LATE_DAYS * DAY));
  const late = await removeAll(pool, 'remove_late_items($1, $2)', [longAgo], 'long over', signal);
  if (late > 0) swept[LATE] = late;
  const read = await inTheNameOf(pool, { who: 'worker', why: 'read by a person' }, (client) =>
    emptySeen(client, instantOf(at - DAY)),
  );
  if (read > 0) swept[READ] = read;
  const over = isoInstant(instantOf(at - SESSION_DAYS * DAY));
  const sessions = await removeAll(pool, 'remove_sessions($1, $2)', [over], 'long over', signal);
  if (sessions > 0) swept[SESSIONS] = sessions;
  await pool.query('update sweeps set finished_at = now(), removed = $2 where id = $1', [
    rows[0]?.id,
    JSON.stringify(swept),
  ]);
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
