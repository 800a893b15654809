import type { Pool } from 'pg';

/** Letters that wait for a person: held, and those of which nobody knows whether they went; counted no further than so many. */
export async function countUnsettled(
  pool: Pool,
  most: number,
): Promise<{ readonly held: number; readonly uncertain: number }> {
  const count = (status: string) =>
    `(select count(*) from (select from letters where status = '${status}' limit $1) l)::int`;
  const { rows } = await pool.query<{ held: number; uncertain: number }>(
    `select ${count('held')} as held, ${count('uncertain')} as uncertain`,
    [most],
  );
  return rows[0] ?? { held: 0, uncertain: 0 };
}
