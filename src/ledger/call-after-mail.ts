import type { PoolClient } from 'pg';
import { type Instant, isoInstant } from '../calendar/time.ts';
import type { FoundLetter } from './match-letter.ts';

/** Why a person calls instead of a letter: the codes of tasks. */
type CallBecause = 'address_bounced' | 'complained';

// A call for each item that is still waited for, and for each invoice that is still open as far as we know. The keys of
// the latter are those of the calls that dunning asks for, so that nobody is asked twice.
const ABOUT_ITEMS = `
  insert into tasks (key, customer_id, kind, for_person, case_id, about, why, created_at, untold)
  select c.id || '/call-customer/' || $1, c.customer_id, 'call-customer', $2, c.id,
         jsonb_build_array(jsonb_build_object('kind', c.item_kind, 'id', c.item_id)), $3, $4, true
  from letter_cases lc join cases c on c.id = lc.case_id
  where lc.letter_id = $1 and c.closed_at is null
  on conflict (key) do nothing`;
const ABOUT_INVOICES = `
  insert into tasks (key, customer_id, kind, for_person, case_id, about, why, created_at, untold)
  select r.customer_id || '/invoice:' || r.invoice_id || '/call-customer/' || r.rung, r.customer_id, 'call-customer', $2,
         null, jsonb_build_array(jsonb_build_object('kind', 'invoice', 'id', r.invoice_id)), $3, $4, true
  from reminders r where r.letter_id = $1 and r.rung is not null and r.ended_at is null
  on conflict (key) do nothing`;
const AT_LARGE = `
  insert into tasks (key, customer_id, kind, for_person, case_id, about, why, created_at, untold)
  select 'call-customer/' || $1, $5, 'call-customer', $2, null, $6, $3, $4, true
  where not exists (select from tasks where kind = 'call-customer' and right(key, length($1) + 1) = '/' || $1
                      and customer_id = $5)
    and not exists (select from reminders where letter_id = $1 and rung is not null and ended_at is null)
  on conflict (key) do nothing`;

/**
 * Asks the person whom the letter named to call, about all that it told of and that is not over. A complaint is worth a
 * call though nothing is open any more; good news that came back is not.
 */
export async function askToCall(
  client: PoolClient,
  letter: FoundLetter,
  why: CallBecause,
  now: Instant,
): Promise<void> {
  const values = [letter.id, letter.for_person, why, isoInstant(now)];
  await client.query(ABOUT_ITEMS, values);
  await client.query(ABOUT_INVOICES, values);
  if (why === 'complained')
    await client.query(AT_LARGE, [...values, letter.customer_id, JSON.stringify(letter.about)]);
}
