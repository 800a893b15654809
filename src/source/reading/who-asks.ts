import { DAY, type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { CLOSED_WITHIN } from '../../customer/account.ts';
import { SPOKEN } from '../../customer/contacts.ts';
import type { Snapshot } from '../rows/snapshot.ts';
import { CustomerCursor } from './customer-cursor.ts';

/** A message that nobody answered for longer was answered somewhere else. */
const ASKED_WITHIN = 30 * DAY;

/** Customers whose message nobody has answered, in order of their ids: they are looked at though nothing is late. */
export async function whoAsks(snapshot: Snapshot, now: Instant): Promise<CustomerCursor> {
  const spoken = [...SPOKEN].map((channel) => `'${channel}'`).join(', ');
  const since = isoInstant(instantOf(now - ASKED_WITHIN));
  const query = `select distinct c.customer_id collate "C" from ${snapshot.tables.contacts} c
    where c.direction = 'from_customer' and lower(c.channel) not in (${spoken})
      and c.at between '${since}' and '${isoInstant(now)}' and c.customer_id collate "C" > '' and not exists (
        select from ${snapshot.tables.contacts} a where a.customer_id = c.customer_id and a.at > c.at and a.at <= '${isoInstant(now)}'
          and (a.direction = 'to_customer' or lower(a.channel) in (${spoken}))
          and (a.item_id is null or a.item_id is not distinct from c.item_id))
    order by 1`;
  return new CustomerCursor(await snapshot.cursor('who_asks', query));
}

/** Customers with an open complaint about something they wait for, or with one that was settled not long ago, in order of their ids: it is read with their account. */
export async function whoComplains(snapshot: Snapshot, now: Instant): Promise<CustomerCursor> {
  const at = isoInstant(now);
  const lately = isoInstant(instantOf(now - CLOSED_WITHIN));
  const query = `select distinct customer_id collate "C" from ${snapshot.tables.complaints} complaints
    where customer_id collate "C" > '' and (opened_at <= '${at}' or opened_at is null)
      and (item_id is not null and (closed_at is null or closed_at > '${at}' or closed_at < opened_at)
           or closed_at between '${lately}' and '${at}' and closed_at >= opened_at)
    order by 1`;
  return new CustomerCursor(await snapshot.cursor('who_complains', query));
}
