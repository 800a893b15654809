import type { Pool } from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { REMINDER_KINDS } from '../../customer/letter-kinds.ts';
import { GONE, LOST } from '../../customer/letter-status.ts';
import { statusAsItCounts } from '../letter-states/captured.ts';
import { listed } from '../letter-states/listed.ts';

/** How many letters to customers were decided since then, by address in small letters; those that never reach anybody do not count. */
export async function lettersByAddress(
  pool: Pool,
  since: Instant,
  capturedCounts = true,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ address: string; written: number }>(
    `select lower(to_address) as address, count(*)::int as written from letters l
     where decided_at >= $1 and audience = 'customer' and ${statusAsItCounts(capturedCounts)} not in (${listed(LOST)}) group by 1`,
    [isoInstant(since)],
  );
  return new Map(rows.map(({ address, written }) => [address, written]));
}

/** When the last reminder since then went to each address, in small letters, whichever customer it was to. */
export async function remindersByAddress(
  pool: Pool,
  since: Instant,
  capturedCounts = true,
): Promise<ReadonlyMap<string, Instant>> {
  const { rows } = await pool.query<{ address: string; last: Date }>(
    `select lower(to_address) as address, max(coalesce(submitted_at, decided_at)) as last from letters l
     where decided_at >= $1 and audience = 'customer' and starts_with(kind, '${REMINDER_KINDS}')
       and ${statusAsItCounts(capturedCounts)} in (${listed(GONE)}) group by 1`,
    [isoInstant(since)],
  );
  return new Map(rows.map(({ address, last }) => [address, instantOf(last.getTime())]));
}
