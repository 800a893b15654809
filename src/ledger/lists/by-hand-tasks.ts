import { type SqlBool, sql } from 'kysely';
import type { PoolClient } from 'pg';
import { type Day, dateOf, type Instant, isoDay, isoInstant } from '../../calendar/time.ts';
import type { About, ItemRef } from '../../customer/ids.ts';
import { byHandKey } from '../../customer/task-key.ts';
import { changedBy, ledger } from '../../database/query.ts';

/** What a person took on by what they said or decided: it is theirs on that day. */
export interface ByHandTask {
  readonly key: string;
  readonly customerId: string;
  readonly about: readonly About[];
  readonly forPerson: string | null;
  readonly why: 'word_by_hand' | 'held_by_hand';
  readonly dueOn: Day;
  readonly at: Instant;
}

/** The key of what follows from a task in which the customer was told by when they hear next. */
export const wordKey = (taskKey: string): string => byHandKey(`word/${taskKey}`);
/** Of what follows from a contact. */
export const contactKey = (contactId: string): string => byHandKey(`contact/${contactId}`);
/** Of what follows from a hold of an item's letters. */
export const itemHoldKey = (holdId: string): string => byHandKey(`hold/${holdId}`);

/** One task a day about the same is enough; a done one of the same key is open again. */
export const keepByHand = (client: PoolClient, task: ByHandTask): Promise<unknown> =>
  client.query(
    `insert into tasks (key, customer_id, kind, for_person, about, why, created_at, due_on)
     select $1, $2, 'call-customer', $3, $4, $5, $6, $7::date
     where not exists (select from tasks where customer_id = $2 and case_id is null and done_at is null
       and starts_with(key, $8) and about = $4 and due_on = $7::date)
     on conflict (key) do update set done_at = null, done_by = null, result = null, done_with = null,
       for_person = excluded.for_person, due_on = excluded.due_on
     where tasks.done_at is not null`,
    [
      task.key,
      task.customerId,
      task.forPerson,
      JSON.stringify(task.about),
      task.why,
      isoInstant(task.at),
      isoDay(task.dueOn),
      byHandKey(''),
    ],
  );

const open = ledger.updateTable('tasks').where('done_at', 'is', null);

/** What a task becomes that somebody did: never before it was made, whatever their clock says. */
export const doneBy = (by: string, at: Instant) => ({
  done_at: sql<Date>`greatest(${isoInstant(at)}::timestamptz, created_at)`,
  done_by: by,
  untold: null,
});

/** What led to these was taken back: nobody has to do them. */
export const endByHand = (
  client: PoolClient,
  keys: readonly string[],
  by: string,
  at: Instant,
): Promise<unknown> =>
  changedBy(client, open.set(doneBy(by, at)).where(sql<SqlBool>`key = any(${keys}::text[])`));

/**
 * A person was in touch: nobody has to call about it any more. What the next round would conclude of calls about items is so at once, and
 * what people took on by hand is kept with it.
 * @param item null: about their business at large, so all calls about items are made
 */
export function endCalls(
  client: PoolClient,
  of: {
    readonly customerId: string;
    readonly item: ItemRef | null;
    readonly by: string;
    readonly at: Instant;
    /** The contact. */
    readonly contactId: string;
  },
): Promise<unknown> {
  let calls = open
    .set({ ...doneBy(of.by, of.at), result: 'spoke', done_with: of.contactId })
    .where('customer_id', '=', of.customerId)
    .where('kind', '=', 'call-customer')
    .where('created_at', '<=', dateOf(of.at))
    .where(sql<SqlBool>`(case_id is not null or starts_with(key, ${byHandKey('')}))`);
  if (of.item !== null) {
    const about = JSON.stringify([{ kind: of.item.kind, id: of.item.id }]);
    calls = calls.where(sql<SqlBool>`about @> ${about}::jsonb`);
  }
  return changedBy(client, calls);
}

/** Somebody else does it; null: nobody in particular. Returns false where none of this key is open. */
export const assignTask = async (client: PoolClient, key: string, person: string | null): Promise<boolean> =>
  (await changedBy(
    client,
    open.set(({ ref }) => ({ for_person: person, untold: ref('urgent') })).where('key', '=', key),
  )) === 1;

/** What to know of it: it stays open. Returns false where none of this key is open. */
export const noteOnTask = async (client: PoolClient, key: string, note: string): Promise<boolean> =>
  (await changedBy(client, open.set({ note }).where('key', '=', key))) === 1;
