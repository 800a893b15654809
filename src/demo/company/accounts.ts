import {
  complaintRows,
  invoiceLineRows,
  invoiceRows,
  paymentRows,
  plannedRows,
  planRows,
} from './account-rows.ts';
import type { AccountScene } from './account-scene.ts';
import type { DemoDays } from './days.ts';
import { inGoodStanding } from './in-good-standing.ts';
import { keptBack } from './kept-back.ts';
import { oddMoney, orphanInvoice, paymentOfNobody } from './odd-money.ts';
import { onItsWay } from './on-its-way.ts';
import { owing } from './owing.ts';
import { paidInvoices } from './paid-invoices.ts';
import type { Row, TableName } from './tables.ts';

const SCENES: readonly AccountScene[] = [...owing, ...onItsWay, ...keptBack, ...oddMoney, ...inGoodStanding];

type MoneyTable = Extract<
  TableName,
  'invoices' | 'invoice_lines' | 'payments' | 'complaints' | 'payment_plans' | 'dunning_letters'
>;

/** The rows about money of the demo company's customers: two years that are paid, and what is open today. */
export function accountRows(days: DemoDays): Record<MoneyTable, readonly Row[]> {
  const accounts = SCENES.map((scene) => scene(days));
  const paid = paidInvoices(accounts, days);
  return {
    invoices: [...paid.invoices, ...invoiceRows(accounts), orphanInvoice(days)],
    invoice_lines: [...paid.lines, ...invoiceLineRows(accounts)],
    payments: [...paid.payments, ...paymentRows(accounts), paymentOfNobody(days)],
    complaints: complaintRows(accounts),
    payment_plans: planRows(accounts),
    dunning_letters: plannedRows(accounts, days),
  };
}
