import type { Pool, PoolClient } from 'pg';
import { instantFrom, isoInstant } from '../../calendar/time.ts';
import type { Absent } from '../../customer/absence.ts';
import type { About, CustomerId } from '../../customer/ids.ts';
import { ledger, rowsOf } from '../../database/query.ts';
import { grouped } from '../../grouped.ts';
import { among, type WhichCustomers } from './among.ts';

/** What we remember of these customers and their tables do not show just now; by customer. */
export async function readAbsent(
  pool: Pool,
  which: WhichCustomers,
): Promise<ReadonlyMap<string, readonly Absent[]>> {
  const theirs = ledger
    .selectFrom('absences as c')
    .select(['customer_id', 'kind', 'id', 'state', 'since'])
    .where(among(which))
    .orderBy('since')
    .orderBy('kind')
    .orderBy('id');
  return grouped(
    await rowsOf(pool, theirs),
    ({ customer_id }) => customer_id,
    ({ kind, id, state, since }) => ({
      about: { kind, id } as About,
      state,
      since: instantFrom(since),
    }),
  );
}

/** What a batch changes: absences that are new or another by now, and what is seen again, or over. */
export interface AbsenceChanges {
  readonly absent: readonly { readonly customerId: CustomerId; readonly absent: Absent }[];
  readonly seenAgain: readonly About[];
}

export async function keepAbsences(client: PoolClient, { absent, seenAgain }: AbsenceChanges): Promise<void> {
  if (seenAgain.length > 0)
    await client.query(
      `delete from absences a using unnest($1::text[], $2::text[]) as s (kind, id)
       where a.kind = s.kind and a.id = s.id`,
      [seenAgain.map(({ kind }) => kind), seenAgain.map(({ id }) => id)],
    );
  if (absent.length === 0) return;
  const rows = absent.map(({ customerId, absent: { about, state, since } }) => ({
    kind: about.kind,
    id: about.id,
    customer_id: customerId,
    state,
    since: isoInstant(since),
  }));
  await client.query(
    `insert into absences select * from jsonb_populate_recordset(null::absences, $1)
     on conflict (kind, id) do update set customer_id = excluded.customer_id, state = excluded.state, since = excluded.since`,
    [JSON.stringify(rows)],
  );
}

/** How many waiting items and invoices are not seen, by kind. */
export async function countNotSeen(pool: Pool): Promise<Readonly<Partial<Record<About['kind'], number>>>> {
  const unseen = ledger
    .selectFrom('absences')
    .select(({ fn }) => ['kind', fn.countAll<string>().as('count')])
    .where('state', '=', 'not_seen')
    .groupBy('kind');
  return Object.fromEntries((await rowsOf(pool, unseen)).map(({ kind, count }) => [kind, Number(count)]));
}
