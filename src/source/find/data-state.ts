import type { Pool } from 'pg';
import type { IsoDay } from '../../calendar/time.ts';
import type { SourceTables } from '../contract/source-tables.ts';
import { type Raw, shapeOfAddress } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { anyConnection } from '../rows/snapshot.ts';

/** Rows that name somebody or something that is in no table. */
export interface Orphans {
  readonly table: string;
  readonly column: string;
  readonly names: string;
  readonly rows: number;
  /** The least of the ids that they name. */
  readonly example: string;
}

/** Of how many open items something is known. */
export interface Known {
  readonly stage_since: number;
  readonly promise: number;
  readonly owner: number;
  readonly reason: number;
  readonly email: number;
  readonly phone: number;
}

/** How the company's tables are filled, counted by the database; no list is longer than `LISTED`. */
export interface DataState {
  readonly open: { readonly orders: number; readonly service_jobs: number; readonly owed: number };
  readonly orphans: readonly Orphans[];
  readonly known: Known;
  /** Reasons of open items and their lines with how many have them, the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly items: number }[];
  /** Addresses that several customers have, those first whom most have. */
  readonly shared: readonly { readonly address: string; readonly customers: number }[];
  /** Addresses that look as if somebody typed them to have some: noemail@, none@, test@. */
  readonly placeholders: readonly { readonly address: string; readonly customers: number }[];
  /** Open items whose promised day is over, by what keeps their customer from being written to. */
  readonly broken: {
    readonly writable: number;
    readonly without_email: number;
    readonly of_nobody: number;
  };
  /** Open items that do not say since when they stand, and that have no promised day: they are noticed late, by when a round first saw them. */
  readonly noticed_late: number;
}

/** As many as a person reads; the counts beside them are of all. */
const LISTED = 50;

const PLACEHOLDER = `'^(no[-_.]?e?-?mail|none|no-?one|nobody|no|n[.]?a|nil|null|no-?reply|test|tester|dummy|fake|unknown|brak|keine?|xx+|aa+|[-_.]+)@|@(example[.](com|org|net)|.*[.](invalid|test|example))$'`;

/**
 * Looks through all that is open, and at what it names, in a few set-based queries; whatever the size of the tables, what comes
 * back is small.
 * @param onStep is told before each query what is looked at, and how many are done
 */
export async function readDataState(
  pool: Pool,
  schema: string,
  today: IsoDay,
  onStep: (what: string, done: number, of: number) => void,
): Promise<DataState> {
  const source = await anyConnection(pool, schema);
  const { tables } = source;
  let done = 0;
  const STEPS = 5 + REFERENCES.length;
  const step = (what: string): void => onStep(what, done++, STEPS);

  step('open items');
  const [counts = []] = await source.rows(openQuery(tables), [today]);
  step('what is owed');
  const [[owed] = []] = await source.rows(`select count(*) from ${tables.invoices} i where ${OWED}`);
  const orphans: Orphans[] = [];
  for (const reference of REFERENCES) {
    step(`${reference.table}.${reference.column}`);
    orphans.push(...(await orphansOf(source, reference)));
  }
  step('reasons');
  const reasons = await source.rows(reasonsQuery(tables));
  step('addresses that are shared');
  const shared = await source.rows(
    `${addressesQuery(tables)} having count(*) > 1 order by 2 desc, 1 limit ${LISTED}`,
  );
  step('placeholders');
  const placeholders = await source.rows(
    `select * from (${addressesQuery(tables)}) a where address ~ ${PLACEHOLDER} order by 2 desc, 1 limit ${LISTED}`,
  );
  step('done');
  const [
    orders,
    jobs,
    stageSince,
    promise,
    owner,
    reason,
    email,
    phone,
    writable,
    unreached,
    ofNobody,
    unnoticed,
  ] = counts.map(Number);
  return {
    open: { orders: orders ?? 0, service_jobs: jobs ?? 0, owed: Number(owed ?? 0) },
    orphans,
    known: {
      stage_since: stageSince ?? 0,
      promise: promise ?? 0,
      owner: owner ?? 0,
      reason: reason ?? 0,
      email: email ?? 0,
      phone: phone ?? 0,
    },
    reasons: reasons.map(([name, items]) => ({ reason: name ?? '', items: Number(items) })),
    shared: shared.map(counted),
    placeholders: placeholders.map(counted),
    broken: { writable: writable ?? 0, without_email: unreached ?? 0, of_nobody: ofNobody ?? 0 },
    noticed_late: unnoticed ?? 0,
  };
}

const counted = ([address, customers]: readonly Raw[]) => ({
  address: address ?? '',
  customers: Number(customers),
});

const OWED = 'closed_on is null and open_amount <> 0';

