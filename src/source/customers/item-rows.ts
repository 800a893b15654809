import type { ItemKind } from '../../customer/ids.ts';
import type { SourceTables } from '../contract/source-tables.ts';
import { addressText, epoch } from '../rows/raw.ts';

/** Texts of other systems can be of any size; what a letter or a reason can use is short. */
const text = (column: string, most: number): string => `left(${column}, ${most})`;

interface ItemTable {
  readonly table: 'orders' | 'service_jobs';
  readonly openedAt: string;
  readonly asset: string;
  readonly estimate: string;
  readonly hasParts: (tables: SourceTables) => string;
}

export const ITEM_TABLES: Readonly<Record<ItemKind, ItemTable>> = {
  order: {
    table: 'orders',
    openedAt: 'placed_at',
    asset: 'null',
    estimate: 'total',
    hasParts: (tables) =>
      `(exists (select from ${tables.order_lines} l where l.order_id = orders.id)
          or exists (select from ${tables.shipments} s where s.order_id = orders.id))`,
  },
  service_job: {
    table: 'service_jobs',
    openedAt: 'reported_at',
    asset: text('asset', 300),
    estimate: 'estimate',
    hasParts: () => 'false',
  },
};

/** The customer's row beside the item's: both stand in the order of their ids, so PostgreSQL merges them. */
const KNOWN = `case when known_id is not null then 'k' || coalesce(${addressText('known_email')}, '') end`;

/** What is asked for a fact of an item; of some it depends on the item's table. */
type FactColumn = string | ((of: ItemTable, tables: SourceTables) => string);

/** What a glance at an item takes, in this order: all that can be found about it by itself. */
const GLANCE = {
  customerId: 'customer_id',
  id: 'id',
  stage: 'stage',
  stageSince: epoch('stage_since'),
  promisedFor: 'promised_for',
  neededBy: 'needed_by',
  contactEmail: addressText('contact_email'),
  url: text('url', 1_000),
  updatedAt: epoch('updated_at'),
  closedAt: epoch('closed_at'),
  openedAt: ({ openedAt }) => epoch(openedAt),
  /** `k` and the customer's address; null when nobody of that id is in `customers`. */
  known: KNOWN,
  /** `t` when it has lines or shipments. */
  hasParts: ({ hasParts }, tables) => hasParts(tables),
  /** What usual times are told apart by. */
  lane: text('lane', 100),
} satisfies Record<string, FactColumn>;

/** What is read of an item that may be written about. */
const WHOLE = {
  ...GLANCE,
  number: text('number', 100),
  summary: text('summary', 500),
  reason: text('reason', 100),
  publicNote: text('public_note', 1_000),
  ownerId: 'owner_id',
  contactName: text('contact_name', 200),
  collectAt: text('collect_at', 500),
  outcome: text('outcome', 100),
  supplier: text('supplier', 100),
  asset: ({ asset }) => asset,
  estimate: ({ estimate }) => estimate,
  currency: 'currency',
} satisfies Record<string, FactColumn>;

/** Where each stands in the raw rows of `itemsQuery`. */
export const AT = Object.fromEntries(Object.keys(WHOLE).map((fact, at) => [fact, at])) as Readonly<
  Record<keyof typeof WHOLE, number>
>;

/**
 * Open items, and those whose closing lies before their opening: such a closing is in doubt, and the item is judged
 * by its stage. Two queries, because one with OR or UNION would have to sort, and each of these is one index scan in
 * the order of customers: the closed history is never read.
 */
export const WHICH_ITEMS = ['open', 'closed_early'] as const;
export type WhichItems = (typeof WHICH_ITEMS)[number];

/** Rows of whoever they are; the others name nobody. */
export const NAMED = `customer_id collate "C" > ''`;
export const NAMELESS = `(customer_id is null or customer_id collate "C" = '')`;

/** How much of an item's row is read. */
export type HowMuch = 'glance' | 'whole';

function columnsOf(kind: ItemKind, howMuch: HowMuch, tables: SourceTables): string {
  const columns: readonly FactColumn[] = Object.values(howMuch === 'glance' ? GLANCE : WHOLE);
  return columns
    .map((column) => (typeof column === 'string' ? column : column(ITEM_TABLES[kind], tables)))
    .join(', ');
}

/**
 * The whole rows of all items, the closed history too, in no order: what a replay begins with.
 * @param only a condition on which of them
 */
export function everyItemQuery(kind: ItemKind, tables: SourceTables, only = 'true'): string {
  const { table } = ITEM_TABLES[kind];
  return `select ${columnsOf(kind, 'whole', tables)} from ${tables[table]} ${table}
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
  const condition = which === 'open' ? 'closed_at is null' : `closed_at < ${openedAt}`;
  return `select ${columnsOf(kind, howMuch, tables)} from ${tables[table]} ${table}
    left join (select id as known_id, email as known_email from ${tables.customers} customers) known
      on known_id collate "C" = customer_id collate "C"
    where ${condition} and ${only}
    order by customer_id collate "C", id collate "C"`;
}

/** The whole rows of these items that are closed: `$1` are their ids, and `$2` is now. A closing before the opening is none. */
export function endedItemsQuery(kind: ItemKind, tables: SourceTables): string {
  const { table, openedAt } = ITEM_TABLES[kind];
  return `select ${columnsOf(kind, 'whole', tables)} from ${tables[table]} ${table}
    left join (select id as known_id, email as known_email from ${tables.customers} customers) known
      on known_id collate "C" = customer_id collate "C"
    where id = any($1) and closed_at >= ${openedAt} and closed_at <= $2::timestamptz and ${NAMED}
    order by customer_id collate "C", id collate "C"`;
}
