import { placed } from '../../account/placed-money.ts';
import type { Day, Instant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { type Account, type ComingPayment, type Invoice, NONE_PAID_IN_TIME } from '../../customer/account.ts';
import type { Doubt } from '../../customer/customer.ts';
import { push } from '../../grouped.ts';
import type { Rules } from '../../policy/rules.ts';
import { idArrayOf } from '../rows/id-array.ts';
import type { Quarantined } from '../rows/quarantine.ts';
import type { Raw } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { AccountFaults } from './account-faults.ts';
import { readBilledItems } from './billed-items.ts';
import { readBookedPayments } from './booked-payments.ts';
import { type ComingPayments, readComingPayments } from './coming-payments.ts';
import { readComplaints } from './complaints.ts';
import { NO_CREDIT, readCredit } from './credit.ts';
import { readInstalments } from './instalments.ts';
import { invoiceLines, readInvoiceLines } from './invoice-lines.ts';
import { type Beside, INVOICE, readInvoice } from './invoice-row.ts';
import { moneyDays } from './money-days.ts';
import { readOpenInvoices } from './open-invoices.ts';
import { readPaymentPlans } from './payment-plans.ts';
import { readPlannedLetters } from './planned-letters.ts';
import { readSettledInvoices } from './settled-invoices.ts';
import { readStrayPayments, type StrayPayments } from './stray-payments.ts';

/** What some customers owe and have paid. */
export interface Accounts {
  /** Of every customer of whom there is anything to tell. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** Fields that cannot be right, by customer. */
  readonly doubts: ReadonlyMap<string, readonly Doubt[]>;
  readonly quarantined: readonly Quarantined[];
}

export const NO_ACCOUNTS: Accounts = { accounts: new Map(), doubts: new Map(), quarantined: [] };

/**
 * Reads what these customers owe, paid, and said of it, as it is known at `now`: what was issued, booked, closed or
 * agreed on a later day of the company's zone is not known yet. Nothing doubtful is guessed: it is named, and the
 * invoice carries its doubt.
 */
export async function readAccounts(
  source: RowSource,
  customerIds: readonly string[],
  rules: Rules,
  now: Instant,
): Promise<Accounts> {
  if (customerIds.length === 0) return NO_ACCOUNTS;
  const zone = zoneOf(rules.company.timeZone);
  const today = zone.dayAt(now);
  const days = moneyDays(today);
  const faults = new AccountFaults();
  const theirs = idArrayOf(customerIds);
  // The most rows by far, over a connection of their own: first, so that all others are read meanwhile.
  const reading = readSettledInvoices(source, customerIds, rules, now, days);
  reading.catch(() => undefined);
  const rows = await readOpenInvoices(source, theirs, days);
  const openIds = idArrayOf(rows.map((row) => row[INVOICE.id] ?? ''));
  const billed = rows.map((row) => [row[INVOICE.orderId] ?? null, row[INVOICE.jobId] ?? null] as const);
  const [lines, booked, itemOf, coming, stray, instalments, settled, complaints, plans, planned, credit] =
    await Promise.all([
      readInvoiceLines(source, openIds),
      readBookedPayments(source, rows, today, faults),
      readBilledItems(source, rules, billed, now),
      readComingPayments(source, theirs, openIds, today, faults),
      readStrayPayments(source, rows, today, faults),
      readInstalments(source, rows),
      reading,
      readComplaints(source, theirs, now, faults),
      readPaymentPlans(source, theirs, today, faults),
      readPlannedLetters(source, theirs, zone, faults),
      readCredit(source, theirs, today, faults),
    ]);
  const open = openByCustomer(rows, today, faults, (row) => {
    const [id, customerId] = [row[INVOICE.id] ?? '', row[INVOICE.customerId] ?? ''];
    const named = invoiceLines(lines.get(id) ?? [], row[INVOICE.currency] ?? null);
    if (named.unusable !== null)
      faults.doubt(customerId, 'invoice_lines', `${id}/${named.unusable}`, 'amount', { code: 'line_amount' });
    const item = itemOf(row[INVOICE.orderId] ?? null, row[INVOICE.jobId] ?? null);
    return {
      booked: booked.of(id),
      item,
      lines: named.lines,
      instalment: instalments.get(id) ?? null,
      unclear: coming.unclear.has(customerId),
    };
  });
  const accounts = new Map<string, Account>();
  for (const id of customerIds) {
    const { customerSince, creditLimit, creditCurrency, knownSince } = credit.get(id) ?? NO_CREDIT;
    // Named one by one: a spread of a hundred thousand is what a round would spend its time on.
    const account: Account = {
      customerSince,
      creditLimit,
      creditCurrency,
      knownSince,
      open: open.get(id) ?? [],
      settled: settled.get(id)?.named ?? [],
      paidInTime: settled.get(id)?.paidInTime ?? NONE_PAID_IN_TIME,
      ...placedMoney(id, open.get(id) ?? [], coming, stray, booked.foreign.get(id) ?? []),
      complaints: complaints.open.get(id) ?? [],
      closedComplaints: complaints.closed.get(id) ?? [],
      plans: plans.get(id) ?? [],
      planned: planned.get(id) ?? [],
    };
    if (tellsAnything(account)) accounts.set(id, account);
  }
  return { accounts, doubts: faults.doubts, quarantined: faults.quarantined };
}

/** What is here or on its way for a customer: their own, and what others sent that is for an invoice of theirs. */
function placedMoney(
  id: string,
  open: readonly Invoice[],
  { payments, references }: ComingPayments,
  { ofNobody, ofRelatives }: StrayPayments,
  foreign: readonly ComingPayment[],
): Pick<Account, 'coming' | 'unclear'> {
  const own = (payments.get(id) ?? []).flatMap((payment) => {
    const reference = references.get(payment.id) ?? null;
    if (payment.invoiceId !== null || reference === null) return payment;
    const found = placed({ ...payment, reference, isRelatives: false }, open, true).payments;
    return found.length > 0 ? found : payment;
  });
  if (open.length === 0) return { coming: [...own, ...foreign], unclear: [] };
  const others = [...(ofNobody.get(id) ?? []), ...(ofRelatives.get(id) ?? [])].map((payment) =>
    placed(payment, open, false),
  );
  return {
    coming: [...own, ...foreign, ...others.flatMap((each) => each.payments)],
    unclear: others.flatMap((each) => each.unclear),
  };
}

/** The oldest due day first, then by id, as the rows come. */
function openByCustomer(
  rows: readonly Raw[][],
  today: Day,
  faults: AccountFaults,
  besideOf: (row: readonly Raw[]) => Beside,
): ReadonlyMap<string, readonly Invoice[]> {
  const byCustomer = new Map<string, Invoice[]>();
  for (const row of rows) {
    const invoice = readInvoice(row, today, besideOf(row), faults);
    if (invoice) push(byCustomer, row[INVOICE.customerId] ?? '', invoice);
  }
  return byCustomer;
}

/** A mere customer, of whom there never was an invoice, payment, complaint or plan, has no account. */
const tellsAnything = ({ knownSince, ...account }: Account): boolean => {
  const { open, settled, coming, complaints, closedComplaints, plans, planned } = account;
  const lists = [open, settled, coming, complaints, closedComplaints, plans, planned];
  return knownSince !== null || lists.some((list) => list.length > 0);
};
