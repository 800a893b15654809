import type { Pool } from 'pg';
import { REACHED } from '../letters/letters.ts';

/** A case as `tidings cases` lists it. */
export interface CaseEntry {
  readonly id: string;
  readonly customer_id: string;
  readonly item_kind: string;
  readonly item_id: string;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly closed_because: string | null;
  /** Letters that reached the customer or are on their way. */
  readonly letters: number;
  readonly last_letter_at: Date | null;
  /** Our word: the day by which the last letter said we would write again. */
  readonly next_word_by: string | null;
  readonly tasks: number;
}

export interface CaseFilter {
  readonly customerId?: string | undefined;
  /** Closed ones too. */
  readonly all?: boolean | undefined;
}

const PAGE = 1_000;

/** Cases with what was written about them, the longest open first, a page at a time so that memory stays bounded. */
export async function* listCases(pool: Pool, filter: CaseFilter): AsyncGenerator<readonly CaseEntry[]> {
  let page = await casesAfter(pool, filter, null);
  while (page.length > 0) {
    yield page;
    page = page.length < PAGE ? [] : await casesAfter(pool, filter, page.at(-1) ?? null);
  }
}

async function casesAfter(pool: Pool, filter: CaseFilter, last: CaseEntry | null): Promise<CaseEntry[]> {
  const { rows } = await pool.query<CaseEntry>(
    `select c.id, c.customer_id, c.item_kind, c.item_id, c.opened_at, c.closed_at, c.closed_because,
            count(l.id)::int as letters, max(coalesce(l.submitted_at, l.decided_at)) as last_letter_at,
            (array_agg(l.next_word_by order by l.decided_at desc) filter (where l.id is not null))[1] as next_word_by,
            (select count(*) from tasks t where t.case_id = c.id)::int as tasks
     from cases c
     left join letter_cases lc on lc.case_id = c.id
     left join letters l on l.id = lc.letter_id
       and ${REACHED('l')}
     where ($1::text is null or c.customer_id = $1) and ($2 or c.closed_at is null)
       and ($3::timestamptz is null or (c.opened_at, c.id) > ($3, $4))
     group by c.id order by c.opened_at, c.id limit $5`,
    [filter.customerId ?? null, filter.all ?? false, last?.opened_at ?? null, last?.id ?? null, PAGE],
  );
  return rows;
}
