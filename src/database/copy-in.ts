import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyColumn } from './postgres-text.ts';

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
  // Not by pipeline: when the connection is cut it would wait for ever for an answer to its own cancelling.
  await new Promise<void>((resolve, reject) => {
    copy.once('error', reject).once('finish', resolve);
    copy.end(Buffer.from(lines.join('')));
  });
}

const copied = (value: string | number | null): string =>
  value === null ? '\\N' : copyColumn(String(value));
