import type { PoolClient } from 'pg';
import { dateOf, type Instant, isoDay, isoInstant } from '../../calendar/time.ts';
import { changedBy, ledger } from '../../database/query.ts';
import type { PromiseEnd } from '../../dunning/said-paid.ts';
import type { Tapped } from '../../inbox/tapped.ts';
import { keepLess } from './less-often.ts';
import type { FoundLetter } from './match-letter.ts';

/** Keeps what a customer decided with one tap, once for one mail. @param taskKey who was asked to see to it */
export async function keepAnswer(
  client: PoolClient,
  { id, at, letter }: { readonly id: string; readonly at: Instant; readonly letter: FoundLetter },
  { answer, day }: Tapped,
  taskKey: string | null,
): Promise<void> {
  const kept = ledger
    .insertInto('answers')
    .values({
      mail_id: id,
      customer_id: letter.customer_id,
      letter_id: letter.id,
      at: dateOf(at),
      answer,
      about: JSON.stringify(letter.about),
      day: day === null ? null : isoDay(day),
      task_key: taskKey,
    })
    .onConflict((conflict) => conflict.column('mail_id').doNothing());
  await changedBy(client, kept);
  if (answer === 'less')
    await keepLess(client, { customerId: letter.customer_id, since: at, mailId: id, by: 'the customer' });
}

/** Promises to pay that were kept or broken: said once. */
export async function endPromises(
  client: PoolClient,
  now: Instant,
  ended: readonly PromiseEnd[],
): Promise<void> {
  if (ended.length === 0) return;
  await client.query(
    `update answers a set came = e.came, came_at = $3 from unnest($1::text[], $2::text[]) as e (id, came)
     where a.mail_id = e.id and a.came is null`,
    [ended.map(({ id }) => id), ended.map(({ came }) => came), isoInstant(now)],
  );
}
