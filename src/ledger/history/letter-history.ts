import { sql } from 'kysely';
import type { Pool } from 'pg';
import { ledger, rowsOf } from '../../database/query.ts';
import type { HistoryEntry } from './history.ts';

export type LetterMoment = Pick<HistoryEntry, 'at' | 'what' | 'from_state' | 'to_state' | 'who' | 'why'>;

/** More than a letter that was retried for days has. */
const MOST = 200;

/** What became of one letter, the oldest first. */
export function letterHistory(
  pool: Pool,
  { id, customer_id }: { readonly id: string; readonly customer_id: string },
): Promise<readonly LetterMoment[]> {
  const events = ledger
    .selectFrom('history')
    .select(['at', 'what', 'from_state', 'to_state', 'who', sql<string | null>`left(why, 2000)`.as('why')])
    .where('customer_id', '=', customer_id)
    .where('subject_kind', '=', 'letter')
    .where('subject_id', '=', id)
    .orderBy('id')
    .limit(MOST);
  return rowsOf(pool, events);
}
