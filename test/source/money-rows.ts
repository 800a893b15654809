import type pg from 'pg';
import type { Instant } from '../../src/calendar/time.ts';
import type { Account } from '../../src/customer/account.ts';
import { type Accounts, readAccounts } from '../../src/source/money/accounts.ts';
import { anyConnection } from '../../src/source/rows/snapshot.ts';
import { rules, warsaw } from '../support/builders.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';

type Row = Readonly<Record<string, unknown>>;

export const NOW: Instant = warsaw('2026-11-26 10:00');

/** The company's tables about money, in a database of their own. */
export interface MoneyTables {
  readonly databases: FreshDatabases;
  readonly pool: pg.Pool;
  have(table: string, ...rows: readonly Row[]): Promise<void>;
  /** An invoice of customer C1 over 100 PLN, due on 2026-11-10, all of it open. */
  invoice(row?: Row): Promise<void>;
  /** 100 PLN of customer C1, booked on 2026-11-20. */
  payment(row?: Row): Promise<void>;
  read(ids?: readonly string[], now?: Instant): Promise<Accounts>;
  /** The account of C1. */
  account(now?: Instant): Promise<Account>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function moneyTables(): Promise<MoneyTables> {
  const databases = await freshDatabases();
  const pool = databases.openSourceForImport();
  const have = (table: string, ...rows: readonly Row[]) => insert(pool, table, rows);
  const read = async (ids: readonly string[] = ['C1'], now = NOW) =>
    readAccounts(await anyConnection(databases.sourcePool, 'source'), ids, rules(), now);
  return {
    databases,
    pool,
    have,
    invoice: (row = {}) => have('invoices', { ...AN_INVOICE, number: row.id ?? 'I1', ...row }),
    payment: (row = {}) => have('payments', { ...A_PAYMENT, ...row }),
    read,
    account: async (now) => {
      const account = (await read(['C1'], now)).accounts.get('C1');
      if (!account) throw new Error('C1 has no account');
      return account;
    },
    empty: async () => {
      const { rows } = await pool.query<{ name: string }>(
        "select 'source.' || tablename as name from pg_tables where schemaname = 'source'",
      );
      await pool.query(`truncate ${rows.map(({ name }) => name).join(', ')}`);
      await have('customers', {
        id: 'C1',
        name: 'Zofia Maj',
        email: 'zofia@maj.example',
        email_allowed: true,
      });
    },
    close: async () => {
      await pool.end();
      await databases.close();
    },
  };
}

const AN_INVOICE: Row = {
  id: 'I1',
  customer_id: 'C1',
  issued_on: '2026-10-27',
  due_on: '2026-11-10',
  currency: 'PLN',
  total: '100.00',
  open_amount: '100.00',
  disputed: false,
  autopay: false,
};
const A_PAYMENT: Row = {
  id: 'P1',
  customer_id: 'C1',
  invoice_id: 'I1',
  amount: '100.00',
  currency: 'PLN',
  status: 'booked',
  booked_on: '2026-11-20',
};

async function insert(pool: pg.Pool, table: string, rows: readonly Row[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
  await pool.query(
    `insert into source.${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::source.${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
