/** The tables of the source contract that the demo company fills. Invoices and payments are not among them yet. */
export const DEMO_TABLES = [
  'people',
  'customers',
  'orders',
  'order_lines',
  'service_jobs',
  'stage_events',
  'contacts',
  'feeds',
] as const;
export type TableName = (typeof DEMO_TABLES)[number];

/** A row by column name, in values of JSON: moments and days as ISO text, amounts as decimal text. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;
