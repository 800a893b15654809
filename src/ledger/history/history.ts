import { sql } from 'kysely';
import type { Pool } from 'pg';
import { ledger, rowsOf } from '../../database/query.ts';

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
const COLUMNS = [
  'id',
  'at',
  'recorded_at',
  'subject_kind',
  'subject_id',
  'customer_id',
  'what',
  'from_state',
  'to_state',
  'who',
  'why',
  'detail',
] as const;

/** Other things have numbers for ids, which the company's orders may have too. */
export const OF_DOCUMENTS = sql<boolean>`customer_id is null and subject_kind in ('document', 'template')`;

/** Entries, the newest last, a page at a time so that memory stays bounded. */
export async function* listHistory(
  pool: Pool,
  filter: HistoryFilter,
): AsyncGenerator<readonly HistoryEntry[]> {
  const wanted = ledger
    // Materialized, or the planner may walk the whole history in the order that is asked for.
    .with(
      (cte) => cte('picked').materialized(),
      () => picked(filter),
    )
    .selectFrom('picked as h')
    .select(COLUMNS)
    .$narrowType<{ detail: HistoryEntry['detail'] }>()
    .orderBy('h.id')
    .limit(PAGE);
  const page = filter.about === 'these' ? wanted.where(are(filter)) : wanted;
  let last = '0';
  for (;;) {
    const rows = await rowsOf(pool, page.where('h.id', '>', last));
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

const entries = ledger.selectFrom('history').selectAll();

/** What an index leads to. */
function picked(filter: HistoryFilter): typeof entries {
  switch (filter.about) {
    case 'everybody':
      return entries.where('customer_id', 'is', null);
    case 'document':
      return entries.where(OF_DOCUMENTS).where('subject_id', '=', filter.id);
    case 'acts of':
      return entries.where('who', '=', filter.who).where('who', '<>', sql.lit('worker'));
    case 'these':
      return entries.where(sql<boolean>`customer_id = any(${[...filter.whole, ...filter.customers]})`);
  }
}

/**
 * Of one customer and some ids: what they are, what was written or judged about them, and what became of that later,
 * which names only itself.
 */
const are = ({ whole, ids }: Extract<HistoryFilter, { readonly about: 'these' }>) =>
  sql<boolean>`(h.customer_id = any(${whole}) or (h.subject_kind, h.subject_id) in (
    select subject_kind, subject_id from picked
    where subject_id = any(${ids}) or detail ->> 'item' = any(${ids}) or detail ->> 'invoice' = any(${ids}) or detail ->> 'case' = any(${ids})
      or exists (select from jsonb_path_query(detail, '$.about[*].id') as id where id #>> '{}' = any(${ids}))))`;
