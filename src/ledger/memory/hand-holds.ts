import type { Pool, PoolClient } from 'pg';

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
export async function holdByHand(pool: Pool | PoolClient, hold: NewHold): Promise<ListedHold> {
  const { customerId, invoiceId, until, why, by, at } = hold;
  const { rows } = await pool.query<ListedHold>(
    `insert into holds (customer_id, invoice_id, until, why, by, at) values ($1, $2, $3, $4, $5, $6) returning *`,
    [customerId, invoiceId, until, why, by, at],
  );
  const [row] = rows;
  if (!row) throw new Error('the hold was not written');
  return row;
}

/** Lifts every hold about just this invoice, or this customer as a whole. Returns those that it lifted. */
export async function liftHolds(
  pool: Pool | PoolClient,
  { customerId, invoiceId, why, by, at }: Omit<NewHold, 'until'>,
): Promise<readonly ListedHold[]> {
  const { rows } = await pool.query<ListedHold>(
    `update holds set lifted_at = $3, lifted_by = $4, lifted_why = nullif($5, '')
     where lifted_at is null and customer_id = $1 and invoice_id is not distinct from $2 returning *`,
    [customerId, invoiceId, at, by, why],
  );
  return rows;
}

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
  let last = '0';
  for (;;) {
    const { rows } = await pool.query<ListedHold>(
      `select * from holds
       where id > $1 and ($2::text is null or customer_id = $2 or invoice_id = $2)
         and ($3::date is null or lifted_at is null and (until is null or until >= $3))
       order by id limit ${PAGE}`,
      [last, filter.about ?? null, filter.on ?? null],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.id ?? last;
  }
}
