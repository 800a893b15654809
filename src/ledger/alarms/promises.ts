import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Pool } from 'pg';
import pg from 'pg';
import { type Duration, milliseconds } from '../../calendar/duration.ts';
import { DAY, dateOf, type Instant, instantOf } from '../../calendar/time.ts';
import { withLock } from '../../database/advisory-lock.ts';
import { changedBy, ledger, rowOf } from '../../database/query.ts';
import type { Rules } from '../../policy/rules.ts';
import { packageRoot } from '../../settings/package-root.ts';

/** A promise of docs/invariants.md, with the query that lists what breaks it. */
export interface Promised {
  readonly name: string;
  readonly query: string;
}

/** The page is the one home of these queries: people run them by hand, the worker once a day, the torture after every ordeal. */
export async function readPromises(): Promise<readonly Promised[]> {
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

/** A promise that this ledger breaks. */
export interface BrokenPromise {
  readonly name: string;
  /** How many rows its query gave. */
  readonly rows: number;
}

/** What the page shows for whoever runs a query by hand: the gap as shipped, and a zone. */
const POLICY_OF_THE_PAGE = "select 7 as gap, 'Europe/Warsaw' as zone";

/**
 * Looks whether every promise is kept, when nobody has done so for a day, and keeps what it found. Nothing else is changed.
 * @returns what is broken; null when it is not due, or another worker is at it
 */
export async function lookAtPromises(
  pool: Pool,
  { company, dunning }: Pick<Rules, 'company' | 'dunning'>,
  now: Instant,
): Promise<readonly BrokenPromise[] | null> {
  return withLock(pool, 'promises', false, async () => {
    const lately = ledger
      .selectFrom('promises')
      .select('checked_at')
      .where('checked_at', '>', dateOf(instantOf(now - DAY)))
      .where('checked_at', '<=', dateOf(now));
    if ((await rowOf(pool, lately)) !== null) return null;
    const ours = `select ${daysOf(dunning.minimumGap)} as gap, ${pg.escapeLiteral(company.timeZone)} as zone`;
    const broken: BrokenPromise[] = [];
    for (const { name, query } of await readPromises()) {
      const asked = query.replace(POLICY_OF_THE_PAGE, () => ours);
      const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from (${asked}) as broken`);
      const n = rows[0]?.n ?? 0;
      if (n > 0) broken.push({ name, rows: n });
    }
    const checked = { checked_at: dateOf(now), broken: JSON.stringify(broken) };
    await changedBy(
      pool,
      ledger
        .insertInto('promises')
        .values(checked)
        .onConflict((conflict) => conflict.column('one').doUpdateSet(checked)),
    );
    return broken;
  });
}

/** Days that a span lasts at least. */
function daysOf(span: Duration): number {
  const ms = milliseconds(span);
  if (ms !== null) return Math.floor(ms / DAY);
  return span.unit === 'months' ? 28 * span.amount : span.amount;
}

/** What the last look found broken. */
export async function brokenPromises(pool: Pool): Promise<readonly BrokenPromise[]> {
  const { rows } = await pool.query<BrokenPromise>(
    `select b ->> 'name' as name, (b ->> 'rows')::int as rows from promises, jsonb_array_elements(broken) as b`,
  );
  return rows;
}
