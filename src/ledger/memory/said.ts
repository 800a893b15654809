import { type Selectable, sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { type Day, dateOf, dayOf, type Instant, instantFrom, isoDay, parseDay } from '../../calendar/time.ts';
import type { TakenComplaint } from '../../customer/account.ts';
import type { AskedLetter, Contact, GivenDate, ItemHold } from '../../customer/customer.ts';
import type { ItemId, ItemKind, ItemRef } from '../../customer/ids.ts';
import type { Ledger } from '../../database/ledger-tables.ts';
import { changedBy, ledger, rowOf, rowsOf } from '../../database/query.ts';
import { grouped } from '../../grouped.ts';
import { among, type WhichCustomers } from './among.ts';
import { readAskedLetters } from './asked-letters.ts';
import { readItemHolds } from './item-holds.ts';
import { readTakenComplaints } from './taken-complaints.ts';

type ContactRow = Pick<
  Selectable<Ledger['recorded_contacts']>,
  'id' | 'item_kind' | 'item_id' | 'at' | 'channel'
>;
type GivenRow = Omit<
  Selectable<Ledger['given_promises']>,
  'id' | 'customer_id' | 'task_key' | 'taken_back_at'
>;

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
  const [contacts, given, itemHolds, asked, complaints] = await Promise.all([
    rowsOf(pool, contactsWith.where(among(which))),
    rowsOf(pool, latestGiven.where(among(which))),
    readItemHolds(pool, which),
    readAskedLetters(pool, which, dayStart),
    readTakenComplaints(pool, which, dayStart),
  ]);
  return {
    contacts: grouped(contacts, ({ customer_id }) => customer_id, contact),
    givenDates: grouped(given, ({ customer_id }) => customer_id, givenDate),
    itemHolds,
    asked,
    complaints,
  };
}

export type RememberedSaid = Awaited<ReturnType<typeof readSaid>>;

const contactsWith = ledger
  .selectFrom('recorded_contacts as c')
  .select(['customer_id', 'id', 'item_kind', 'item_id', 'at', 'channel'])
  .where('taken_back_at', 'is', null)
  .orderBy('at')
  .orderBy('id');

const latestGiven = ledger
  .selectFrom('given_promises as c')
  .distinctOn(['customer_id', 'item_kind', 'item_id'])
  .select(['customer_id', 'item_kind', 'item_id', 'day', 'instead_of', 'at', 'by'])
  .where('taken_back_at', 'is', null)
  .orderBy('customer_id')
  .orderBy('item_kind')
  .orderBy('item_id')
  .orderBy('at', 'desc')
  .orderBy('id', 'desc');

const contact = ({ id, item_kind, item_id, at, channel }: ContactRow): Contact => ({
  id: `recorded:${id}`,
  item: item_kind === null || item_id === null ? null : { kind: item_kind, id: item_id as ItemId },
  at: instantFrom(at),
  channel,
  direction: 'to_customer',
});

const givenDate = ({ item_kind, item_id, day, instead_of, at, by }: GivenRow): GivenDate => ({
  item: { kind: item_kind, id: item_id as ItemId },
  // A column of days holds nothing else.
  day: parseDay(day) ?? dayOf(0),
  insteadOf: instead_of === null ? null : parseDay(instead_of),
  at: instantFrom(at),
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
  const kept = ledger
    .insertInto('recorded_contacts')
    .values({
      customer_id: contact.customerId,
      item_kind: contact.item?.kind ?? null,
      item_id: contact.item?.id ?? null,
      at: dateOf(contact.at),
      channel: contact.channel,
      note: contact.note,
      by: contact.by,
      task_key: contact.taskKey,
      word_by: contact.wordBy == null ? null : isoDay(contact.wordBy),
    })
    .returning('id');
  const row = await rowOf(client, kept);
  if (!row) throw new Error('the contact was not written');
  return row.id;
}

export const keepGivenDate = (
  client: PoolClient,
  { item, day, insteadOf, at, by }: GivenDate,
  of: { readonly customerId: string; readonly taskKey: string },
): Promise<unknown> =>
  changedBy(
    client,
    ledger.insertInto('given_promises').values({
      customer_id: of.customerId,
      item_kind: item.kind,
      item_id: item.id,
      day: isoDay(day),
      instead_of: insteadOf === null ? null : isoDay(insteadOf),
      at: dateOf(at),
      by,
      task_key: of.taskKey,
    }),
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
export const recordedContactsOf = (
  pool: Pool,
  customerId: string,
  most: number,
): Promise<readonly RecordedContact[]> =>
  rowsOf(
    pool,
    ledger
      .selectFrom('recorded_contacts')
      .select(['id', 'item_kind', 'item_id', 'at', 'channel', 'note', 'by', 'word_by', 'task_key'])
      .$narrowType<{ item_id: ItemId | null }>()
      .where('customer_id', '=', customerId)
      .where('taken_back_at', 'is', null)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(most),
  );

/** It was not so. Returns false where there is none that was told by itself. */
export async function takeBackContact(
  client: PoolClient,
  customerId: string,
  id: string,
  at: Instant,
): Promise<boolean> {
  const taken = takenBack('recorded_contacts', at)
    .where('customer_id', '=', customerId)
    .where('id', '=', id)
    .where('task_key', 'is', null);
  return (await changedBy(client, taken)) === 1;
}

/** What was said as the result of this task was not. */
export async function takeBackSaid(client: PoolClient, taskKey: string, at: Instant): Promise<void> {
  for (const table of ['recorded_contacts', 'given_promises'] as const)
    await changedBy(client, takenBack(table, at).where('task_key', '=', taskKey));
}

const takenBack = (table: 'recorded_contacts' | 'given_promises', at: Instant) =>
  ledger
    .updateTable(table)
    .set({ taken_back_at: sql<Date>`greatest(${dateOf(at)}, at)` })
    .where('taken_back_at', 'is', null);
