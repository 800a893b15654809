import type { InvoiceLine } from '../dunning/account.ts';
import { push } from './grouped.ts';
import type { Raw } from './raw.ts';
import { amount, rawAmount, rawCurrency } from './raw-amount.ts';
import type { RowSource } from './snapshot.ts';

/** Raw lines by invoice. */
type RawLines = ReadonlyMap<string, readonly Raw[][]>;

/** What these invoices are made of, in line order. */
export async function readInvoiceLines(
  source: RowSource,
  schema: string,
  invoiceIds: readonly string[],
): Promise<RawLines> {
  const byInvoice = new Map<string, Raw[][]>();
  if (invoiceIds.length === 0) return byInvoice;
  const rows = await source.rows(
    `select invoice_id, line_no, left(description, 300), ${amount('amount')}
     from ${schema}.invoice_lines where invoice_id = any($1) order by invoice_id, line_no`,
    [invoiceIds],
  );
  for (const [invoiceId, ...line] of rows) if (invoiceId != null) push(byInvoice, invoiceId, line);
  return byInvoice;
}

/**
 * The lines of one invoice. A letter names all of them or none: when one has no usable amount (electricity is billed
 * in fractions of a cent), there are none.
 * @returns the line that is to blame besides
 */
export function invoiceLines(
  raw: readonly Raw[][],
  currency: Raw,
): { readonly lines: readonly InvoiceLine[]; readonly unusable: string | null } {
  const code = rawCurrency(currency);
  const lines: InvoiceLine[] = [];
  for (const [lineNo, description, written] of raw) {
    const value = rawAmount(written ?? null, code);
    if (value === null) return { lines: [], unusable: lineNo ?? '' };
    lines.push({ lineNo: Number(lineNo), description: description ?? '', amount: value });
  }
  return { lines, unusable: null };
}
