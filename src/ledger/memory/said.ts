import type { Pool, PoolClient } from 'pg';
import { dayOf, type Instant, instantOf, isoDay, isoInstant, parseDay } from '../../calendar/time.ts';
import type { Contact, GivenDate } from '../../customer/customer.ts';
import type { ItemId, ItemKind, ItemRef } from '../../customer/ids.ts';
import { among, grouped, type WhichCustomers } from './among.ts';

interface ContactRow {
  customer_id: string;
  id: string;
  item_kind: ItemKind | null;
  item_id: string | null;
  at: Date;
  channel: string;
}
interface GivenRow {
  customer_id: string;
  item_kind: ItemKind;
  item_id: string;
  day: string;
  instead_of: string | null;
  at: Date;
  by: string;
}

/** What people of the company said to these customers, as they told us; by customer. */
export async function readSaid(
  pool: Pool,
  which: WhichCustomers,
): Promise<{
  readonly contacts: ReadonlyMap<string, readonly Contact[]>;
  readonly givenDates: ReadonlyMap<string, readonly GivenDate[]>;
}> {
  const { where, values } = among(which);
  const [contacts, given] = await Promise.all([
    pool.query<ContactRow>(
      `select customer_id, id, item_kind, item_id, at, channel from recorded_contacts c
       where taken_back_at is null ${where} order by at, id`,
      values,
    ),
    pool.query<GivenRow>(
      `select distinct on (customer_id, item_kind, item_id) customer_id, item_kind, item_id, day, instead_of, at, by
       from given_promises c where taken_back_at is null ${where} order by customer_id, item_kind, item_id, at desc, id desc`,
      values,
    ),
  ]);
  return {
    contacts: grouped(contacts.rows, ({ customer_id }) => customer_id, contact),
    givenDates: grouped(given.rows, ({ customer_id }) => customer_id, givenDate),
  };
}

export type Said = Awaited<ReturnType<typeof readSaid>>;

const contact = ({ id, item_kind, item_id, at, channel }: ContactRow): Contact => ({
  id: `recorded:${id}`,
  item: item_kind === null || item_id === null ? null : { kind: item_kind, id: item_id as ItemId },
  at: instantOf(at.getTime()),
  channel,
  direction: 'to_customer',
});

const givenDate = ({ item_kind, item_id, day, instead_of, at, by }: GivenRow): GivenDate => ({
  item: { kind: item_kind, id: item_id as ItemId },
  // A column of days holds nothing else.
  day: parseDay(day) ?? dayOf(0),
  insteadOf: instead_of === null ? null : parseDay(instead_of),
  at: instantOf(at.getTime()),
  by,
});

/** Somebody of the company spoke or wrote to a customer, and says so. */
export interface NewContact {
  readonly customerId: string;
  /** Null: about their business at large. */
  readonly item: ItemRef | null;
  readonly at: Instant;
  readonly channel: string;
  readonly note: string | null;
  readonly by: string;
  /** The task that it was the result of. */
  readonly taskKey: string | null;
}

export const keepContact = (client: PoolClient, contact: NewContact): Promise<unknown> =>
  client.query(
    `insert into recorded_contacts (customer_id, item_kind, item_id, at, channel, note, by, task_key)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      contact.customerId,
      contact.item?.kind ?? null,
      contact.item?.id ?? null,
      isoInstant(contact.at),
      contact.channel,
      contact.note,
      contact.by,
      contact.taskKey,
    ],
  );

export const keepGivenDate = (
  client: PoolClient,
  { item, day, insteadOf, at, by }: GivenDate,
  of: { readonly customerId: string; readonly taskKey: string },
): Promise<unknown> =>
  client.query(
    `insert into given_promises (customer_id, item_kind, item_id, day, instead_of, at, by, task_key)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      of.customerId,
      item.kind,
      item.id,
      isoDay(day),
      insteadOf === null ? null : isoDay(insteadOf),
      isoInstant(at),
      by,
      of.taskKey,
    ],
  );

/** What was said as the result of this task was not. */
export async function takeBackSaid(client: PoolClient, taskKey: string, at: Instant): Promise<void> {
  for (const table of ['recorded_contacts', 'given_promises'])
    await client.query(
      `update ${table} set taken_back_at = greatest($2, at) where task_key = $1 and taken_back_at is null`,
      [taskKey, isoInstant(at)],
    );
}
