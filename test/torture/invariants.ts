import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { packageRoot } from '../../src/settings/package-root.ts';
import { type Figure, zero } from './ordeal.ts';

/** A promise of docs/invariants.md, with the query that lists what breaks it. */
export interface Invariant {
  readonly name: string;
  readonly query: string;
}

export async function readInvariants(): Promise<readonly Invariant[]> {
  const page = await readFile(path.join(packageRoot, 'docs/invariants.md'), 'utf8');
  const found = page
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      name: section.slice(0, section.indexOf('\n')),
      query: /```sql\n([\s\S]*?)```/.exec(section)?.[1] ?? '',
    }));
  const empty = found.filter(({ query }) => query === '').map(({ name }) => name);
  if (found.length === 0 || empty.length > 0)
    throw new Error(`docs/invariants.md has no query under: ${empty.join('; ') || 'any heading'}`);
  return found;
}

/** The promises that this ledger breaks, each with its first rows. */
export async function brokenInvariants(pool: pg.Pool): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { name, query } of await readInvariants()) {
    const { rows } = await pool.query<Record<string, unknown>>(query);
    if (rows.length > 0) broken.push(`${name}: ${rows.length} rows, ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return broken;
}

/** The figure of all of them; says aloud which are broken. */
export async function invariants(pool: pg.Pool, say: (text: string) => void): Promise<Figure> {
  const broken = await brokenInvariants(pool);
  for (const each of broken) say(`BROKEN: ${each}`);
  return zero(`SQL invariants broken, of ${(await readInvariants()).length}`, broken.length);
}
