import type { Pool } from 'pg';
import { knownTables } from '../contract/source-tables.ts';

/** The stages that open items and their lines stand at, with how many, the most frequent first. */
export async function openStages(
  pool: Pool,
  schema: string,
): Promise<readonly { readonly stage: string; readonly items: number }[]> {
  const MOST = 1_000;
  const { orders, service_jobs, order_lines } = await knownTables(pool, schema);
  const { rows } = await pool.query<{ stage: string; items: number }>(
    `select left(stage, 100) as stage, count(*)::int as items from (
       select stage from ${orders} o where closed_at is null
       union all select stage from ${service_jobs} j where closed_at is null
       union all select l.stage from ${order_lines} l
         join ${orders} o on o.id = l.order_id and o.closed_at is null where l.stage is not null and l.kind is distinct from 'charge'
     ) as standing group by 1 order by 2 desc, 1 limit $1`,
    [MOST],
  );
  return rows;
}

/** The codes of reasons that open items and their lines give, in small letters, with how many, the most frequent first. */
export async function openReasons(
  pool: Pool,
  schema: string,
): Promise<readonly { readonly reason: string; readonly items: number }[]> {
  const { orders, service_jobs, order_lines } = await knownTables(pool, schema);
  const { rows } = await pool.query<{ reason: string; items: number }>(
    `select left(lower(btrim(reason)), 100) as reason, count(*)::int as items from (
       select reason from ${orders} o where closed_at is null
       union all select reason from ${service_jobs} j where closed_at is null
       union all select l.reason from ${order_lines} l join ${orders} o on o.id = l.order_id and o.closed_at is null
     ) as given where btrim(reason) <> '' group by 1 order by 2 desc, 1 limit 100`,
  );
  return rows;
}
