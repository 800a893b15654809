import { subtract } from '../calendar/duration.ts';
import type { Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { ItemKind } from '../customer.ts';
import type { Rules } from '../policy/rules.ts';
import { type Assembled, assembleFacts, type Company } from './assemble.ts';
import { readContacts } from './contacts.ts';
import { readCustomers } from './customers.ts';
import { AT } from './item-rows.ts';
import { readLines } from './lines.ts';
import type { Raw } from './raw.ts';
import type { RowSource } from './snapshot.ts';

/** Reads everything else that concerns the customers of these open items, and puts it together. */
export async function completeFacts(
  source: RowSource,
  rows: ReadonlyMap<ItemKind, readonly Raw[][]>,
  company: Company,
  rules: Rules,
  now: Instant,
): Promise<Assembled> {
  const schema = rules.sourceSchema;
  const ids = new Set<string>();
  for (const of of rows.values()) for (const row of of) ids.add(row[AT.customerId] ?? '');
  const orderIds = (rows.get('order') ?? []).map((row) => row[AT.id] ?? '');
  const zone = zoneOf(rules.company.timeZone);
  // An older contact cannot end a silence that is not abandoned already.
  const since = subtract(zone, now, rules.waiting.abandonedAfter);
  const [customers, lines, contacts] = await Promise.all([
    readCustomers(source, schema, [...ids]),
    readLines(source, schema, orderIds, now),
    readContacts(source, schema, [...ids], since, now),
  ]);
  return assembleFacts({ rows, customers, lines, contacts, company, now, zone });
}
