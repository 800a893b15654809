import type { PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { LETTER_TRANSITIONS, WITHDRAWABLE } from '../../customer/letter-status.ts';
import { statusReasonSql } from '../../customer/status-reason.ts';
import { listed } from './listed.ts';

/** A person keeps a letter from going: it never leaves, and the next round decides anew. False when it is no longer theirs to keep. */
export const withdrawLetter = async (
  client: PoolClient,
  id: string,
  because: { readonly by: string; readonly why: string; readonly at: Instant },
): Promise<boolean> => (await withdrawLetters(client, [id], because)) === 1;

/** The same for several letters at once. Returns how many had not gone yet. */
export async function withdrawLetters(
  client: PoolClient,
  ids: readonly string[],
  { by, why, at }: { readonly by: string; readonly why: string; readonly at: Instant },
): Promise<number> {
  const { rowCount } = await client.query(
    `update letters set status = 'withdrawn', status_reason = ${statusReasonSql('withdrawn', { by: '$2', why: '$3' })}, settled_at = $4
     where id = any($1) and status = any($5)`,
    [ids, by, why, isoInstant(at), WITHDRAWABLE],
  );
  return rowCount ?? 0;
}

/**
 * No letter goes to an address any more: those to customers that wait for their turn, or for a person, are withdrawn.
 * @param address in small letters
 */
export async function withdrawTo(
  client: PoolClient,
  address: string,
  reason: string,
  at: Instant,
): Promise<void> {
  await client.query(
    `update letters set status = 'withdrawn', settled_at = $2, status_reason = $3
     where lower(to_address) = $1 and audience = 'customer'
       and status in (${listed(LETTER_TRANSITIONS.addressClosed.from)})`,
    [address, isoInstant(at), reason],
  );
}

const FORGOTTEN = statusReasonSql('forgotten', {});

/** Whatever of a customer's letters has not gone never will. Returns how many those were. */
export async function withdrawForgotten(
  client: PoolClient,
  customerId: string,
  at: Instant,
): Promise<number> {
  const { rowCount } = await client.query(
    `update letters set status = 'withdrawn', status_reason = ${FORGOTTEN}, settled_at = $2
     where customer_id = $1 and status in (${listed(LETTER_TRANSITIONS.forgotten.from)})`,
    [customerId, isoInstant(at)],
  );
  return rowCount ?? 0;
}

/** A list of tasks in which nobody is left but who was forgotten does not go. */
export async function withdrawEmptied(
  client: PoolClient,
  lists: readonly string[],
  at: Instant,
): Promise<void> {
  if (lists.length === 0) return;
  await client.query(
    `update letters set status = 'withdrawn', status_reason = ${FORGOTTEN}, settled_at = $2
     where id = any($1) and facts -> 'tasks' = '[]' and coalesce((facts ->> 'more')::int, 0) = 0
       and status in (${listed(LETTER_TRANSITIONS.forgotten.from)})`,
    [lists, isoInstant(at)],
  );
}
