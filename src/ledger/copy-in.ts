import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A row by its columns; arrays of text by `textArray`, jsonb by `JSON.stringify`. */
export type CopiedRow = Readonly<Record<string, string | number | null>>;

/**
 * Adds rows through COPY, within the client's transaction: half the time of an insert from JSON, which PostgreSQL parses twice
 * (measured: 170 and 350 ms for 2,000 letters). All rows have the columns of the first.
 * @throws the database's error, as an insert would: a key that is there already is no exception
 */
export async function copyIn(client: PoolClient, table: string, rows: readonly CopiedRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const lines = rows.map((row) => `${columns.map((column) => copied(row[column] ?? null)).join('\t')}\n`);
  const copy = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  await pipeline(Readable.from([Buffer.from(lines.join(''))]), copy);
}

/** A `text[]` as PostgreSQL reads one. */
export const textArray = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copied(value: string | number | null): string {
  if (value === null) return '\\N';
  const text = String(value);
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (special) => ESCAPES[special] ?? special) : text;
}
