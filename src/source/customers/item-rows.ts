import type { ItemKind } from '../../customer/ids.ts';
import type { SourceTables } from '../contract/source-tables.ts';
import { addressText, epoch } from '../rows/raw.ts';

/** Texts of other systems can be of any size; what a letter or a reason can use is short. */
const text = (column: string, most: number): string => `left(${column}, ${most})`;

/** What a glance at an item takes: all that can be found about it by itself. */
const GLANCE = [
  'customer_id',
  'id',
  'stage',
  epoch('stage_since'),
  'promised_for',
  'needed_by',
  addressText('contact_email'),
  text('url', 1_000),
  epoch('updated_at'),
  epoch('closed_at'),
];

/** What is read besides about an item that may be written about. */
const REST = [
  text('number', 100),
  text('summary', 500),
  text('reason', 100),
  text('public_note', 1_000),
  'owner_id',
  text('contact_name', 200),
  text('collect_at', 500),
  text('outcome', 100),
  text('supplier', 100),
];

/** The columns of a row by name: where each stands in the raw rows of `itemsQuery`. A glance ends with `lane`. */
export const AT = {
  customerId: 0,
  id: 1,
  stage: 2,
  stageSince: 3,
  promisedFor: 4,
  neededBy: 5,
  contactEmail: 6,
  url: 7,
  updatedAt: 8,
  closedAt: 9,
  openedAt: 10,
  /** `k` and the customer's address; null when nobody of that id is in `customers`. */
  known: 11,
  /** `t` when it has lines or shipments. */
  hasParts: 12,
  /** What usual times are told apart by. */
  lane: 13,
  number: 14,
  summary: 15,
  reason: 16,
  publicNote: 17,
  ownerId: 18,
  contactName: 19,
  collectAt: 20,
  outcome: 21,
  supplier: 22,
  asset: 23,
  estimate: 24,
  currency: 25,
} as const;

interface ItemTable {
  readonly table: 'orders' | 'service_jobs';
  readonly openedAt: string;
  readonly own: readonly string[];
}

export const ITEM_TABLES: Readonly<Record<ItemKind, ItemTable>> = {
  order: { table: 'orders', openedAt: 'placed_at', own: ['null', 'total', 'currency'] },
  service_job: {
    table: 'service_jobs',
    openedAt: 'reported_at',
    own: [text('asset', 300), 'estimate', 'currency'],
  },
};

/**
 * Open items, and those whose closing lies before their opening: such a closing is in doubt, and the item is judged
 * by its stage. Two queries, because one with OR or UNION would have to sort, and each of these is one index scan in
 * the order of customers: the closed history is never read.
 */
export const WHICH_ITEMS = ['open', 'closed_early'] as const;
export type WhichItems = (typeof WHICH_ITEMS)[number];

/** The customer's row beside the item's: both stand in the order of their ids, so PostgreSQL merges them. */
const KNOWN = `case when known_id is not null then 'k' || coalesce(${addressText('known_email')}, '') end`;

/** Rows of whoever they are; the others name nobody. */
export const NAMED = `customer_id collate "C" > ''`;
export const NAMELESS = `(customer_id is null or customer_id collate "C" = '')`;

/** How much of an item's row is read. */
export type HowMuch = 'glance' | 'whole';

function columnsOf(kind: ItemKind, howMuch: HowMuch, tables: SourceTables): readonly string[] {
  const { table, openedAt, own } = ITEM_TABLES[kind];
  const hasParts =
    kind === 'order'
      ? `(exists (select from ${tables.order_lines} l where l.order_id = ${table}.id)
          or exists (select from ${tables.shipments} s where s.order_id = ${table}.id))`
      : 'false';
  const glance = [...GLANCE, epoch(openedAt), KNOWN, hasParts, text('lane', 100)];
  return howMuch === 'glance' ? glance : [...glance, ...REST, ...own];
}

/**
 * The whole rows of all items, the closed history too, in no order: what a replay begins with.
 * @param only a condition on which of them
 */
export function everyItemQuery(kind: ItemKind, tables: SourceTables, only = 'true'): string {
  const { table } = ITEM_TABLES[kind];
  return `select ${columnsOf(kind, 'whole', tables).join(', ')} from ${tables[table]} ${table}
    left join (select id as known_id, email as known_email from ${tables.customers} customers) known
      on known_id = customer_id
    where ${only}`;
}

/**
 * The rows of these items in order of their customers' ids.
 * @param only a condition on top: of which customers
 */
export function itemsQuery(
  kind: ItemKind,
  which: WhichItems,
  howMuch: HowMuch,
  tables: SourceTables,
  only: string,
): string {
  const { table, openedAt } = ITEM_TABLES[kind];
  const columns = columnsOf(kind, howMuch, tables);
  const condition = which === 'open' ? 'closed_at is null' : `closed_at < ${openedAt}`;
  return `select ${columns.join(', ')} from ${tables[table]} ${table}
    left join (select id as known_id, email as known_email from ${tables.customers} customers) known
      on known_id collate "C" = customer_id collate "C"
    where ${condition} and ${only}
    order by customer_id collate "C", id collate "C"`;
}

/** The whole rows of these items that are closed: `$1` are their ids, and `$2` is now. A closing before the opening is none. */
export function endedItemsQuery(kind: ItemKind, tables: SourceTables): string {
  const { table, openedAt } = ITEM_TABLES[kind];
  return `select ${columnsOf(kind, 'whole', tables).join(', ')} from ${tables[table]} ${table}
    left join (select id as known_id, email as known_email from ${tables.customers} customers) known
      on known_id collate "C" = customer_id collate "C"
    where id = any($1) and closed_at >= ${openedAt} and closed_at <= $2::timestamptz and ${NAMED}
    order by customer_id collate "C", id collate "C"`;
}
