import type pg from 'pg';
import type { LetterId } from '../ids.ts';

// By the primary key: the index of leased letters is full of dead entries while thousands are sent.
const BEGIN = `update letters set untried_by = null where id = any($1) and leased_by = $2 returning id`;

/**
 * Records, before anything of these letters leaves, that they may go from now on: when this worker dies they are
 * uncertain. Returns those that are still this worker's; the others must not be sent, somebody else has them.
 */
export async function begin(
  pool: pg.Pool,
  holder: string,
  letters: readonly LetterId[],
): Promise<ReadonlySet<LetterId>> {
  const { rows } = await pool.query<{ id: LetterId }>({
    name: 'begin',
    text: BEGIN,
    values: [letters, holder],
  });
  return new Set(rows.map(({ id }) => id));
}
