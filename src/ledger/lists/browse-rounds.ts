import type { Pool } from 'pg';

/** A round as a list shows it; what its report does not hold (it is under way, was killed, or the report is gone) is null. */
export interface BrowsedRound {
  readonly id: string;
  readonly at: Date;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly half: string;
  /** The report without its lists. */
  readonly totals: unknown;
}

// A report can be megabytes; only those of a version before, which have no totals, are read whole.
const TOTALS = `coalesce(totals, (select jsonb_object_agg(key, value) from jsonb_each(report) as list
  where jsonb_typeof(value) <> 'array'))`;
const COLUMNS = `id, at, started_at, finished_at, half, ${TOTALS} as totals`;

/** Rounds, the newest first. @param before the id of the last one of the page before */
export async function browseRounds(
  pool: Pool,
  before: string | null,
  most: number,
): Promise<readonly BrowsedRound[]> {
  const { rows } = await pool.query<BrowsedRound>(
    `select ${COLUMNS} from rounds where $1::bigint is null or id < $1 order by id desc limit $2`,
    [before, most],
  );
  return rows;
}

/** One round with the first entries of each list of its report. */
export interface RoundInFull extends BrowsedRound {
  readonly lists: unknown;
}

/** @param most entries of each list */
export async function roundInFull(pool: Pool, id: string, most: number): Promise<RoundInFull | null> {
  const { rows } = await pool.query<RoundInFull>(
    `select ${COLUMNS}, (
       select jsonb_object_agg(list.key, jsonb_path_query_array(list.value, '$[0 to $last]', jsonb_build_object('last', $2::int - 1)))
       from jsonb_each(report) as list where jsonb_typeof(list.value) = 'array') as lists
     from rounds where id = $1`,
    [id, most],
  );
  return rows[0] ?? null;
}

/** Holds of one code, with one of them as an example. */
export interface HeldByCode {
  readonly code: string;
  readonly count: number;
  readonly reason: string | null;
  /** None: a guard, a person's release, or a version before, which wrote the reason alone. */
  readonly hold: unknown;
}

/** Holds of one report by their code: how many, of those that it lists. */
export async function heldByCode(pool: Pool, id: string): Promise<readonly HeldByCode[]> {
  const { rows } = await pool.query<HeldByCode>(
    `select left(hold ->> 'code', 100) as code, count(*)::int as count, left(min(hold ->> 'reason'), 2000) as reason,
       (array_agg(hold -> 'hold' order by hold ->> 'reason'))[1] as hold
     from rounds, jsonb_array_elements(coalesce(report -> 'holds', '[]')) as hold
     where id = $1 group by 1 order by 2 desc, 1 limit 50`,
    [id],
  );
  return rows;
}

/** A row that a round set aside, as its report has it. */
export interface RowSetAside {
  readonly table: string;
  readonly id: string;
  readonly reason: string;
  /** None: a version before wrote the reason alone. */
  readonly fault?: unknown;
}

/** Every row that a round set aside and its report lists. */
export async function quarantinedIn(pool: Pool, id: string): Promise<readonly RowSetAside[] | null> {
  const { rows } = await pool.query<{ rows: RowSetAside[] | null }>(
    `select coalesce(report -> 'quarantined', '[]') as rows from rounds where id = $1`,
    [id],
  );
  return rows[0] ? (rows[0].rows ?? []) : null;
}
