import type { PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { callAtLarge, INTO_CALLS, isCallAfter, openCalls } from '../letter-states/open-calls.ts';
import type { FoundLetter } from './match-letter.ts';

/** Why a person calls instead of a letter: the codes of tasks. */
type CallBecause = 'address_bounced' | 'complained';

// A call for each item that is still waited for, and for each invoice that is still open as far as we know.
const ABOUT_WHAT_IS_OPEN = `
  ${INTO_CALLS}
  select o.key, o.customer_id, 'call-customer', $2, o.case_id, o.about, $3, $4, true, true from (${openCalls('$1')}) o
  on conflict (key) do nothing`;
const AT_LARGE = `
  ${INTO_CALLS}
  select ${callAtLarge('$1')}, $5, 'call-customer', $2, null, $6, $3, $4, true, true
  where not exists (select from tasks where ${isCallAfter('$1')} and customer_id = $5)
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
  await client.query(ABOUT_WHAT_IS_OPEN, values);
  if (why === 'complained')
    await client.query(AT_LARGE, [...values, letter.customer_id, JSON.stringify(letter.about)]);
}
