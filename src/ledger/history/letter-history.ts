import type { Pool } from 'pg';
import type { HistoryEntry } from './history.ts';

export type LetterEvent = Pick<HistoryEntry, 'at' | 'what' | 'from_state' | 'to_state' | 'who' | 'why'>;

/** More than a letter that was retried for days has. */
const MOST = 200;

/** What became of one letter, the oldest first. */
export async function letterHistory(
  pool: Pool,
  { id, customer_id }: { readonly id: string; readonly customer_id: string },
): Promise<readonly LetterEvent[]> {
  const { rows } = await pool.query<LetterEvent>(
    `select at, what, from_state, to_state, who, left(why, 2000) as why from history
     where customer_id = $1 and subject_kind = 'letter' and subject_id = $2 order by id limit ${MOST}`,
    [customer_id, id],
  );
  return rows;
}