/** The open items of both kinds with what is asked of them. */
const openItems = ({ orders, service_jobs }: SourceTables): string => {
  const columns = 'id, customer_id, stage, stage_since, promised_for, owner_id, reason, contact_email';
  return `select 'order' as kind, ${columns} from ${orders} o where closed_at is null
    union all select 'job', ${columns} from ${service_jobs} j where closed_at is null`;
};

function openQuery(tables: SourceTables): string {
  const hasEmail = `(${shapeOfAddress('i.contact_email')} is not null or ${shapeOfAddress('c.email')} is not null
    or exists (select from ${tables.customer_contacts} cc where cc.customer_id = c.id and cc.role = 'orders'))
    and coalesce(c.email_allowed, true)`;
  const count = (condition: string) => `count(*) filter (where ${condition})`;
  const broken = 'i.promised_for < $1::date';
  return `select ${[
    count(`i.kind = 'order'`),
    count(`i.kind = 'job'`),
    count('i.stage_since is not null'),
    count('i.promised_for is not null'),
    count(`coalesce(nullif(i.owner_id, ''), nullif(c.owner_id, '')) is not null`),
    count(`coalesce(i.reason, '') <> ''`),
    count(`c.id is not null and ${hasEmail}`),
    count(`coalesce(c.phone, '') <> ''`),
    count(`${broken} and c.id is not null and ${hasEmail}`),
    count(`${broken} and c.id is not null and not (${hasEmail})`),
    count(`${broken} and c.id is null`),
    count('i.stage_since is null and i.promised_for is null'),
  ].join(', ')}
  from (${openItems(tables)}) i left join ${tables.customers} c on c.id = i.customer_id`;
}

const reasonsQuery = (tables: SourceTables): string =>
  `select left(reason, 100), count(*) from (
     select reason from (${openItems(tables)}) i
     union all select l.reason from ${tables.order_lines} l
       join ${tables.orders} o on o.id = l.order_id and o.closed_at is null where l.kind is distinct from 'charge'
   ) given where coalesce(reason, '') <> '' group by 1 order by 2 desc, 1 limit 1000`;

const addressesQuery = ({ customers }: SourceTables): string =>
  `select ${shapeOfAddress('email')} as address, count(*) from ${customers} c
   where ${shapeOfAddress('email')} is not null group by 1`;

interface ForeignKey {
  readonly table: keyof SourceTables;
  readonly column: string;
  readonly names: keyof SourceTables;
  /** Which rows are looked at; all, if not said. */
  readonly where?: string;
}

const OPEN = 'closed_at is null';
/** What names what. Of items and invoices only what is open: nobody mends the history. */
const REFERENCES: readonly ForeignKey[] = [
  { table: 'orders', column: 'customer_id', names: 'customers', where: OPEN },
  { table: 'orders', column: 'owner_id', names: 'people', where: OPEN },
  { table: 'service_jobs', column: 'customer_id', names: 'customers', where: OPEN },
  { table: 'service_jobs', column: 'owner_id', names: 'people', where: OPEN },
  { table: 'order_lines', column: 'order_id', names: 'orders' },
  { table: 'shipments', column: 'order_id', names: 'orders' },
  { table: 'customers', column: 'owner_id', names: 'people' },
  { table: 'customers', column: 'parent_id', names: 'customers' },
  { table: 'customers', column: 'merged_into', names: 'customers' },
  { table: 'customer_contacts', column: 'customer_id', names: 'customers' },
  { table: 'people', column: 'reports_to', names: 'people' },
  { table: 'people', column: 'deputy_id', names: 'people' },
  { table: 'invoices', column: 'customer_id', names: 'customers', where: OWED },
  { table: 'invoices', column: 'payer_id', names: 'customers', where: OWED },
  { table: 'invoice_lines', column: 'invoice_id', names: 'invoices' },
  {
    table: 'payments',
    column: 'customer_id',
    names: 'customers',
    where: `status in ('pending', 'scheduled', 'unallocated')`,
  },
  {
    table: 'payments',
    column: 'invoice_id',
    names: 'invoices',
    where: `status in ('pending', 'scheduled', 'unallocated')`,
  },
  { table: 'complaints', column: 'customer_id', names: 'customers', where: OPEN },
  { table: 'payment_plans', column: 'customer_id', names: 'customers' },
  { table: 'contacts', column: 'customer_id', names: 'customers' },
  { table: 'dunning_letters', column: 'invoice_id', names: 'invoices' },
];

async function orphansOf(source: RowSource, reference: ForeignKey): Promise<readonly Orphans[]> {
  const { table, column, names, where = 'true' } = reference;
  const [[rows, example] = []] = await source.rows(
    `select count(*), left(min(t.${column} collate "C"), 80) from ${source.tables[table]} t
     where coalesce(t.${column}, '') <> '' and (${where})
       and not exists (select from ${source.tables[names]} n where n.id = t.${column})`,
  );
  return Number(rows ?? 0) === 0
    ? []
    : [{ table, column, names, rows: Number(rows), example: example ?? '' }];
}
