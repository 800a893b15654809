import { subtract } from '../../calendar/duration.ts';
import type { Instant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { Rules } from '../../policy/rules.ts';
import { stageNamed } from '../../policy/stage.ts';
import type { Company } from '../customers/company.ts';
import { readContacts } from '../customers/contacts.ts';
import type { ItemRows } from '../customers/customer-items.ts';
import { readCustomers } from '../customers/customers.ts';
import { AT } from '../customers/item-rows.ts';
import type { OrderLines } from '../customers/lines.ts';
import { orderedOf, readParts } from '../customers/order-parts.ts';
import { readTheirDays } from '../customers/their-days.ts';
import { readAccounts } from '../money/accounts.ts';
import { idArrayOf } from '../rows/id-array.ts';
import type { Raw } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { type Assembled, assembleFacts } from './assemble.ts';
import type { StageMemory } from './stage-memory.ts';

/** What is known before a customer is looked at. */
interface Completing {
  readonly company: Company;
  readonly rules: Rules;
  readonly now: Instant;
  /** Since when things stand where their rows do not say. */
  readonly stages: StageMemory;
}

/**
 * Reads everything else that concerns the customers of these open items, and puts it together.
 * @param owing customers whose account is wanted, with open items or without; who waits for credit is one of them anyway
 */
export async function completeFacts(
  source: RowSource,
  rows: ItemRows,
  owing: readonly string[],
  { company, rules, now, stages }: Completing,
): Promise<Assembled> {
  const ids = new Set<string>(owing);
  for (const of of rows.values()) for (const row of of) ids.add(row[AT.customerId] ?? '');
  const zone = zoneOf(rules.company.timeZone);
  // An older contact cannot end a silence that is not abandoned already.
  const since = subtract(zone, now, rules.waiting.abandonedAfter);
  const all = idArrayOf(ids);
  await stages.fillItems(rows);
  const parts = await readParts(source, orderedOf(rows.get('order') ?? []), now, zone);
  const lines = await stages.fillLines(parts.lines);
  const wanted = new Set([...owing, ...waitingForCredit(rows, lines, rules)]);
  const [customers, contacts, accounts, theirDays] = await Promise.all([
    readCustomers(source, all),
    readContacts(source, all, since, now),
    readAccounts(source, [...wanted], rules, now),
    readTheirDays(source, rows, rules, now),
  ]);
  return assembleFacts({
    ...{ rows, customers, lines, shipments: parts.shipments },
    ...{ theirDays, contacts, accounts, company, now, zone },
  });
}

/** The customers with an item, or a line of one, that stands still for the company's own credit decision. */
function waitingForCredit(rows: ItemRows, lines: OrderLines, rules: Rules): readonly string[] {
  const forCredit = (stage: Raw) => stage !== null && stageNamed(stage, rules).kind === 'awaiting_credit';
  return [...rows.values()]
    .flat()
    .filter(
      (row) =>
        forCredit(row[AT.stage] ?? null) ||
        lines.byOrder.get(row[AT.id] ?? '')?.some(({ stage }) => forCredit(stage)),
    )
    .map((row) => row[AT.customerId] ?? '');
}
