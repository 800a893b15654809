import type { PoolClient } from 'pg';
import type { Day, Instant } from '../calendar/time.ts';
import type { ItemRef } from '../customer/ids.ts';
import { contactKey, endByHand, endCalls, itemHoldKey, keepByHand } from '../ledger/lists/by-hand-tasks.ts';
import { openAgain } from '../ledger/lists/task-results.ts';
import { holdItem, liftItem } from '../ledger/memory/item-holds.ts';
import { keepContact, takeBackContact } from '../ledger/memory/said.ts';

/** Who decided something about a customer, and when. */
export interface ByWhom {
  readonly customerId: string;
  readonly by: string;
  /** Who of `source.people` that is; null: nobody whom the tables know. */
  readonly person: string | null;
  readonly at: Instant;
}

export interface SpokeWith extends ByWhom {
  /** Null: about their business at large. */
  readonly item: ItemRef | null;
  readonly channel: string;
  readonly note: string | null;
  /** By when they were told that they hear next. */
  readonly wordBy: Day | null;
}

/**
 * Somebody spoke with the customer: it counts as a contact, calls about it are made, and by the day that was named it is their task to be
 * in touch again.
 */
export async function spokeWith(client: PoolClient, spoke: SpokeWith): Promise<void> {
  const { customerId, item, at, by, person, wordBy } = spoke;
  const id = await keepContact(client, { ...spoke, taskKey: null });
  await endCalls(client, { customerId, item, by, at, contactId: id });
  if (wordBy === null) return;
  await keepByHand(client, {
    key: contactKey(id),
    customerId,
    about: item === null ? [] : [item],
    forPerson: person,
    why: 'word_by_hand',
    dueOn: wordBy,
    at,
  });
}

/** It was not so: the contact counts no more, and what was done with it is open again. Returns false where there is none. */
export async function takeBackSpoken(
  client: PoolClient,
  { customerId, by, at }: ByWhom,
  contactId: string,
): Promise<boolean> {
  if (!(await takeBackContact(client, customerId, contactId, at))) return false;
  await endByHand(client, [contactKey(contactId)], by, at);
  await openAgain(client, customerId, contactId);
  return true;
}

/** No letters about the item through a day: until then it is theirs, and on that day their task. */
export async function keepQuiet(
  client: PoolClient,
  { customerId, by, person, at }: ByWhom,
  hold: { readonly item: ItemRef; readonly until: Day; readonly why: string },
): Promise<void> {
  const { item, until, why } = hold;
  const { id, lifted } = await holdItem(client, { customerId, item, until, why, by, at });
  await endByHand(client, lifted.map(itemHoldKey), by, at);
  const about = [{ kind: item.kind, id: item.id }];
  await keepByHand(client, {
    key: itemHoldKey(id),
    customerId,
    about,
    forPerson: person,
    why: 'held_by_hand',
    dueOn: until,
    at,
  });
}

/** Letters about the item go again. Returns false where nobody kept them back. */
export async function writeAgain(
  client: PoolClient,
  { customerId, by, at }: ByWhom,
  item: ItemRef,
): Promise<boolean> {
  const lifted = await liftItem(client, { customerId, item, by, at });
  await endByHand(client, lifted.map(itemHoldKey), by, at);
  return lifted.length > 0;
}
