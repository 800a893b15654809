import type { Pool, PoolClient } from 'pg';
import { DAY, type Instant, instantOf, isoInstant } from '../../calendar/time.ts';

/** Whether a mail to ourselves through a tag ever came back: then addresses with a tag work here. */
export async function hasProbeComeBack(pool: Pick<Pool, 'query'>): Promise<boolean> {
  const { rows } = await pool.query<{ back: boolean }>(
    'select exists (select from mail_probes where back_at is not null) as back',
  );
  return rows[0]?.back === true;
}

/** One that never came is tried again after a day: whoever keeps the mail server may have mended it. */
const AGAIN_AFTER = DAY;

/** Notes that a probe goes out, unless one came back already, or went within the day. @returns its id; null: none is to go */
export async function beginProbe(pool: Pool, id: string, now: Instant): Promise<string | null> {
  const { rowCount } = await pool.query(
    `insert into mail_probes (id, sent_at) select $1, $2
     where not exists (select from mail_probes where back_at is not null or sent_at > $3)`,
    [id, isoInstant(now), isoInstant(instantOf(now - AGAIN_AFTER))],
  );
  return rowCount === 0 ? null : id;
}

/** A probe came back through its tag. */
export const probeCameBack = async (
  client: Pick<PoolClient, 'query'>,
  id: string,
  now: Instant,
): Promise<void> => {
  await client.query('update mail_probes set back_at = $2 where id = $1 and back_at is null', [
    id,
    isoInstant(now),
  ]);
};
