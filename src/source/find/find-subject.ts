import type { Pool } from 'pg';
import type { CustomerId, ItemKind } from '../../customer/ids.ts';
import { knownTables, type SourceTables } from '../contract/source-tables.ts';
import { ITEM_TABLES } from '../customers/item-rows.ts';
import { type FoundInvoice, invoicesWhere } from './find-owed.ts';
import { parseReference, type Reference, SUBJECT_WORDS, type SubjectWord } from './reference.ts';

/** Whom or what an id names: a customer, or an item or invoice of a customer. */
export interface Subject {
  readonly customerId: CustomerId;
  readonly item: { readonly kind: ItemKind; readonly id: string } | null;
  readonly invoice: FoundInvoice | null;
}

/** As many things of one number as are worth telling apart. */
const SEVERAL = 5;

/**
 * All that somebody may mean by an id or a number, `order:21` among orders alone: by id first, of every table, because ids may repeat
 * between them; only where nothing has the id by number. Empty when nobody has it.
 */
export async function findSubjects(
  pool: Pool,
  schema: string,
  reference: string,
): Promise<readonly Subject[]> {
  const tables = await knownTables(pool, schema);
  const asked = parseReference(reference);
  const byId = await subjectsWhere(pool, schema, tables, 'id', asked);
  return byId.length > 0 ? byId : subjectsWhere(pool, schema, tables, 'number', asked);
}

/** `customer 21 or order 21 of customer 7`, for whoever has to say which. */
export const sayHowToTellApart = (reference: string, found: readonly Subject[]): string => {
  const id = reference.slice(0, 80);
  const named = found.map((subject) => `${wordOf(subject)}:${idOf(subject)}${ofWhom(subject)}`);
  return `${JSON.stringify(id)} may be ${named.join(', or ')}. Say which: ${named[0]?.split(' ')[0]}, for one.`;
};

/** The id of the thing itself. */
export const idOf = ({ customerId, item, invoice }: Subject): string => item?.id ?? invoice?.id ?? customerId;

const wordOf = ({ item, invoice }: Subject): SubjectWord =>
  item ? (item.kind === 'order' ? 'order' : 'job') : invoice ? 'invoice' : 'customer';

const ofWhom = (subject: Subject): string =>
  wordOf(subject) === 'customer' ? '' : ` (of customer ${subject.customerId.slice(0, 80)})`;

type NamingColumn = 'id' | 'number';

async function subjectsWhere(
  pool: Pool,
  schema: string,
  tables: SourceTables,
  column: NamingColumn,
  { among, id }: Reference,
): Promise<readonly Subject[]> {
  const found: Subject[] = [];
  for (const word of among === null ? SUBJECT_WORDS : [among])
    switch (word) {
      case 'customer':
        if (column === 'id') found.push(...(await customersNamed(pool, tables, id)));
        break;
      case 'order':
        found.push(...(await itemsWhere(pool, tables, 'order', column, id)));
        break;
      case 'job':
        found.push(...(await itemsWhere(pool, tables, 'service_job', column, id)));
        break;
      case 'invoice':
        for (const invoice of await invoicesWhere(pool, schema, column, id))
          found.push({ customerId: invoice.customerId, item: null, invoice });
        break;
    }
  return found;
}

async function customersNamed(
  pool: Pool,
  { customers }: SourceTables,
  id: string,
): Promise<readonly Subject[]> {
  const { rows } = await pool.query<{ id: CustomerId }>(
    `select id from ${customers} c where id = $1 limit 1`,
    [id],
  );
  return rows.map((row) => ({ customerId: row.id, item: null, invoice: null }));
}

async function itemsWhere(
  pool: Pool,
  tables: SourceTables,
  kind: ItemKind,
  column: NamingColumn,
  value: string,
): Promise<readonly Subject[]> {
  const { rows } = await pool.query<{ id: string; customer_id: CustomerId | null }>(
    `select id, customer_id from ${tables[ITEM_TABLES[kind].table]} i where ${column} = $1 order by id limit ${SEVERAL}`,
    [value],
  );
  return rows.map(({ id, customer_id }) => ({
    customerId: customer_id ?? ('' as CustomerId),
    item: { kind, id },
    invoice: null,
  }));
}
