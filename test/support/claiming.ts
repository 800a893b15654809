import type pg from 'pg';
import { DAY, type Instant } from '../../src/calendar/time.ts';
import type { Lease } from '../../src/ledger/letter-states/sending.ts';
import type { ClaimedLetter } from '../../src/post/letter/claimed-letter.ts';
import { claim } from '../../src/post/queue/claim.ts';

/** Claims letters that wait, but for reminders: young ones and then, of those that a person released or that are old, the rest. */
export async function claimWaiting(
  pool: pg.Pool,
  lease: Lease,
  now: Instant,
  limit: number,
): Promise<readonly ClaimedLetter[]> {
  const plain = await claim(pool, 'plain', lease, now, { limit, lookAfter: DAY });
  const old = await claim(pool, 'old', lease, now, { limit: limit - plain.letters.length, lookAfter: DAY });
  return [...plain.letters, ...old.letters];
}
