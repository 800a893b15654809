import type { Pool, PoolClient } from 'pg';
import {
  type Day,
  dayOf,
  type Instant,
  instantOf,
  isoDay,
  isoInstant,
  parseDay,
} from '../../calendar/time.ts';
import type { TakenComplaint } from '../../customer/account.ts';
import type { AskedLetter, Contact, GivenDate, ItemHold } from '../../customer/customer.ts';
import type { ItemId, ItemKind, ItemRef } from '../../customer/ids.ts';
import { among, grouped, type WhichCustomers } from './among.ts';
import { readAskedLetters } from './asked-letters.ts';
import { readItemHolds } from './item-holds.ts';
import { readTakenComplaints } from './taken-complaints.ts';

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

/** What people of the company said to these customers, as they told us; by customer. @param dayStart of today */
export async function readSaid(
  pool: Pool,
  which: WhichCustomers,
  dayStart: Instant,
): Promise<{
  readonly contacts: ReadonlyMap<string, readonly Contact[]>;
  readonly givenDates: ReadonlyMap<string, readonly GivenDate[]>;
  readonly itemHolds: ReadonlyMap<string, readonly ItemHold[]>;
  readonly asked: ReadonlyMap<string, readonly AskedLetter[]>;
  readonly complaints: ReadonlyMap<string, readonly TakenComplaint[]>;
}> {
  const { where, values } = among(which);
  const [contacts, given, itemHolds, asked, complaints] = await Promise.all([
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
    readItemHolds(pool, which),
    readAskedLetters(pool, which, dayStart),
    readTakenComplaints(pool, which, dayStart),
  ]);
  return {
    contacts: grouped(contacts.rows, ({ customer_id }) => customer_id, contact),
    givenDates: grouped(given.rows, ({ customer_id }) => customer_id, givenDate),
    itemHolds,
    asked,
    complaints,
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
  /** By when the customer was told that they hear next; null: nothing was said of it. */
  readonly wordBy?: Day | null;
  readonly by: string;
  /** The task that it was the result of. */
  readonly taskKey: string | null;
}

/** Returns its id. */
export async function keepContact(client: PoolClient, contact: NewContact): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into recorded_contacts (customer_id, item_kind, item_id, at, channel, note, by, task_key, word_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      contact.customerId,
      contact.item?.kind ?? null,
      contact.item?.id ?? null,
      isoInstant(contact.at),
      contact.channel,
      contact.note,
      contact.by,
      contact.taskKey,
      contact.wordBy == null ? null : isoDay(contact.wordBy),
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('the contact was not written');
  return row.id;
}

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

/** A contact that somebody told of, as a page shows it. */
export interface RecordedContact {
  readonly id: string;
  readonly item_kind: ItemKind | null;
  readonly item_id: ItemId | null;
  readonly at: Date;
  readonly channel: string;
  readonly note: string | null;
  readonly by: string;
  /** `YYYY-MM-DD` */
  readonly word_by: string | null;
  readonly task_key: string | null;
}

/** The latest contacts with a customer that people told of, the latest first; those taken back left out. */
export async function recordedContactsOf(
  pool: Pool,
  customerId: string,
  most: number,
): Promise<readonly RecordedContact[]> {
  const { rows } = await pool.query<RecordedContact>(
    `select id, item_kind, item_id, at, channel, note, by, word_by, task_key from recorded_contacts
     where customer_id = $1 and taken_back_at is null order by at desc, id desc limit $2`,
    [customerId, most],
  );
  return rows;
}

/** It was not so. Returns false where there is none that was told by itself. */
export async function takeBackContact(
  client: PoolClient,
  customerId: string,
  id: string,
  at: Instant,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update recorded_contacts set taken_back_at = greatest($3::timestamptz, at)
     where customer_id = $1 and id = $2 and task_key is null and taken_back_at is null`,
    [customerId, id, isoInstant(at)],
  );
  return rowCount === 1;
}

/** What was said as the result of this task was not. */
export async function takeBackSaid(client: PoolClient, taskKey: string, at: Instant): Promise<void> {
  for (const table of ['recorded_contacts', 'given_promises'])
    await client.query(
      `update ${table} set taken_back_at = greatest($2, at) where task_key = $1 and taken_back_at is null`,
      [taskKey, isoInstant(at)],
    );
}
