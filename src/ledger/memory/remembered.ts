import type { Pool } from 'pg';
import type { About, CustomerId } from '../../customer/ids.ts';

/** An item or an invoice of which something is remembered, with its customer as we know them. */
export interface Remembered {
  readonly about: About;
  readonly customerId: CustomerId;
}

const PAGE = 5_000;

// The keys alone, by indexes that hold nothing that has ended.
const CASES = `select customer_id, id as key, item_kind as kind, item_id as id from cases
  where not item_ended and (customer_id, id) > ($1, $2) order by customer_id, cases.id limit ${PAGE}`;
const REMINDERS = `select customer_id, invoice_id as key, 'invoice' as kind, invoice_id as id from reminders
  where ended_at is null and (customer_id, invoice_id) > ($1, $2) group by customer_id, invoice_id
  order by customer_id, invoice_id limit ${PAGE}`;

/** Everything that is remembered and has not ended, some thousands at a time. */
export async function* rememberedThings(pool: Pool): AsyncGenerator<readonly Remembered[]> {
  for (const query of [CASES, REMINDERS]) {
    let [customerId, key] = ['', ''];
    for (;;) {
      const { rows } = await pool.query<{
        customer_id: CustomerId;
        key: string;
        kind: About['kind'];
        id: string;
      }>(query, [customerId, key]);
      const last = rows.at(-1);
      if (!last) break;
      [customerId, key] = [last.customer_id, last.key];
      yield rows.map(({ customer_id, kind, id }) => ({
        about: { kind, id } as About,
        customerId: customer_id,
      }));
    }
  }
}

/** Where the last letter about each of these went, in small letters, in their order; null: none did. */
export async function lastAddresses(
  pool: Pool,
  things: readonly Remembered[],
): Promise<readonly (string | null)[]> {
  if (things.length === 0) return [];
  const { rows } = await pool.query<{ address: string | null }>(
    `select (select lower(l.to_address) from letters l
             where l.customer_id = t.customer_id and l.audience = 'customer'
               and l.about @> jsonb_build_array(jsonb_build_object('kind', t.kind, 'id', t.id))
             order by l.decided_at desc limit 1) as address
     from unnest($1::text[], $2::text[], $3::text[]) with ordinality as t (customer_id, kind, id, nth) order by nth`,
    [
      things.map(({ customerId }) => customerId),
      things.map(({ about }) => about.kind),
      things.map(({ about }) => about.id),
    ],
  );
  return rows.map(({ address }) => address);
}

/** Customers of whom something is remembered that belongs to no single thing: holds, suppressed addresses, open replies. */
export async function customersAtLarge(pool: Pool): Promise<readonly CustomerId[]> {
  const { rows } = await pool.query<{ customer_id: CustomerId }>(
    `select customer_id from holds where lifted_at is null and invoice_id is null
     union select customer_id from suppressions where lifted_at is null
     union select customer_id from recorded_contacts where taken_back_at is null and item_id is null
     union select customer_id from less_often where lifted_at is null
     union select customer_id from replies where answered_at is null`,
  );
  return rows.map(({ customer_id }) => customer_id);
}

/** One thing that goes to another customer with all that is remembered of it; kind customer: what belongs to no single one. */
export interface Move {
  readonly kind: About['kind'] | 'customer';
  readonly id: string;
  readonly from: CustomerId;
  readonly to: CustomerId;
  readonly address: string | null;
  readonly merged: boolean;
}

const AT_ONCE = 1_000;

/** Takes along what is remembered (0017_memory_follows.sql), some at a time, each time in one transaction. */
export async function moveMemory(pool: Pool, moves: readonly Move[]): Promise<void> {
  for (let from = 0; from < moves.length; from += AT_ONCE)
    await pool.query('select move_memory($1), move_said($1), move_answers($1)', [
      JSON.stringify(moves.slice(from, from + AT_ONCE)),
    ]);
}
