import type { Pool } from 'pg';

/** An entry of the history as `history --json` tells it: what changed, when, by whom and why. */
export interface HistoryEntry {
  /** In the order in which the entries of one subject were written. */
  readonly id: string;
  /** By the clock of whoever acted. */
  readonly at: Date;
  /** By the database's clock. */
  readonly recorded_at: Date;
  /** letter, verdict, hold, task, case, template, pause, history, customer, or what another table is called by keep_history. */
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly customer_id: string | null;
  readonly what: string;
  readonly from_state: string | null;
  readonly to_state: string | null;
  readonly who: string;
  readonly why: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** Which entries are wanted; `everybody`: those that concern no customer. */
export type HistoryFilter =
  | { readonly about: 'everybody' }
  /** A document of the letters by its path, or a version of a template by its hash. */
  | { readonly about: 'document'; readonly id: string }
  | { readonly about: 'acts of'; readonly who: string }
  | {
      readonly about: 'these';
      /** Customers of whom all is wanted. */
      readonly whole: readonly string[];
      /** Of these customers: letters, cases, items and invoices by their ids. */
      readonly customers: readonly string[];
      readonly ids: readonly string[];
    };

const PAGE = 1_000;
const COLUMNS =
  'id, at, recorded_at, subject_kind, subject_id, customer_id, what, from_state, to_state, who, why, detail';

/** Other things have numbers for ids, which the company's orders may have too. */
export const OF_DOCUMENTS = "customer_id is null and subject_kind in ('document', 'template')";
/** Entries of these customers: the index on them serves it. */
const THEIRS = 'select * from history where customer_id = any($2::text[] || $3::text[])';
/**
 * Of one customer and some ids: what they are, what was written or judged about them, and what became of that later,
 * which names only itself.
 */
const ABOUT = `h.customer_id = any($2) or (h.subject_kind, h.subject_id) in (
    select subject_kind, subject_id from picked
    where subject_id = any($4) or detail ->> 'item' = any($4) or detail ->> 'invoice' = any($4) or detail ->> 'case' = any($4)
      or exists (select from jsonb_path_query(detail, '$.about[*].id') as id where id #>> '{}' = any($4)))`;

/** Entries, the newest last, a page at a time so that memory stays bounded. */
export async function* listHistory(
  pool: Pool,
  filter: HistoryFilter,
): AsyncGenerator<readonly HistoryEntry[]> {
  const { from, where, values } = condition(filter);
  let last = '0';
  for (;;) {
    const { rows } = await pool.query<HistoryEntry>(
      // Materialized, or the planner may walk the whole history in the order that is asked for.
      `with picked as materialized (${from})
       select ${COLUMNS} from picked h where h.id > $1 and (${where}) order by h.id limit ${PAGE}`,
      [last, ...values],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

interface Condition {
  readonly from: string;
  readonly where: string;
  readonly values: readonly unknown[];
}

function condition(filter: HistoryFilter): Condition {
  switch (filter.about) {
    case 'everybody':
      return { from: 'select * from history where customer_id is null', where: 'true', values: [] };
    case 'document':
      return {
        from: `select * from history where ${OF_DOCUMENTS} and subject_id = $2`,
        where: 'true',
        values: [filter.id],
      };
    case 'acts of':
      return {
        from: "select * from history where who = $2 and who <> 'worker'",
        where: 'true',
        values: [filter.who],
      };
    case 'these':
      return { from: THEIRS, where: ABOUT, values: [filter.whole, filter.customers, filter.ids] };
  }
}
