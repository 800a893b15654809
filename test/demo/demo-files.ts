import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { packageRoot } from '../../src/settings/package-root.ts';

/** The rows of one of the demo's files, as they are written: with days that count from today. */
export const demoFile = (folder: string, table: string): readonly Readonly<Record<string, string>>[] =>
  parse(readFileSync(path.join(packageRoot, 'db/demo', folder, `${table}.csv`)), { columns: true });

/** Customers to whom a letter went on the last working day. */
export const toldBefore: readonly string[] = demoFile('day-before', 'orders').map((row) =>
  String(row.customer_id),
);
