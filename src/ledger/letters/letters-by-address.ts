import { sql } from 'kysely';
import type { Pool } from 'pg';
import { dateOf, type Instant, instantFrom } from '../../calendar/time.ts';
import { REMINDER_KINDS } from '../../customer/letter-kinds.ts';
import { GONE, LOST } from '../../customer/letter-status.ts';
import { ledger, rowsOf } from '../../database/query.ts';
import { countedStatus } from '../letter-states/captured.ts';

const ADDRESS = sql<string>`lower(to_address)`;

const toCustomersSince = (since: Instant) =>
  ledger
    .selectFrom('letters as l')
    .select(ADDRESS.as('address'))
    .where('decided_at', '>=', dateOf(since))
    .where('audience', '=', 'customer')
    .groupBy(ADDRESS);

/** How many letters to customers were decided since then, by address in small letters; those that never reach anybody do not count. */
export async function lettersByAddress(
  pool: Pool,
  since: Instant,
  capturedCounts = true,
): Promise<ReadonlyMap<string, number>> {
  const counts = toCustomersSince(since)
    .select(({ fn }) => fn.countAll<string>().as('written'))
    .where(countedStatus(capturedCounts), 'not in', LOST);
  return new Map((await rowsOf(pool, counts)).map(({ address, written }) => [address, Number(written)]));
}

/** When the last reminder since then went to each address, in small letters, whichever customer it was to. */
export async function remindersByAddress(
  pool: Pool,
  since: Instant,
  capturedCounts = true,
): Promise<ReadonlyMap<string, Instant>> {
  const lasts = toCustomersSince(since)
    .select(sql<Date>`max(coalesce(submitted_at, decided_at))`.as('last'))
    .where(sql<boolean>`starts_with(kind, ${REMINDER_KINDS})`)
    .where(countedStatus(capturedCounts), 'in', GONE);
  return new Map((await rowsOf(pool, lasts)).map(({ address, last }) => [address, instantFrom(last)]));
}
