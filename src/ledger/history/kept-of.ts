import type { Pool, PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { hashOfForgotten } from '../../customer/forgotten.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { ledger, rowOf } from '../../database/query.ts';
import { type ReportedOf, reportedOf } from '../rounds/round-reports.ts';
import { FORGOTTEN_FROM } from './forget.ts';

/** A row as it stands in its table, with every column. */
export type KeptRow = Readonly<Record<string, unknown>>;

/** All rows of ours that are about one customer. */
export interface Kept {
  /** By table, each of those that `forget` empties. */
  readonly tables: Readonly<Record<string, readonly KeptRow[]>>;
  /** Entries of the history, the oldest first. */
  readonly history: readonly KeptRow[];
  /** What reports of rounds say of them. */
  readonly rounds: readonly ReportedOf[];
  /** When they were forgotten, of which a hash of their id is kept; null: never. */
  readonly forgottenAt: Date | null;
}

export interface DataRequest {
  readonly customerId: string;
  readonly by: string;
  readonly why: string;
  readonly at: Instant;
}

/** Reads all that our tables keep of a customer, as it is at one moment. */
export async function keptOf(pool: Pool, customerId: string): Promise<Kept> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const kept = await read(client, customerId);
    await client.query('commit');
    client.release();
    return kept;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function read(client: PoolClient, customerId: string): Promise<Kept> {
  const tables: Record<string, readonly KeptRow[]> = {};
  for (const table of FORGOTTEN_FROM) {
    const { rows } = await client.query<{ row: KeptRow }>(
      `select to_jsonb(t) as row from ${table} t where customer_id = $1 order by to_jsonb(t)::text collate "C"`,
      [customerId],
    );
    tables[table] = rows.map(({ row }) => row);
  }
  const history = await client.query<{ row: KeptRow }>(
    'select to_jsonb(h) as row from history h where customer_id = $1 order by id',
    [customerId],
  );
  const before = ledger.selectFrom('forgotten').select('at').where('hash', '=', hashOfForgotten(customerId));
  return {
    tables,
    history: history.rows.map(({ row }) => row),
    rounds: await reportedOf(client, customerId),
    forgottenAt: (await rowOf(client, before))?.at ?? null,
  };
}

/** Writes into the history that it was told, by whom and why, and how much of it there was. */
export const rememberTold = (
  pool: Pool,
  { customerId, by, why, at }: DataRequest,
  counts: Readonly<Record<string, number>>,
): Promise<unknown> =>
  inTheNameOf(pool, { who: by, why }, (client) =>
    client.query('select history_told($1, $2, $3, $4)', [
      customerId,
      isoInstant(at),
      why,
      JSON.stringify(counts),
    ]),
  );
