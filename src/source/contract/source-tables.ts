import pg from 'pg';
import { sameCompany } from '../../database/same-company.ts';
import { RunFailure } from '../../failure.ts';
import { CONTRACT, TABLE_NAMES, type Table, type TableName } from './contract.ts';
import { type ColumnsThere, columnsThere } from './present.ts';

/**
 * What stands after FROM for each table of the contract, so that readers may name every column: what a company's view does not
 * have is null, and of a table that it does not have there are no rows. Each needs an alias.
 */
export type SourceTables = Readonly<Record<TableName, string>>;

/** Of these one at least must be there: without any nobody waits, and nobody owes anything. */
export const REASONS_TO_WRITE: readonly TableName[] = ['orders', 'service_jobs', 'invoices'];

/** What was there when somebody last looked, by schema: what a round sees goes for all connections to the same tables. */
interface SeenTables {
  readonly names: readonly TableName[];
  readonly tables: SourceTables;
}
const seen = new WeakMap<object, Map<string, SeenTables>>();

const COLUMN_NAMES = [...new Set(CONTRACT.flatMap(({ columns }) => columns.map(({ name }) => name)))];

/** The tables as they were last seen: for looking something up between rounds, each of which looks anew. */
export const knownTables = async (pool: pg.Pool, schema: string): Promise<SourceTables> =>
  seen.get(sameCompany(pool))?.get(schema)?.tables ?? readTables(pool, schema);

/**
 * The tables as they are now. One that was there a while ago and is gone is most likely being made anew: were it taken as empty,
 * somebody would be reminded whose payment is on its way. So it is refused until it is back, or until a start without it.
 * @param over the connection to ask over, where it is to be one of a transaction
 * @throws RunFailure naming every table and column that is missing and required
 */
export async function readTables(
  pool: pg.Pool,
  schema: string,
  over: pg.Pool | pg.ClientBase = pool,
): Promise<SourceTables> {
  const present = await columnsThere(over, schema, TABLE_NAMES, COLUMN_NAMES);
  const company = sameCompany(pool);
  const before = seen.get(company)?.get(schema)?.names ?? [];
  const faults = [...missingRequired(schema, present), ...goneSince(before, schema, present)];
  if (faults.length > 0)
    throw new RunFailure(
      `${faults.join(' ')} \`tidings doctor\` says what to mend. Nothing is half-written.`,
    );
  const names = TABLE_NAMES.filter((name) => present.has(name));
  const tables = sourceTables(schema, present);
  seen.set(company, new Map(seen.get(company)).set(schema, { names, tables }));
  return tables;
}

const goneSince = (before: readonly TableName[], schema: string, present: ColumnsThere): readonly string[] =>
  before
    .filter((name) => !present.has(name) && name !== 'customers')
    .map(
      (name) => `${schema}.${name} was there and is gone. If it is to stay away, start this process again.`,
    );

/** Pure: the tables as they are, or with what they lack. PostgreSQL plans over it as over the table itself. */
function sourceTables(schema: string, present: ColumnsThere): SourceTables {
  const from = (name: TableName): string => {
    const { columns } = tableNamed(name);
    const there = present.get(name);
    const nulls = columns
      .filter((column) => there?.has(column.name) !== true)
      .map((column) => `null::${column.type} as ${column.name}`);
    if (there === undefined) return `(select ${nulls.join(', ')} where false)`;
    const table = `${pg.escapeIdentifier(schema)}.${name}`;
    return nulls.length === 0 ? table : `(select there.*, ${nulls.join(', ')} from ${table} there)`;
  };
  // Named one by one: so the compiler knows that none is forgotten.
  return {
    people: from('people'),
    customers: from('customers'),
    customer_contacts: from('customer_contacts'),
    orders: from('orders'),
    order_lines: from('order_lines'),
    shipments: from('shipments'),
    service_jobs: from('service_jobs'),
    stage_events: from('stage_events'),
    invoices: from('invoices'),
    invoice_lines: from('invoice_lines'),
    payments: from('payments'),
    complaints: from('complaints'),
    payment_plans: from('payment_plans'),
    contacts: from('contacts'),
    dunning_letters: from('dunning_letters'),
    feeds: from('feeds'),
  };
}

/** What a schema lacks that nothing can be done without, as sentences. */
function missingRequired(schema: string, present: ColumnsThere): readonly string[] {
  const faults: string[] = [];
  if (!present.has('customers'))
    faults.push(`${schema}.customers is missing: without it nobody can be written to.`);
  if (!REASONS_TO_WRITE.some((name) => present.has(name)))
    faults.push(`${schema} has none of ${REASONS_TO_WRITE.join(', ')}: one of them is needed.`);
  for (const name of TABLE_NAMES) {
    const there = present.get(name);
    if (there === undefined) continue;
    for (const column of tableNamed(name).columns)
      if (column.required && !there.has(column.name))
        faults.push(`${schema}.${name}.${column.name} is missing, and it is required.`);
  }
  return faults;
}

function tableNamed(name: TableName): Table {
  const table = CONTRACT.find((each) => each.name === name);
  if (!table) throw new Error(`the contract has no table ${name}`);
  return table;
}
