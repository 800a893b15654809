import type { Pool } from 'pg';

/** The stages that open items and their lines stand at, with how many, the most frequent first. */
export async function openStages(
  pool: Pool,
  schema: string,
): Promise<readonly { readonly stage: string; readonly items: number }[]> {
  const MOST = 1_000;
  const { rows } = await pool.query<{ stage: string; items: number }>(
    `select left(stage, 100) as stage, count(*)::int as items from (
       select stage from ${schema}.orders where closed_at is null
       union all select stage from ${schema}.service_jobs where closed_at is null
       union all select l.stage from ${schema}.order_lines l
         join ${schema}.orders o on o.id = l.order_id and o.closed_at is null where l.stage is not null
     ) as standing group by 1 order by 2 desc, 1 limit $1`,
    [MOST],
  );
  return rows;
}
