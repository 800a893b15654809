import type { TableName as ContractTable } from '../../source/contract/contract.ts';

/** Tables of the source contract, those that the demo company fills. */
export const DEMO_TABLES = [
  'people',
  'customers',
  'orders',
  'order_lines',
  'shipments',
  'service_jobs',
  'stage_events',
  'invoices',
  'invoice_lines',
  'payments',
  'complaints',
  'payment_plans',
  'contacts',
  'dunning_letters',
  'feeds',
] as const satisfies readonly ContractTable[];
export type TableName = (typeof DEMO_TABLES)[number];

/** A row by column name, in values of JSON: moments and days as ISO text, amounts as decimal text. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;
