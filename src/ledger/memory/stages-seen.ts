import type { Pool, PoolClient } from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import type { ItemKind } from '../../customer/ids.ts';
import { type LastSeen, placeKey, type SeenPlace, type StageSeen } from '../../customer/stages-seen.ts';

/** What stands for the item itself where a line has its number. */
const ITSELF = -1;

/** Where these were last seen, in one query by the primary key. */
export async function readStagesSeen(
  pool: Pool,
  places: readonly SeenPlace[],
): Promise<ReadonlyMap<string, LastSeen>> {
  const { rows } = await pool.query<{
    kind: ItemKind;
    id: string;
    line_no: number;
    stage: string;
    since: Date;
  }>(
    `select p.kind, p.id, p.line_no, last.stage, last.since
     from unnest($1::text[], $2::text[], $3::int[]) as p (kind, id, line_no),
       lateral (select s.stage, s.since from stages_seen s
                where s.item_kind = p.kind and s.item_id = p.id and s.line_no = p.line_no
                order by s.since desc, s.stage limit 1) as last`,
    [
      places.map(({ kind }) => kind),
      places.map(({ id }) => id),
      places.map(({ lineNo }) => lineNo ?? ITSELF),
    ],
  );
  return new Map(
    rows.map(({ kind, id, line_no, stage, since }) => [
      placeKey({ kind, id, lineNo: line_no === ITSELF ? null : line_no }),
      { stage, since: instantOf(since.getTime()) },
    ]),
  );
}

/** Keeps what was seen for the first time in a round. */
export async function keepStagesSeen(
  client: PoolClient,
  now: Instant,
  seen: readonly StageSeen[],
): Promise<void> {
  if (seen.length === 0) return;
  const rows = seen.map(({ kind, id, lineNo, stage, customerId }) => ({
    item_kind: kind,
    item_id: id,
    line_no: lineNo ?? ITSELF,
    stage,
    since: isoInstant(now),
    customer_id: customerId,
  }));
  await client.query(
    `insert into stages_seen select * from jsonb_populate_recordset(null::stages_seen, $1) on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}
