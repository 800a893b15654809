import type { Pool, PoolClient, QueryArrayConfig } from 'pg';
import { type Day, dayOfDate, type Instant, instantOf } from '../calendar/time.ts';

/** A column as PostgreSQL writes it in text; parsed only where it is needed (measured: half the time of pg's own parsing). */
export type Raw = string | null;

const AS_TEXT: QueryArrayConfig['types'] = {
  getTypeParser: () => (value: string | Buffer) => value.toString(),
};

/** Where rows of raw text come from, column by position. */
export interface RowSource {
  rows(text: string, values?: readonly unknown[]): Promise<Raw[][]>;
}

async function rawRows(
  client: Pool | PoolClient,
  text: string,
  values: readonly unknown[],
): Promise<Raw[][]> {
  const result = await client.query<Raw[]>({ text, values: [...values], rowMode: 'array', types: AS_TEXT });
  return result.rows;
}

export const anyConnection = (pool: Pool): RowSource => ({
  rows: (text, values = []) => rawRows(pool, text, values),
});

/** One snapshot of a database: a read-only transaction on one connection, whose queries wait for their turn. */
export class Snapshot implements RowSource {
  readonly #client: PoolClient;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(client: PoolClient) {
    this.#client = client;
  }

  /** Runs `work` on one snapshot; when it fails, the connection is given up. */
  static async *of<Value>(
    pool: Pool,
    work: (snapshot: Snapshot) => AsyncGenerator<Value>,
  ): AsyncGenerator<Value> {
    const client = await pool.connect();
    let whole = false;
    try {
      await client.query('begin transaction isolation level repeatable read read only');
      const snapshot = new Snapshot(client);
      yield* work(snapshot);
      await snapshot.#turn;
      await client.query('commit');
      whole = true;
    } finally {
      client.release(!whole);
    }
  }

  rows(text: string, values: readonly unknown[] = []): Promise<Raw[][]> {
    const mine = this.#turn.then(() => rawRows(this.#client, text, values));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

/** `2026-11-26` as PostgreSQL writes dates (DateStyle ISO). Years beyond four digits, BC and infinity: null. */
export function rawDay(text: Raw): Day | null {
  if (text === null || text.length !== 10) return null;
  const day = dayOfDate(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  return Number.isNaN(day) ? null : day;
}

/**
 * `2026-11-26 09:00:00.123+00`, as PostgreSQL writes timestamptz in UTC (DateStyle ISO, TimeZone UTC).
 * Years beyond four digits, BC and infinity: null.
 */
export function rawInstant(text: Raw): Instant | null {
  if (text === null || text.length < 22 || !text.endsWith('+00') || text.charCodeAt(4) !== 45) return null;
  const day = dayOfDate(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  const seconds = digits(text, 11, 13) * 3600 + digits(text, 14, 16) * 60 + digits(text, 17, 19);
  const at = day * 86_400_000 + seconds * 1000 + milliseconds(text);
  return Number.isNaN(at) ? null : instantOf(at);
}

function milliseconds(text: string): number {
  if (text.charCodeAt(19) !== 46) return 0;
  const fraction = text.slice(20, text.length - 3);
  return digits(fraction.padEnd(3, '0'), 0, 3);
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
