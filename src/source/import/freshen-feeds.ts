import pg from 'pg';
import { isoInstant } from '../../calendar/time.ts';
import type { Clock } from '../../clock.ts';
import type { FeedName } from '../../customer/ids.ts';
import type { Staged } from './staged.ts';

/** Tables whose import is itself the news: no export of them says how fresh it is. Invoices tell nothing of payments. */
const FEEDS: readonly FeedName[] = ['orders', 'service_jobs', 'payments'];

/**
 * Notes that the imported tables are fresh as of now, but for one whose file brought no sound row (a broken export looks so), unless the import brings a row of `feeds` for them, which rules.
 * @returns the feeds that were noted.
 */
export async function freshenFeeds(
  client: pg.PoolClient,
  staged: readonly Staged[],
  schema: string,
  clock: Clock,
): Promise<string[]> {
  const names = staged.map(({ file }) => file.table.name);
  const { rows: given } = names.includes('feeds')
    ? await client.query<{ name: string }>('select name from pg_temp.stage_feeds')
    : { rows: [] };
  const brought = staged.filter(({ rows, bad }) => rows > bad.rows).map(({ file }) => file.table.name);
  const fresh = FEEDS.filter((feed) => brought.includes(feed) && !given.some(({ name }) => name === feed));
  await client.query(
    `insert into ${pg.escapeIdentifier(schema)}.feeds (name, fresh_as_of) select unnest($1::text[]), $2
       on conflict (name) do update set fresh_as_of = excluded.fresh_as_of`,
    [fresh, isoInstant(clock.now())],
  );
  return fresh;
}
