import pg from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { FeedName } from '../../customer/ids.ts';
import type { Staged } from './staged.ts';
import { stageOf } from './staging.ts';

/** Tables whose import is itself the news: no export of them says how fresh it is. Invoices tell nothing of payments. */
const FEEDS: readonly FeedName[] = ['orders', 'service_jobs', 'payments'];

/**
 * Notes that the imported tables are fresh as of the moment that their files show, but for one whose file brought no sound row (a broken export looks so), unless the import brings a row of `feeds` for them, which rules.
 * @returns the feeds that were noted.
 */
export async function freshenFeeds(
  client: pg.PoolClient,
  staged: readonly Staged[],
  schema: string,
  asOf: ReadonlyMap<string, Instant>,
): Promise<string[]> {
  const names = staged.map(({ target }) => target.table.name);
  const { rows: given } = names.includes('feeds')
    ? await client.query<{ name: string }>(namesOfFeeds(staged))
    : { rows: [] };
  const brought = staged.filter(({ rows, bad }) => rows > bad.rows).map(({ target }) => target.table.name);
  const fresh = FEEDS.flatMap((name) => {
    const at = asOf.get(name);
    const told = !brought.includes(name) || given.some((feed) => feed.name === name);
    return at === undefined || told ? [] : [{ name, at: isoInstant(at) }];
  });
  await client.query(
    `insert into ${pg.escapeIdentifier(schema)}.feeds (name, fresh_as_of) select * from unnest($1::text[], $2::timestamptz[])
       on conflict (name) do update set fresh_as_of = excluded.fresh_as_of`,
    [fresh.map(({ name }) => name), fresh.map(({ at }) => at)],
  );
  return fresh.map(({ name }) => name);
}

const namesOfFeeds = (staged: readonly Staged[]): string =>
  staged
    .filter(({ target }) => target.table.name === 'feeds')
    .map((each) => `select name from ${stageOf(each)}`)
    .join(' union ');
