import type { Pool } from 'pg';
import { type Connection, ledger, rowOf, rowsOf } from '../../database/query.ts';

/** A hold by hand, with its history. */
export interface ListedHold {
  readonly id: string;
  readonly customer_id: string;
  readonly invoice_id: string | null;
  /** `YYYY-MM-DD`, the last day on which it holds; null: until it is lifted. */
  readonly until: string | null;
  readonly why: string;
  readonly by: string;
  readonly at: Date;
  readonly lifted_at: Date | null;
  readonly lifted_by: string | null;
  readonly lifted_why: string | null;
}

export interface NewHold {
  readonly customerId: string;
  /** Null: whatever this customer owes. */
  readonly invoiceId: string | null;
  readonly until: string | null;
  readonly why: string;
  readonly by: string;
  /** ISO 8601 */
  readonly at: string;
}

/** A hold until a day that has passed would hold nothing. Days are `YYYY-MM-DD`. */
export const hasPassed = (until: string | null, today: string): boolean => until !== null && until < today;

/** A person says: no reminders. One more hold about the same lies beside the others; all of them count. */
export async function holdByHand(connection: Connection, hold: NewHold): Promise<ListedHold> {
  const { customerId, invoiceId, until, why, by, at } = hold;
  const held = ledger
    .insertInto('holds')
    .values({ customer_id: customerId, invoice_id: invoiceId, until, why, by, at })
    .returningAll();
  const row = await rowOf(connection, held);
  if (!row) throw new Error('the hold was not written');
  return row;
}

/** Lifts every hold about just this invoice, or this customer as a whole. Returns those that it lifted. */
export const liftHolds = (
  connection: Connection,
  { customerId, invoiceId, why, by, at }: Omit<NewHold, 'until'>,
): Promise<readonly ListedHold[]> =>
  rowsOf(
    connection,
    ledger
      .updateTable('holds')
      .set({ lifted_at: at, lifted_by: by, lifted_why: why === '' ? null : why })
      .where('lifted_at', 'is', null)
      .where('customer_id', '=', customerId)
      .where('invoice_id', 'is not distinct from', invoiceId)
      .returningAll(),
  );

/** Which holds to list. */
export interface HoldFilter {
  /** About this invoice, or anything of this customer; all if not said. */
  readonly about?: string | undefined;
  /** `YYYY-MM-DD`: only those that hold on this day; the lifted and ended ones too if not said. */
  readonly on?: string | undefined;
}

const PAGE = 1_000;

/** Holds, the oldest first, a page at a time so that memory stays bounded. */
export async function* listHolds(pool: Pool, filter: HoldFilter): AsyncGenerator<readonly ListedHold[]> {
  let wanted = ledger.selectFrom('holds').selectAll().orderBy('id').limit(PAGE);
  const { about, on } = filter;
  if (about !== undefined)
    wanted = wanted.where(({ eb, or }) => or([eb('customer_id', '=', about), eb('invoice_id', '=', about)]));
  if (on !== undefined)
    wanted = wanted
      .where('lifted_at', 'is', null)
      .where(({ eb, or }) => or([eb('until', 'is', null), eb('until', '>=', on)]));
  let last = '0';
  for (;;) {
    const rows = await rowsOf(pool, wanted.where('id', '>', last));
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.id ?? last;
  }
}
