import type { Cover } from '../../account/coming-money.ts';
import { isoDay } from '../../calendar/time.ts';
import type { Invoice } from '../../customer/account.ts';
import { amountOf } from '../../customer/money.ts';
import type { Amount, InvoiceFacts } from '../../customer/money-facts.ts';

/**
 * What a letter says of an invoice; every component of it is named.
 * @param cover what money that is here or on its way takes off it
 */
export const invoiceFacts = (
  invoice: Invoice,
  { remains, parts }: Pick<Cover, 'remains' | 'parts'>,
  daysOverdue: number,
): InvoiceFacts => ({
  id: invoice.id,
  number: invoice.number,
  issuedOn: isoDay(invoice.issuedOn),
  dueOn: isoDay(invoice.dueOn),
  daysOverdue,
  total: amountOf(invoice.total, invoice.currency),
  open: amountOf(remains, invoice.currency),
  lines: invoice.lines.map(({ description, amount }) => ({
    description,
    amount: amountOf(amount, invoice.currency),
  })),
  payUrl: invoice.payUrl,
  partPaid: remains !== invoice.total && (invoice.booked > 0n || parts.some(({ isCredit }) => !isCredit)),
  ...(invoice.invoiceKind === 'instalment' && { isInstalment: true, instalment: invoice.instalment }),
});

/** What is open on these invoices together, per currency, in order of their first appearance. */
export function totalsOf(
  invoices: readonly { readonly invoice: Pick<Invoice, 'currency'>; readonly open: bigint }[],
): readonly Amount[] {
  const totals = new Map<string, bigint>();
  for (const {
    invoice: { currency },
    open,
  } of invoices)
    totals.set(currency, (totals.get(currency) ?? 0n) + open);
  return [...totals].map(([currency, minor]) => amountOf(minor, currency));
}
