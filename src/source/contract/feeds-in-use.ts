import type { Pool } from 'pg';
import type { Feeds } from '../../customer/customer.ts';
import type { FeedName } from '../../customer/ids.ts';
import { readFeeds } from '../customers/company.ts';
import { anyConnection } from '../rows/snapshot.ts';

/** Feeds with their age, and those that this company has. */
export interface FeedsInUse {
  readonly fresh: Feeds;
  /** A feed that once said how fresh it is, or whose table holds something that letters would be about. */
  readonly inUse: readonly FeedName[];
}

const SOMETHING_OPEN: Readonly<Record<FeedName, (schema: string) => string>> = {
  orders: (schema) => `select 1 from ${schema}.orders where closed_at is null limit 1`,
  service_jobs: (schema) => `select 1 from ${schema}.service_jobs where closed_at is null limit 1`,
  payments: (schema) => `select 1 from ${schema}.invoices where open_amount > 0 limit 1`,
};

/** Reads them. Tables are looked into only for feeds that never spoke: a shop without a workshop has no stale jobs. */
export async function readFeedsInUse(pool: Pool, schema: string): Promise<FeedsInUse> {
  const fresh = await readFeeds(anyConnection(pool), schema);
  const inUse: FeedName[] = [];
  for (const name of ['orders', 'service_jobs', 'payments'] as const) {
    if (fresh.has(name) || (await pool.query(SOMETHING_OPEN[name](schema))).rowCount === 1) inUse.push(name);
  }
  return { fresh, inUse };
}
