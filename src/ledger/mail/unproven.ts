import { sql } from 'kysely';
import { dateOf, type Instant } from '../../calendar/time.ts';
import { type Connection, ledger, rowOf, rowsOf } from '../../database/query.ts';
import { HOLDS, OF_MAIL } from '../alarms/held-by-address.ts';

/** A mail that holds reminders of a customer because it names an address of theirs. */
export interface UnprovenReply {
  readonly id: string;
  readonly customer_id: string;
  readonly at: Date;
  /** The address that it names as its sender. */
  readonly address: string | null;
  /** `YYYY-MM-DD`: by when somebody answers. */
  readonly owed_by: string;
}

/** Those that hold now, the latest first. @param after the last one of the page before */
export function unprovenReplies(
  connection: Connection,
  after: { readonly at: Date; readonly id: string } | null,
  most: number,
): Promise<readonly UnprovenReply[]> {
  const page = unproven
    .select(['r.id', 'r.customer_id', 'r.at', 'm.address', 'r.owed_by'])
    .orderBy('r.at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(most);
  if (after === null) return rowsOf(connection, page);
  return rowsOf(
    connection,
    page.where(({ eb, refTuple, tuple }) => eb(refTuple('r.at', 'r.id'), '<', tuple(after.at, after.id))),
  );
}

/** Replies that hold, with the mail of an address that several customers share: it is one reply for each. */
const unproven = ledger
  .selectFrom('replies as r')
  .innerJoin('inbox_mails as m', (join) => join.on(sql<boolean>`${sql.raw(OF_MAIL)}`))
  .where(sql<boolean>`${sql.raw(HOLDS)}`);

/**
 * A person says that those which came since then prove nothing: reminders and letters wait for them no more. Whoever is to answer them
 * still is: among forged ones may be a customer's own.
 * @param customer of this one alone; null: of all
 * @returns for how many customers they held
 */
export async function liftUnproven(
  connection: Connection,
  since: Instant,
  customer: string | null,
  by: string,
  now: Instant,
): Promise<number> {
  const later = unproven.select('r.id').where('r.at', '>=', dateOf(since));
  const lifted = ledger
    .updateTable('replies')
    .set({ unproven_at: sql<Date>`greatest(${dateOf(now)}, at)`, unproven_by: by })
    .where('id', 'in', customer === null ? later : later.where('r.customer_id', '=', customer))
    .returning('customer_id');
  const counted = ledger
    .with('lifted', () => lifted)
    .selectFrom('lifted')
    .select(({ fn }) => fn.count<string>('customer_id').distinct().as('customers'));
  return Number((await rowOf(connection, counted))?.customers ?? 0);
}
