import type { InvoiceLine } from '../../customer/account.ts';
import { push } from '../../grouped.ts';
import { type IdArray, NO_IDS } from '../rows/id-array.ts';
import type { Raw } from '../rows/raw.ts';
import { amount, rawAmount, rawCurrency } from '../rows/raw-amount.ts';
import type { RowSource } from '../rows/snapshot.ts';

/** Raw lines by invoice. */
type RawLines = ReadonlyMap<string, readonly Raw[][]>;

/**
 * What these invoices are made of, in no order. A join, because PostgreSQL weighs each id of a long list against its
 * statistics before it begins (measured: 40 ms for 4,000 ids).
 */
export async function readInvoiceLines(source: RowSource, invoiceIds: IdArray): Promise<RawLines> {
  const byInvoice = new Map<string, Raw[][]>();
  if (invoiceIds === NO_IDS) return byInvoice;
  const rows = await source.rows(
    `select invoice_id, line_no, left(description, 300), ${amount('amount')}
     from unnest($1::text[]) as ids (id) join ${source.tables.invoice_lines} invoice_lines on invoice_id = id`,
    [invoiceIds],
  );
  for (const [invoiceId, ...line] of rows) if (invoiceId != null) push(byInvoice, invoiceId, line);
  return byInvoice;
}

/**
 * The lines of one invoice, in line order. A letter names all of them or none: when one has no usable amount (electricity is billed
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
  lines.sort((a, b) => a.lineNo - b.lineNo);
  return { lines, unusable: null };
}
