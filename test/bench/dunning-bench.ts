import { freshDatabases } from '../support/database.ts';
import { AT, type Measured, measureDryRound } from './dry-round.ts';
import { type DunningSize, fillDunning } from './dunning-data.ts';

/** The floor: all invoices and payments, all columns. Every customer of the benchmark owes something. */
const EVERYTHING = ['select * from source.invoices', 'select * from source.payments'];

/** A dry round of dunning over customers with years of history, beside COPYing their invoices and payments out. */
export async function benchDunning(size: DunningSize): Promise<Measured> {
  const databases = await freshDatabases();
  try {
    const pool = databases.openSourceForImport();
    await fillDunning(pool, size, AT);
    await pool.end();
    return await measureDryRound(databases, 'dunning', EVERYTHING);
  } finally {
    await databases.close();
  }
}
