import type pg from 'pg';
import { readPromises } from '../../src/ledger/alarms/promises.ts';
import { type Figure, zero } from './ordeal.ts';

/** The promises that this ledger breaks, each with its first rows. */
export async function brokenInvariants(pool: pg.Pool): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { name, query } of await readPromises()) {
    const { rows } = await pool.query<Record<string, unknown>>(query);
    if (rows.length > 0) broken.push(`${name}: ${rows.length} rows, ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return broken;
}

/** The figure of all of them; says aloud which are broken. */
export async function invariants(pool: pg.Pool, say: (text: string) => void): Promise<Figure> {
  const broken = await brokenInvariants(pool);
  for (const each of broken) say(`BROKEN: ${each}`);
  return zero(`SQL invariants broken, of ${(await readPromises()).length}`, broken.length);
}
