import type { Pool } from 'pg';
import type { Instant } from '../../calendar/time.ts';
import type { Rules } from '../../policy/rules.ts';
import { type Company, readCompany } from '../customers/company.ts';
import { readItemsOf } from '../customers/customer-items.ts';
import { idArrayOf } from '../rows/id-array.ts';
import { Snapshot } from '../rows/snapshot.ts';
import type { Assembled } from './assemble.ts';
import { completeFacts } from './complete.ts';

/**
 * All that concerns these customers now, for a last look or to explain, with what they owe and have paid. Customers
 * without open items and without any account are left out.
 */
export async function readTheseCustomers(
  pool: Pool,
  rules: Rules,
  now: Instant,
  ids: readonly string[],
): Promise<Assembled & { readonly company: Company }> {
  const snapshot = Snapshot.of(pool, rules.sourceSchema, async function* (source) {
    const company = await readCompany(source);
    const rows = await readItemsOf(source, idArrayOf(ids));
    yield { ...(await completeFacts(source, rows, ids, company, rules, now)), company };
  });
  let read: (Assembled & { readonly company: Company }) | null = null;
  for await (const all of snapshot) read = all;
  if (!read) throw new Error('the snapshot gave nothing');
  return read;
}
