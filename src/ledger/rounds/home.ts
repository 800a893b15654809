import { stat } from 'node:fs/promises';
import type { Pool, PoolClient } from 'pg';
import { dateOf, type Instant } from '../../calendar/time.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { changedBy, ledger, rowOf } from '../../database/query.ts';
import type { Trip } from '../../guards/guards.ts';
import { type Home, trippedByMove } from '../../guards/moved.ts';
import { holdAllOfMoved } from '../letter-states/moved.ts';

/** One number for all workers on a database: two that start together find out one after the other. */
const HOME_LOCK = 8_026_006;

/**
 * Finds out whether the ledger still lives where it was last found. When it does not, all that waits to be sent is held for a person, and
 * what is written from now on is held by the same guard until they have decided: a restored ledger knows nothing of what went since. The
 * first look at a new one keeps where it is.
 * @param dataFolder of the embedded database; null: it is not ours
 * @returns the guard that was tripped just now, with the name to release it by; null: all is as it was
 * @throws the database's error
 */
export async function settleHome(
  pool: Pool,
  dataFolder: string | null,
  now: Instant,
): Promise<(Trip & { readonly id: string; readonly letters: number }) | null> {
  const folder = dataFolder === null ? null : await folderOf(dataFolder);
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [HOME_LOCK]);
    const here = { ...(await readHere(client)), folder };
    const known = await readKnown(client);
    const trip = trippedByMove(known, here);
    if (known === null || !isSame(known, here)) await keepHome(client, here, now);
    return trip && { ...trip, ...(await holdAllOfMoved(client, trip, now)) };
  });
}

/** The inode: a restart keeps it, and a folder that was copied or unpacked has another. */
const folderOf = (folder: string): Promise<string | null> =>
  stat(folder, { bigint: true }).then(
    ({ ino }) => String(ino),
    () => null,
  );

async function readHere(client: PoolClient): Promise<Omit<Home, 'folder'>> {
  const { rows } = await client.query<{ database: string; table: string }>(
    `select (select oid from pg_database where datname = current_database())::text as database,
            'home'::regclass::oid::text as table`,
  );
  const [row] = rows;
  if (!row) throw new Error('the database does not know itself');
  return {
    ...row,
    system: await ask(client, 'select system_identifier::text as said from pg_control_system()'),
    timeline: await ask(client, 'select left(pg_walfile_name(pg_current_wal_lsn()), 8) as said'),
  };
}

/** Null where our user may not ask, or the server has no such thing. */
async function ask(client: PoolClient, question: string): Promise<string | null> {
  await client.query('savepoint asking');
  try {
    const { rows } = await client.query<{ said: string | null }>(question);
    return rows[0]?.said ?? null;
  } catch {
    await client.query('rollback to savepoint asking');
    return null;
  }
}

function readKnown(client: PoolClient): Promise<Home | null> {
  const known = ledger
    .selectFrom('home')
    .select(['system_identifier as system', 'timeline', 'folder'])
    .select(['database_oid as database', 'table_oid as table']);
  return rowOf(client, known);
}

/** What is not known here keeps what was known: a user who may ask it compares it later. */
const keepHome = (client: PoolClient, { system, timeline, database, table, folder }: Home, now: Instant) =>
  changedBy(
    client,
    ledger
      .insertInto('home')
      .values({
        system_identifier: system,
        timeline,
        database_oid: database,
        table_oid: table,
        folder,
        since: dateOf(now),
      })
      .onConflict((conflict) =>
        conflict.column('one').doUpdateSet(({ fn, ref }) => ({
          system_identifier: fn.coalesce(ref('excluded.system_identifier'), ref('home.system_identifier')),
          timeline: fn.coalesce(ref('excluded.timeline'), ref('home.timeline')),
          folder: fn.coalesce(ref('excluded.folder'), ref('home.folder')),
          database_oid: database,
          table_oid: table,
          since: dateOf(now),
        })),
      ),
  );

const isSame = (known: Home, here: Home): boolean =>
  known.database === here.database &&
  known.table === here.table &&
  (['system', 'timeline', 'folder'] as const).every(
    (part) => here[part] === null || here[part] === known[part],
  );
