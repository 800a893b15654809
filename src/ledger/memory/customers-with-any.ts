import type { Pool } from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { CLOSED_WITHIN } from '../../customer/account.ts';
import type { CustomerRange } from '../../customer/customer.ts';
import { compareBytes } from '../../database/byte-order.ts';
import { ASKED_LATELY } from './asked-letters.ts';

// What few customers have. Each is found by an index that begins with the customer.
const RARE = [
  'holds c where c.lifted_at is null',
  'suppressions c where c.lifted_at is null',
  'tasks c where c.untold and c.urgent and c.done_at is null',
  'recorded_contacts c where c.taken_back_at is null',
  'given_promises c where c.taken_back_at is null',
  'item_holds c where c.lifted_at is null',
  'asked_letters c where c.lifted_at is null and c.at > $2',
  'taken_complaints c where c.ended_at is null',
  'taken_complaints c where c.ended_at > $3',
  'answers c where true',
  'less_often c where true',
  'replies c where c.answered_at is null',
  'replies c where c.answered_at is not null',
];

const NEXT = `select min(next collate "C") as next from (${RARE.map(
  (each) =>
    `(select c.customer_id as next from ${each} and c.customer_id > $1 order by c.customer_id limit 1)`,
).join(' union all ')}) as rare`;

/**
 * Holds by hand, suppressed addresses, replies, untold tasks, answers with one tap and what people said and decided in a story: for one pass over the customers in order of their ids, whether
 * a range has anybody with any of them. Most ranges have nobody, and are spared a query for each. What comes up during the
 * pass, about a customer who was passed by in this way, is seen by the next one.
 */
export class CustomersWithAny {
  readonly #pool: Pool;
  readonly #since: readonly string[];
  /** The first customer with any beyond all ranges so far; null: nobody. Undefined: not asked yet. */
  #next: string | null | undefined;

  /** @param dayStart of today, before which some of it counts for a while only */
  constructor(pool: Pool, dayStart: Instant) {
    this.#pool = pool;
    this.#since = [ASKED_LATELY, CLOSED_WITHIN].map((span) => isoInstant(instantOf(dayStart - span)));
  }

  async areIn({ after, through }: CustomerRange): Promise<boolean> {
    if (this.#next === undefined) this.#next = await this.#after(after ?? '');
    if (this.#next === null || (through !== null && compareBytes(this.#next, through) > 0)) return false;
    this.#next = through === null ? null : await this.#after(through);
    return true;
  }

  async #after(customerId: string): Promise<string | null> {
    const { rows } = await this.#pool.query<{ next: string | null }>(NEXT, [customerId, ...this.#since]);
    return rows[0]?.next ?? null;
  }
}
