import type { Pool, PoolClient } from 'pg';
import { DAY, dateOf, type Instant, instantFrom, instantOf, isoInstant } from '../../calendar/time.ts';
import type { AskedLetter } from '../../customer/customer.ts';
import type { ItemId, ItemKind, ItemRef } from '../../customer/ids.ts';
import { ledger, rowsOf } from '../../database/query.ts';
import { grouped } from '../../grouped.ts';
import { ASKED_LASTS } from '../../waiting/asked.ts';
import { among, type WhichCustomers } from './among.ts';

/** A letter that a person asked for, as a page shows it. */
interface ListedAskedLetter {
  readonly id: string;
  readonly item_kind: ItemKind;
  readonly item_id: ItemId;
  readonly at: Date;
  readonly by: string;
}

/** A day more than any of them lasts: a wish of the evening before counts on the day that begins. */
export const ASKED_LATELY = ASKED_LASTS + DAY;

/** What people asked for, of these customers, not long before this day; those taken back left out. */
export async function readAskedLetters(
  pool: Pool,
  which: WhichCustomers,
  dayStart: Instant,
): Promise<ReadonlyMap<string, readonly AskedLetter[]>> {
  const theirs = ledger
    .selectFrom('asked_letters as c')
    .select(['customer_id', 'item_kind', 'item_id', 'at', 'by'])
    .$narrowType<{ item_id: ItemId }>()
    .where('lifted_at', 'is', null)
    .where('at', '>', dateOf(instantOf(dayStart - ASKED_LATELY)))
    .where(among(which))
    .orderBy('at')
    .orderBy('id');
  return grouped(
    await rowsOf(pool, theirs),
    ({ customer_id }) => customer_id,
    ({ item_kind, item_id, at, by }) => ({
      item: { kind: item_kind, id: item_id },
      at: instantFrom(at),
      by,
    }),
  );
}

/** Those of one customer that count still and that no letter answered yet: none about the item was written since, the latest first. */
export async function openAskedLetters(
  pool: Pool,
  customerId: string,
  now: Instant,
): Promise<readonly ListedAskedLetter[]> {
  const { rows } = await pool.query<ListedAskedLetter>(
    `select id, item_kind, item_id, at, by from asked_letters a
     where customer_id = $1 and lifted_at is null and at > $2 and not exists (
       select from cases c join letter_cases lc on lc.case_id = c.id join letters l on l.id = lc.letter_id
       where c.customer_id = a.customer_id and c.item_kind = a.item_kind and c.item_id = a.item_id and l.decided_at >= a.at)
     order by at desc, id desc`,
    [customerId, isoInstant(instantOf(now - ASKED_LASTS))],
  );
  return rows;
}

/** Somebody asked for a letter since then: a round should not be waited for. */
export async function wasAskedSince(pool: Pool, since: Instant): Promise<boolean> {
  const { rows } = await pool.query<{ asked: boolean }>(
    'select exists (select from asked_letters where lifted_at is null and at > $1) as asked',
    [isoInstant(since)],
  );
  return rows[0]?.asked === true;
}

/** A letter about the item is due from now on. */
export const askForLetter = (
  client: PoolClient,
  asked: { readonly customerId: string; readonly item: ItemRef; readonly by: string; readonly at: Instant },
): Promise<unknown> =>
  client.query(
    'insert into asked_letters (customer_id, item_kind, item_id, at, by) values ($1, $2, $3, $4, $5)',
    [asked.customerId, asked.item.kind, asked.item.id, isoInstant(asked.at), asked.by],
  );

/** Nobody asks for a letter about that item any more, however often it was asked for. Returns false where it was taken back before. */
export async function askNoMore(
  client: PoolClient,
  lift: { readonly customerId: string; readonly id: string; readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update asked_letters set lifted_at = greatest($3::timestamptz, at), lifted_by = $4
     where customer_id = $1 and lifted_at is null
       and (item_kind, item_id) in (select item_kind, item_id from asked_letters where customer_id = $1 and id = $2)`,
    [lift.customerId, lift.id, isoInstant(lift.at), lift.by],
  );
  return (rowCount ?? 0) > 0;
}
