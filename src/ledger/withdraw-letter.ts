import type { PoolClient } from 'pg';
import { type Instant, isoInstant } from '../calendar/time.ts';
import type { LetterStatus } from '../letter-status.ts';

/** What has not begun to go, and so can be kept from going. */
export const WITHDRAWABLE: readonly LetterStatus[] = ['queued', 'retry', 'held'];

/** A person keeps a letter from going: it never leaves, and the next round decides anew. False when it is no longer theirs to keep. */
export async function withdrawLetter(
  client: PoolClient,
  id: string,
  { by, why, at }: { readonly by: string; readonly why: string; readonly at: Instant },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update letters set status = 'withdrawn', status_reason = 'withdrawn by ' || $2 || ': ' || $3, settled_at = $4
     where id = $1 and status = any($5)`,
    [id, by, why, isoInstant(at), WITHDRAWABLE],
  );
  return rowCount === 1;
}
