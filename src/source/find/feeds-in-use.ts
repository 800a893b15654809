import type { Pool } from 'pg';
import type { Feeds } from '../../customer/customer.ts';
import type { FeedName } from '../../customer/ids.ts';
import type { SourceTables } from '../contract/source-tables.ts';
import { readFeeds } from '../customers/company.ts';
import { anyConnection } from '../rows/snapshot.ts';

/** Feeds with their age, and those that this company has. */
export interface FeedsInUse {
  readonly fresh: Feeds;
  /** A feed that once said how fresh it is, or whose table holds something that letters would be about. */
  readonly inUse: readonly FeedName[];
}

const SOMETHING_OPEN: Readonly<Record<FeedName, (tables: SourceTables) => string>> = {
  orders: ({ orders }) => `select 1 from ${orders} orders where closed_at is null limit 1`,
  service_jobs: ({ service_jobs }) => `select 1 from ${service_jobs} jobs where closed_at is null limit 1`,
  payments: ({ invoices }) => `select 1 from ${invoices} invoices where open_amount > 0 limit 1`,
};

/** Reads them. Tables are looked into only for feeds that never spoke: a shop without a workshop has no stale jobs. */
export async function readFeedsInUse(pool: Pool, schema: string): Promise<FeedsInUse> {
  const source = await anyConnection(pool, schema);
  const fresh = await readFeeds(source);
  const inUse: FeedName[] = [];
  for (const name of ['orders', 'service_jobs', 'payments'] as const) {
    if (fresh.has(name) || (await source.rows(SOMETHING_OPEN[name](source.tables))).length === 1)
      inUse.push(name);
  }
  return { fresh, inUse };
}
