import type { Pool } from 'pg';
import { UNSETTLED } from '../../customer/letter-status.ts';

type Unsettled = Readonly<Record<(typeof UNSETTLED)[number], number>>;

/** Letters that wait for a person: held, and those of which nobody knows whether they went; counted no further than so many. */
export async function countUnsettled(pool: Pool, most: number): Promise<Unsettled> {
  const count = (status: string) =>
    `(select count(*) from (select from letters where status = '${status}' limit $1) l)::int as ${status}`;
  const { rows } = await pool.query<Unsettled>(`select ${UNSETTLED.map(count).join(', ')}`, [most]);
  return rows[0] ?? { held: 0, uncertain: 0 };
}
