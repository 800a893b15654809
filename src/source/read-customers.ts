import type { Pool } from 'pg';
import type { Instant } from '../calendar/time.ts';
import type { ItemKind } from '../customer.ts';
import type { Rules } from '../policy/rules.ts';
import type { Assembled, Company } from './assemble.ts';
import { readCompany } from './company.ts';
import { completeFacts } from './complete.ts';
import { openItemsQuery } from './item-rows.ts';
import { type Raw, rawRows } from './raw.ts';

const KINDS: readonly ItemKind[] = ['order', 'service_job'];

/** All that concerns these customers now, for a last look or to explain. Customers without open business are left out. */
export async function readTheseCustomers(
  pool: Pool,
  rules: Rules,
  now: Instant,
  ids: readonly string[],
): Promise<Assembled & { readonly company: Company }> {
  const client = await pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const company = await readCompany(client, rules.sourceSchema);
    const rows = new Map<ItemKind, readonly Raw[][]>();
    for (const kind of KINDS) {
      const query = openItemsQuery(kind, rules.sourceSchema, 'customer_id = any($1)');
      rows.set(kind, await rawRows(client, query, [ids]));
    }
    const assembled = await completeFacts(client, rows, company, rules, now);
    await client.query('commit');
    client.release();
    return { ...assembled, company };
  } catch (error) {
    client.release(true);
    throw error;
  }
}
