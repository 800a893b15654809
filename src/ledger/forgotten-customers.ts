import type { Pool } from 'pg';
import { instantOf } from '../calendar/time.ts';
import type { Forgotten } from '../forgotten.ts';

/** All customers who were forgotten: few, whatever the number of customers. */
export async function readForgotten(pool: Pool): Promise<Forgotten> {
  const { rows } = await pool.query<{ hash: string; at: Date }>('select hash, at from forgotten');
  return new Map(rows.map(({ hash, at }) => [hash, instantOf(at.getTime())]));
}
