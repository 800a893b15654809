import type pg from 'pg';

/** A row by column name, as JSON. */
export type Row = Readonly<Record<string, unknown>>;

export const AN_ORDER: Row = {
  id: 'O1',
  customer_id: 'C1',
  summary: 'wedding suit',
  placed_at: '2026-11-23T09:00:00+01:00',
  stage: 'picking',
  stage_since: '2026-11-23T09:00:00+01:00',
};
export const A_PAYMENT: Row = {
  id: 'P1',
  customer_id: 'C1',
  amount: 480,
  currency: 'PLN',
  status: 'booked',
};
export const A_JOB: Row = {
  id: 'J1',
  customer_id: 'C1',
  asset: 'excavator',
  summary: 'does not start',
  reported_at: '2026-11-23T09:00:00+01:00',
  stage: 'repair',
  stage_since: '2026-11-23T09:00:00+01:00',
};

/** Puts rows into a table of the company; columns that none of them names keep their defaults. */
export async function insert(pool: pg.Pool, table: string, rows: readonly Row[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
  await pool.query(
    `insert into source.${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::source.${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

/** What tells rows apart, where that is not `id`. */
const KEYS: Readonly<Record<string, string>> = {
  order_lines: "order_id || '/' || line_no",
  shipments: "order_id || '/' || id",
};

/** Changes the row with this id; lines and shipments of orders have ids such as `O1/2`. */
export async function update(pool: pg.Pool, table: string, id: string, set: Row): Promise<void> {
  const columns = Object.keys(set).map((column, index) => `${column} = $${index + 2}`);
  const key = KEYS[table] ?? 'id';
  const { rowCount } = await pool.query(
    `update source.${table} set ${columns.join(', ')} where ${key} = $1`,
    [id, ...Object.values(set)],
  );
  if (rowCount !== 1) throw new Error(`there is no ${id} in ${table}`);
}
