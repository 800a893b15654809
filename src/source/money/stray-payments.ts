import type { StrayPayment } from '../../account/placed-money.ts';
import { namedIn, spelledAlike } from '../../account/reference.ts';
import type { Day } from '../../calendar/time.ts';
import { push } from '../../grouped.ts';
import { idArrayOf } from '../rows/id-array.ts';
import type { Raw } from '../rows/raw.ts';
import { amount, currencyText } from '../rows/raw-amount.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { AccountFaults } from './account-faults.ts';
import { COMING, NAMES_NOBODY, readPayment } from './coming-payments.ts';
import { INVOICE } from './invoice-row.ts';

/** Money that may be for these customers, though no row says so. */
export interface StrayPayments {
  /** Of nobody, whose payer wrote the number of an open invoice: by that invoice's customer. */
  readonly ofNobody: ReadonlyMap<string, readonly StrayPayment[]>;
  /** Of who pays or answers for a customer, by that customer. */
  readonly ofRelatives: ReadonlyMap<string, readonly StrayPayment[]>;
}

/** Money that nobody has placed for weeks is looked through to some depth: the latest first. */
const OF_NOBODY = 2_000;

const COLUMNS = `p.id, p.invoice_id, ${amount('p.amount')}, ${currencyText('p.currency')}, p.status, p.booked_on, p.scheduled_for,
  left(p.reference, 500)`;

/**
 * Reads money that names no invoice and may yet be for one of these: that of nobody, which is read once for all batches, and that of the payer of an invoice or the parent of
 * its customer, unless they owe just such a sum themselves.
 * @param invoices rows as `readOpenInvoices` gives them
 */
export async function readStrayPayments(
  source: RowSource,
  invoices: readonly Raw[][],
  today: Day,
  faults: AccountFaults,
): Promise<StrayPayments> {
  if (invoices.length === 0) return { ofNobody: new Map(), ofRelatives: new Map() };
  const { payments } = source.tables;
  const [nobodys, relatives] = await Promise.all([
    moneyOfNobody(source, today),
    relativesOf(source, invoices),
  ]);
  const payers = [...new Set([...relatives.values()].flatMap((ids) => [...ids]))];
  const theirs =
    payers.length === 0
      ? []
      : await source.rows(
          `select p.customer_id, ${COLUMNS} from ${payments} p
           where ${COMING} and p.customer_id collate "C" = any($1) and coalesce(p.invoice_id, '') = ''
             and not exists (select from ${source.tables.invoices} own
               where own.customer_id = p.customer_id and own.open_amount = p.amount and own.currency = p.currency
                 and own.closed_on is null)`,
          [idArrayOf(payers)],
        );
  const byPayer = new Map<string, StrayPayment[]>();
  for (const [payer, ...row] of theirs) {
    const payment = strayOf(payer ?? '', row, true, today, faults);
    if (payment) push(byPayer, payer ?? '', payment);
  }
  return {
    ofNobody: byWhomTheyName(nobodys, invoices),
    ofRelatives: new Map(
      [...relatives].map(([id, ids]) => [id, [...ids].flatMap((payer) => byPayer.get(payer) ?? [])]),
    ),
  };
}

/** By the snapshot that it was read in. */
const ofNobody = new WeakMap<RowSource, Promise<readonly StrayPayment[]>>();

/** The same for every customer of a snapshot, and read once. */
function moneyOfNobody(source: RowSource, today: Day): Promise<readonly StrayPayment[]> {
  const known = ofNobody.get(source) ?? readMoneyOfNobody(source, today);
  ofNobody.set(source, known);
  return known;
}

/** What cannot be right about it is nobody's doubt. */
async function readMoneyOfNobody(source: RowSource, today: Day): Promise<readonly StrayPayment[]> {
  const rows = await source.rows(
    `select ${COLUMNS} from ${source.tables.payments} p
     where ${COMING} and ${NAMES_NOBODY} and coalesce(p.invoice_id, '') = '' and coalesce(p.reference, '') <> ''
     order by p.booked_on desc nulls first, p.id limit ${OF_NOBODY}`,
  );
  const faults = new AccountFaults();
  return rows.flatMap((row) => strayOf('', row, false, today, faults) ?? []);
}

function byWhomTheyName(
  payments: readonly StrayPayment[],
  invoices: readonly Raw[][],
): ReadonlyMap<string, readonly StrayPayment[]> {
  const byCustomer = new Map<string, StrayPayment[]>();
  if (payments.length === 0) return byCustomer;
  const whose = new Map<string, Set<string>>();
  for (const row of invoices) {
    const number = spelledAlike(row[INVOICE.number] || row[INVOICE.id] || '');
    const theirs = whose.get(number) ?? new Set();
    whose.set(number, theirs.add(row[INVOICE.customerId] ?? ''));
  }
  for (const payment of payments) {
    const customers = new Set<string>();
    for (const named of namedIn(payment.reference ?? ''))
      for (const id of whose.get(named) ?? []) customers.add(id);
    for (const id of customers) push(byCustomer, id, payment);
  }
  return byCustomer;
}

/** Who pays an invoice of each of these customers, or answers for them; not themselves. */
async function relativesOf(
  source: RowSource,
  invoices: readonly Raw[][],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const customers = [...new Set(invoices.map((row) => row[INVOICE.customerId] ?? ''))];
  const parents = await source.rows(
    `select id, parent_id from ${source.tables.customers} customers
     where id = any($1) and coalesce(parent_id, '') not in ('', id)`,
    [customers],
  );
  const relatives = new Map<string, Set<string>>();
  const add = (customer: Raw, relative: Raw) => {
    if (!customer || !relative || customer === relative) return;
    const theirs = relatives.get(customer) ?? new Set();
    relatives.set(customer, theirs.add(relative));
  };
  for (const [id, parent] of parents) add(id ?? null, parent ?? null);
  for (const row of invoices) add(row[INVOICE.customerId] ?? null, row[INVOICE.payerId] ?? null);
  return relatives;
}

function strayOf(
  customerId: string,
  [id, ...row]: readonly Raw[],
  isRelatives: boolean,
  today: Day,
  faults: AccountFaults,
): StrayPayment | null {
  const payment = id == null ? null : readPayment(customerId, id, row, today, faults);
  if (payment === null || payment === 'unclear') return null;
  return { ...payment, reference: row.at(-1) ?? null, isRelatives };
}
