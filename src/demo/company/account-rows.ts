import { isoInstant } from '../../calendar/time.ts';
import { amountOf, signedMinorUnits } from '../../customer/money.ts';
import type { DemoAccount, InvoiceRow } from './account-scene.ts';
import { type DemoDays, daysAfter } from './days.ts';
import type { Row } from './tables.ts';

const DAYS_TO_PAY = 14;

/** `FV 4001` is the invoice fv-4001: short enough to type after `tidings explain`. */
const invoiceId = (number: string): string => number.toLowerCase().replaceAll(' ', '-');

/** The invoices on which something is open, or was until yesterday. */
export const invoiceRows = (accounts: readonly DemoAccount[]): readonly Row[] =>
  accounts.flatMap(({ customer, invoices = [] }) => invoices.map((invoice) => invoiceRow(customer, invoice)));

function invoiceRow(customer_id: string, invoice: InvoiceRow): Row {
  const total = totalOf(invoice);
  return {
    id: invoiceId(invoice.number),
    customer_id,
    number: invoice.number,
    issued_on: invoice.issued_on ?? daysAfter(invoice.due_on, -DAYS_TO_PAY),
    due_on: invoice.due_on,
    currency: currencyOf(invoice),
    total,
    open_amount: invoice.open_amount ?? total,
    order_id: invoice.order_id ?? null,
    service_job_id: invoice.service_job_id ?? null,
    disputed: invoice.disputed ?? false,
    autopay: invoice.autopay ?? false,
    pay_url: invoice.pay_url ?? null,
    closed_on: invoice.closed_on ?? null,
  };
}

const currencyOf = ({ currency = 'PLN' }: InvoiceRow): string => currency;

function totalOf(invoice: InvoiceRow): string {
  const currency = currencyOf(invoice);
  const minor = invoice.lines.reduce(
    (sum, [, amount]) => sum + (signedMinorUnits(amount, currency) ?? 0n),
    0n,
  );
  return amountOf(minor, currency).amount;
}

export const invoiceLineRows = (accounts: readonly DemoAccount[]): readonly Row[] =>
  accounts.flatMap(({ invoices = [] }) =>
    invoices.flatMap(({ number, lines }) =>
      lines.map(([description, amount], index) => ({
        invoice_id: invoiceId(number),
        line_no: index + 1,
        description,
        amount,
      })),
    ),
  );

export const paymentRows = (accounts: readonly DemoAccount[]): readonly Row[] =>
  accounts.flatMap(({ customer, payments = [] }) =>
    payments.map((payment, index) => ({
      id: `wp-${customer}-${index + 1}`,
      customer_id: customer,
      invoice_id: payment.names === undefined ? null : invoiceId(payment.names),
      amount: payment.amount,
      currency: payment.currency ?? 'PLN',
      status: payment.status,
      booked_on: payment.booked_on ?? null,
      scheduled_for: payment.scheduled_for ?? null,
      reference: payment.reference ?? payment.names ?? null,
    })),
  );

export const complaintRows = (accounts: readonly DemoAccount[]): readonly Row[] =>
  accounts.flatMap(({ customer, complaints = [] }) =>
    complaints.map((complaint, index) => ({
      id: `rek-${customer}-${index + 1}`,
      customer_id: customer,
      ...complaint,
    })),
  );

export const planRows = (accounts: readonly DemoAccount[]): readonly Row[] =>
  accounts.flatMap(({ customer, plans = [] }) =>
    plans.map((plan, index) => ({ id: `raty-${customer}-${index + 1}`, customer_id: customer, ...plan })),
  );

/** What the accounting system of the company plans to send today. */
export const plannedRows = (accounts: readonly DemoAccount[], { now }: DemoDays): readonly Row[] =>
  accounts.flatMap(({ planned = [] }) =>
    planned.map(({ about, tone }) => ({
      id: `ks-${invoiceId(about)}`,
      invoice_id: invoiceId(about),
      tone,
      planned_for: isoInstant(now),
      origin: 'ksiegowosc',
    })),
  );
