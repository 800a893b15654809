import type { Pool, PoolClient } from 'pg';
import type { AlarmCode, Evidence, KeptAlarm, Standing } from '../../alarms/alarm.ts';
import { changesOf, type Seen } from '../../alarms/changes.ts';
import { type Telling, tellingsOf } from '../../alarms/telling.ts';
import { HOUR, type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { inTransaction } from '../../database/in-transaction.ts';

/** One number for all workers on this database: two of them watch at the same minute, and one after the other. */
const WATCH_LOCK = 8_026_004;

interface Row {
  readonly id: string;
  readonly code: AlarmCode;
  readonly subject: string;
  readonly holder: string;
  readonly why: string;
  readonly evidence: Evidence;
  readonly raised_at: Date;
  readonly seen_at: Date;
  readonly told_at: Date | null;
  readonly ended_at: Date | null;
  readonly ended_told_at: Date | null;
}

/** What a watch changed, and what is open after it. */
export interface Watched {
  readonly raised: readonly Standing[];
  readonly ended: readonly KeptAlarm[];
  readonly open: readonly KeptAlarm[];
}

/** Keeps what one worker saw: raises, ends, and remembers that it was seen. */
export const keepAlarms = (pool: Pool, seen: Seen, now: Instant): Promise<Watched> =>
  inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [WATCH_LOCK]);
    const changes = changesOf(await openAlarms(client), seen, now);
    for (const alarm of changes.raise) await raise(client, alarm, now);
    for (const { id, as } of changes.still)
      await client.query('update alarms set seen_at = $2, why = $3, evidence = $4 where id = $1', [
        id,
        isoInstant(now),
        as.why,
        JSON.stringify(as.evidence),
      ]);
    if (changes.end.length > 0)
      await client.query('update alarms set ended_at = $2 where id = any($1)', [
        changes.end.map(({ id }) => id),
        isoInstant(now),
      ]);
    return { raised: changes.raise, ended: changes.end, open: await openAlarms(client) };
  });

/**
 * Tells what is to be told now, and remembers that it was.
 * @param tell files the letters on this connection, so that they and the memory of them are one fact
 */
export const tellAlarms = (
  pool: Pool,
  now: Instant,
  tell: (client: PoolClient, tellings: readonly Telling[]) => Promise<void>,
): Promise<readonly Telling[]> =>
  inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [WATCH_LOCK]);
    const tellings = tellingsOf(await tellable(client, now), now);
    if (tellings.length === 0) return [];
    await tell(client, tellings);
    const told = (began: boolean) =>
      tellings.filter(({ ended }) => (ended === null) === began).map(({ alarm }) => alarm.id);
    await client.query('update alarms set told_at = $2 where id = any($1)', [told(true), isoInstant(now)]);
    await client.query('update alarms set ended_told_at = $2 where id = any($1)', [
      told(false),
      isoInstant(now),
    ]);
    return tellings;
  });

const raise = (client: PoolClient, alarm: Standing & { readonly since?: Instant }, now: Instant) =>
  client.query(
    `insert into alarms (code, subject, holder, why, evidence, raised_at, seen_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      alarm.code,
      alarm.subject,
      alarm.holder,
      alarm.why,
      JSON.stringify(alarm.evidence),
      isoInstant(alarm.since ?? now),
      isoInstant(now),
    ],
  );

/** The alarms that stand, the longest first. */
export async function openAlarms(connection: Pool | PoolClient): Promise<readonly KeptAlarm[]> {
  const { rows } = await connection.query<Row>(
    'select * from alarms where ended_at is null order by raised_at, id',
  );
  return rows.map(keptAlarm);
}

/** Alarms that stand or ended since then, the last raised first; at most so many. */
export async function recentAlarms(pool: Pool, since: Instant, most: number): Promise<readonly KeptAlarm[]> {
  const { rows } = await pool.query<Row>(
    'select * from alarms where ended_at is null or ended_at >= $1 order by raised_at desc, id desc limit $2',
    [isoInstant(since), most],
  );
  return rows.map(keptAlarm);
}

/** Those that stand, those that ended unsaid, and those whose end was told within the hour that keeps others quiet. */
async function tellable(client: PoolClient, now: Instant): Promise<readonly KeptAlarm[]> {
  const { rows } = await client.query<Row>(
    `select * from alarms where ended_at is null or (told_at is not null and ended_told_at is null)
       or (ended_at >= $1 and ended_told_at >= $1) order by raised_at, id`,
    [isoInstant(instantOf(now - HOUR))],
  );
  return rows.map(keptAlarm);
}

const moment = (date: Date): Instant => instantOf(date.getTime());
const maybe = (date: Date | null): Instant | null => (date === null ? null : moment(date));

const keptAlarm = (row: Row): KeptAlarm => ({
  id: row.id,
  code: row.code,
  subject: row.subject,
  holder: row.holder,
  why: row.why,
  evidence: row.evidence,
  raisedAt: moment(row.raised_at),
  seenAt: moment(row.seen_at),
  toldAt: maybe(row.told_at),
  endedAt: maybe(row.ended_at),
  endedToldAt: maybe(row.ended_told_at),
});
