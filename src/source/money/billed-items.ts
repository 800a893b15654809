import type { Instant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { BilledItem } from '../../customer/account.ts';
import type { ItemId, ItemKind } from '../../customer/ids.ts';
import type { Rules } from '../../policy/rules.ts';
import { stageNamed } from '../../policy/stage.ts';
import { isFinished } from '../../policy/stage-kinds.ts';
import { ITEM_TABLES } from '../customers/item-rows.ts';
import { epoch, type Raw, rawDay, rawInstant } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';

/** Finds the order or job that an invoice is for, by the two columns that name it. */
export type BilledItems = (orderId: Raw, jobId: Raw) => BilledItem | null;

/**
 * Reads the orders and jobs of invoices, open or closed.
 * @param billed the columns order_id and service_job_id of each invoice
 */
export async function readBilledItems(
  source: RowSource,
  rules: Rules,
  billed: readonly (readonly [orderId: Raw, jobId: Raw])[],
  now: Instant,
): Promise<BilledItems> {
  const orders = new Set<string>();
  const jobs = new Set<string>();
  for (const [orderId, jobId] of billed)
    if (orderId) orders.add(orderId);
    else if (jobId) jobs.add(jobId);
  const [ordersById, jobsById] = await Promise.all([
    readItems(source, rules, 'order', orders, now),
    readItems(source, rules, 'service_job', jobs, now),
  ]);
  return (orderId, jobId) => {
    if (orderId) return ordersById.get(orderId) ?? unknownItem('order', orderId);
    return jobId ? (jobsById.get(jobId) ?? unknownItem('service_job', jobId)) : null;
  };
}

async function readItems(
  source: RowSource,
  rules: Rules,
  kind: ItemKind,
  ids: ReadonlySet<string>,
  now: Instant,
): Promise<ReadonlyMap<string, BilledItem>> {
  const items = new Map<string, BilledItem>();
  if (ids.size === 0) return items;
  const zone = zoneOf(rules.company.timeZone);
  const { table, openedAt } = ITEM_TABLES[kind];
  // A closing before the opening is in doubt: the stage tells.
  const rows = await source.rows(
    `select id, promised_for, case when closed_at >= ${openedAt} then ${epoch('closed_at')} end, left(stage, 100),
            ${epoch('stage_since')}
     from ${source.tables[table]} ${table} where id = any($1)`,
    [[...ids]],
  );
  for (const [id, promisedFor, closedAt, stage, stageSince] of rows) {
    if (id == null) continue;
    const finished = isFinished(stageNamed(stage ?? '', rules).kind) ? rawInstant(stageSince ?? null) : null;
    const doneAt = [rawInstant(closedAt ?? null), finished].find((at) => at !== null && at <= now) ?? null;
    items.set(id, {
      kind,
      id: id as ItemId,
      promisedFor: rawDay(promisedFor ?? null),
      doneOn: doneAt === null ? null : zone.dayAt(doneAt),
    });
  }
  return items;
}

/** One that the company no longer keeps: it may be named, and nothing was promised. */
const unknownItem = (kind: ItemKind, id: string): BilledItem => ({
  kind,
  id: id as ItemId,
  promisedFor: null,
  doneOn: null,
});
