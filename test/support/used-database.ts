import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/*
 * A database that a test has done with serves the next one when nothing of it is left: emptying takes milliseconds and
 * making a new one hundreds. Whatever changed its shape (a view, a right, a trigger, a truncated table) is noticed by the
 * rows of the catalogs, which PostgreSQL writes anew with every such change, and then the database is thrown away.
 */

/** Rows of the catalogs that say what there is and who may what, and rows that the migrations left. */
const SHAPE = `
  with ours as (select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')
  select count(*) || ' ' || sum(hashtextextended(line, 0)) as shape from (
    select 'n' || oid || ':' || xmin as line from pg_namespace where oid in (select oid from ours)
    union all select 'c' || oid || ':' || xmin from pg_class where relnamespace in (select oid from ours)
    union all select 'a' || attrelid || '.' || attnum || ':' || a.xmin from pg_attribute a
      join pg_class c on c.oid = attrelid where relnamespace in (select oid from ours)
    union all select 'd' || d.oid || ':' || d.xmin from pg_attrdef d
    union all select 'k' || oid || ':' || xmin from pg_constraint where connamespace in (select oid from ours)
    union all select 'f' || oid || ':' || xmin from pg_proc where pronamespace in (select oid from ours)
    -- By what it says: emptying a table that refuses it turns its triggers off and on again.
    union all select 't' || oid || ':' || tgrelid::text || tgenabled::text || tgname from pg_trigger
    union all select 'r' || oid || ':' || xmin from pg_rewrite where oid >= 16384
    union all select 'e' || oid || ':' || xmin from pg_event_trigger
    union all select 'x' || oid || ':' || xmin from pg_extension
    union all select 'p' || oid || ':' || xmin from pg_policy
    union all select 'y' || oid || ':' || xmin from pg_default_acl
    union all select 's' || setrole || ':' || array_to_string(setconfig, ',') from pg_db_role_setting
      where setdatabase = (select oid from pg_database where datname = current_database())
    -- ANALYZE leaves what plans depend on.
    union all select 'z' || starelid || '.' || staattnum from pg_statistic
      join pg_class on pg_class.oid = starelid where relnamespace in (select oid from ours)
    union all select 'm' || name from tidings.kysely_migration
  ) as shape(line)`;

/** Empties every table that has rows, but for what the migrator knows, and lets counters begin anew. */
const EMPTY = `
  do $$
  declare each record; stern record; has boolean;
  begin
    -- Neither keys nor triggers that refuse, not even those that stay awake in a replica: all of it goes.
    set local session_replication_role = replica;
    for each in select oid::regclass as of from pg_class
      where relkind = 'r' and relnamespace in ('tidings'::regnamespace, 'source'::regnamespace)
        and relname not like 'kysely%' and pg_relation_size(oid) > 0 loop
      execute format('select exists (select from %s)', each.of) into has;
      continue when not has;
      for stern in select tgname from pg_trigger where tgrelid = each.of and tgenabled = 'A' loop
        execute format('alter table %s disable trigger %I', each.of, stern.tgname);
      end loop;
      execute format('delete from %s', each.of);
      for stern in select tgname from pg_trigger where tgrelid = each.of and tgenabled = 'D' loop
        execute format('alter table %s enable always trigger %I', each.of, stern.tgname);
      end loop;
    end loop;
    for each in select schemaname, sequencename, start_value from pg_sequences
      where schemaname in ('tidings', 'source') and last_value is not null loop
      perform setval(format('%I.%I', each.schemaname, each.sequencename)::regclass, each.start_value, false);
    end loop;
  end $$`;

/** What there is in a database, apart from its rows. */
export async function shapeOf(connection: Pick<pg.Client, 'query'>): Promise<string> {
  const { rows } = await connection.query<{ shape: string }>(SHAPE);
  return rows[0]?.shape ?? '';
}

interface Pools {
  readonly ledgerPool: pg.Pool;
  readonly sourcePool: pg.Pool;
}

/** Empties a database that has this shape still, and ends all connections but those of these pools. @returns whether another test may have it */
export async function makeAsNew(url: string, pools: Pools, shape: string): Promise<boolean> {
  const ours = [pools.ledgerPool, pools.sourcePool];
  if (!ours.every(isAtRest)) return false;
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    const pids = (await Promise.all(ours.map(processesOf))).flat();
    await client.connect();
    if (!(await isAlone(client, pids)) || (await shapeOf(client)) !== shape) return false;
    await client.query(EMPTY);
    return ours.every(isAtRest);
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

/** A pool that nobody ended, and to which every connection was given back. */
const isAtRest = (pool: pg.Pool): boolean =>
  !pool.ending && pool.totalCount === pool.idleCount && pool.waitingCount === 0;

/** The server's processes behind a pool. */
async function processesOf(pool: pg.Pool): Promise<number[]> {
  const clients = await Promise.all(Array.from({ length: pool.idleCount }, () => pool.connect()));
  for (const client of clients) client.release();
  return clients.map((client) => (client as pg.PoolClient & { processID: number }).processID);
}

const LOOKS = 20;

/** Ends all other connections, and of those of pools what is within a transaction or keeps a lock. */
async function isAlone(client: pg.Client, pids: readonly number[]): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    const { rowCount } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity a
       where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
         and not (pid = any($1) and state = 'idle' and not exists (select from pg_locks l where l.pid = a.pid))`,
      [pids],
    );
    if (rowCount === 0) return true;
    await sleep(5);
  }
  return false;
}
