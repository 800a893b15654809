import type { Compilable, Selectable, Updateable } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { AlarmCode, AlarmEvidence, KeptAlarm, StandingAlarm } from '../../alarms/alarm.ts';
import { changesOf, type Seen } from '../../alarms/changes.ts';
import { type AlarmTelling, tellingsOf } from '../../alarms/telling.ts';
import { dateOf, HOUR, type Instant, instantFrom, instantOf } from '../../calendar/time.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import type { Ledger } from '../../database/ledger-tables.ts';
import { type Connection, changedBy, ledger, rowsOf } from '../../database/query.ts';

/** One number for all workers on this database: two of them watch at the same minute, and one after the other. */
const WATCH_LOCK = 8_026_004;

/** What a watch changed, and what is open after it. */
export interface Watched {
  readonly raised: readonly StandingAlarm[];
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
      await changedBy(
        client,
        ledger
          .updateTable('alarms')
          .set({ seen_at: dateOf(now), why: as.why, evidence: JSON.stringify(as.evidence) })
          .where('id', '=', id),
      );
    await mark(
      client,
      changes.end.map(({ id }) => id),
      { ended_at: dateOf(now) },
    );
    return { raised: changes.raise, ended: changes.end, open: await openAlarms(client) };
  });

/**
 * Tells what is to be told now, and remembers that it was.
 * @param tell files the letters on this connection, so that they and the memory of them are one fact
 */
export const tellAlarms = (
  pool: Pool,
  now: Instant,
  tell: (client: PoolClient, tellings: readonly AlarmTelling[]) => Promise<void>,
): Promise<readonly AlarmTelling[]> =>
  inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [WATCH_LOCK]);
    const tellings = tellingsOf(await tellable(client, now), now);
    if (tellings.length === 0) return [];
    await tell(client, tellings);
    const told = (began: boolean) =>
      tellings.filter(({ ended }) => (ended === null) === began).map(({ alarm }) => alarm.id);
    await mark(client, told(true), { told_at: dateOf(now) });
    await mark(client, told(false), { ended_told_at: dateOf(now) });
    return tellings;
  });

async function mark(
  client: PoolClient,
  ids: readonly string[],
  moment: Updateable<Ledger['alarms']>,
): Promise<void> {
  if (ids.length > 0)
    await changedBy(client, ledger.updateTable('alarms').set(moment).where('id', 'in', ids));
}

const raise = (client: PoolClient, alarm: StandingAlarm & { readonly since?: Instant }, now: Instant) =>
  changedBy(
    client,
    ledger.insertInto('alarms').values({
      code: alarm.code,
      subject: alarm.subject,
      holder: alarm.holder,
      why: alarm.why,
      evidence: JSON.stringify(alarm.evidence),
      raised_at: dateOf(alarm.since ?? now),
      seen_at: dateOf(now),
    }),
  );

/** The alarms that stand, the longest first. */
export const openAlarms = (connection: Connection): Promise<readonly KeptAlarm[]> =>
  alarmsOf(connection, alarms.where('ended_at', 'is', null).orderBy('raised_at').orderBy('id'));

/** Alarms that stand or ended since then, the last raised first; at most so many. */
export const recentAlarms = (pool: Pool, since: Instant, most: number): Promise<readonly KeptAlarm[]> =>
  alarmsOf(
    pool,
    alarms
      .where(({ eb, or }) => or([eb('ended_at', 'is', null), eb('ended_at', '>=', dateOf(since))]))
      .orderBy('raised_at', 'desc')
      .orderBy('id', 'desc')
      .limit(most),
  );

/** Those that stand, those that ended unsaid, and those whose end was told within the hour that keeps others quiet. */
function tellable(client: PoolClient, now: Instant): Promise<readonly KeptAlarm[]> {
  const hourAgo = dateOf(instantOf(now - HOUR));
  return alarmsOf(
    client,
    alarms
      .where(({ eb, or, and }) =>
        or([
          eb('ended_at', 'is', null),
          and([eb('told_at', 'is not', null), eb('ended_told_at', 'is', null)]),
          and([eb('ended_at', '>=', hourAgo), eb('ended_told_at', '>=', hourAgo)]),
        ]),
      )
      .orderBy('raised_at')
      .orderBy('id'),
  );
}

/** Only we write them: code and evidence are as we wrote them. */
const alarms = ledger
  .selectFrom('alarms')
  .selectAll()
  .$narrowType<{ code: AlarmCode; evidence: AlarmEvidence }>();

type Row = Selectable<Ledger['alarms']> & { readonly code: AlarmCode; readonly evidence: AlarmEvidence };

const alarmsOf = async (connection: Connection, query: Compilable<Row>): Promise<readonly KeptAlarm[]> =>
  (await rowsOf(connection, query)).map(keptAlarm);

const keptAlarm = (row: Row): KeptAlarm => ({
  id: row.id,
  code: row.code,
  subject: row.subject,
  holder: row.holder,
  why: row.why,
  evidence: row.evidence,
  raisedAt: instantFrom(row.raised_at),
  seenAt: instantFrom(row.seen_at),
  toldAt: instantFrom(row.told_at),
  endedAt: instantFrom(row.ended_at),
  endedToldAt: instantFrom(row.ended_told_at),
});
