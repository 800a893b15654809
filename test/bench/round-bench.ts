import { freshDatabases } from '../support/database.ts';
import { AT, type Measured, measureDryRound } from './dry-round.ts';
import { addClosedOrders, type BenchSize, fillWaiting } from './waiting-data.ts';

export interface RoundBench extends Measured {
  /** Seconds: the same round before the closed orders were there. */
  readonly withoutHistory: number;
}

/** The floor: the same open rows, all columns. */
const OPEN_ORDERS = ['select * from source.orders where closed_at is null'];

/** A dry round over a large company, beside COPYing the same open rows out. */
export async function benchRound(size: BenchSize): Promise<RoundBench> {
  const databases = await freshDatabases();
  try {
    const pool = databases.openSourceForImport();
    await fillWaiting(pool, { ...size, closedOrders: 0 }, AT);
    const before = await measureDryRound(databases, 'both', OPEN_ORDERS);
    await addClosedOrders(pool, size.customers, size.closedOrders, AT);
    await pool.query('vacuum analyze source.orders');
    await pool.end();
    const after = await measureDryRound(databases, 'both', OPEN_ORDERS);
    return { ...after, withoutHistory: before.round };
  } finally {
    await databases.close();
  }
}
