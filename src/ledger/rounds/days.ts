import type { Pool, PoolClient } from 'pg';
import { DAY, dateOf, type Instant, type IsoDay, instantOf } from '../../calendar/time.ts';
import { ledger, rowOf, rowsOf } from '../../database/query.ts';
import { REACHED } from '../letters/letters.ts';
import { personSpoke } from './person-spoke.ts';

/** Figures of one day of the company. */
export interface DayFigures {
  /** `YYYY-MM-DD` */
  readonly day: IsoDay;
  /** Letters that went; null: not counted yet. */
  readonly submitted: number | null;
  /** Of letters about cases that said we write again by this day, but for those that the customer let us off; null: not counted yet. */
  readonly words_due: number | null;
  /** Of these, those by the end of which a letter went, a person spoke with the customer, or the matter was over. */
  readonly words_kept: number | null;
  /** Harsh letters, ours or those of other systems, that from this day on were kept back. */
  readonly harsh_kept_back: number;
  /** Items that were late when the day's letters began to go; null: no round counted them. */
  readonly late: number | null;
  /** Of these, those about which nobody had a word from us by then. */
  readonly untold: number | null;
  /** Orders and jobs that were done on this day and by their promised day; null: not counted. */
  readonly promises_kept: number | null;
}

/** So many days back are counted: what a page shows, and one that had passed before the day was over. */
const BACK = 31;
/** Days between a letter's decision and its going, or its word, that are looked across. */
const ACROSS = 60;

/** After the letter `l` and before the end of the day of its word they asked to be written to less: that lets us off. */
const LET_OFF = `exists (
  select from less_often o where o.customer_id = c.customer_id and o.since >= l.decided_at and o.since < ends)`;
/** A person spoke with the customer of the case `c`, or answered a mail of theirs, after the letter `l` and before that end: it was kept. */
const SPOKE = `${personSpoke('c', (at) => `${at} >= l.decided_at and ${at} < ends`).join(' or ')}
  or exists (
    select from tasks t
    where t.case_id = c.id and t.done_by like 'contact %' and t.done_at >= l.decided_at and t.done_at < ends)`;

/**
 * Counts the latest day that is over and not counted yet. One at a time: a day of a large company takes a second or two.
 * @param zone the company's, an IANA name
 * @param promisesKept asks the company's tables what was done on a day by its promised day; null: they do not tell
 * @returns the day; null when all are counted
 */
export async function countDay(
  pool: Pool,
  today: IsoDay,
  zone: string,
  promisesKept: (day: IsoDay) => Promise<number | null>,
): Promise<IsoDay | null> {
  const { rows } = await pool.query<{ day: string }>(
    `select d::date::text as day from generate_series($1::date - 1, $1::date - ${BACK}, interval '-1 day') d
     where not exists (select from days where days.day = d::date and submitted is not null) order by d desc limit 1`,
    [today],
  );
  const day = rows[0]?.day;
  if (day === undefined) return null;
  await pool.query(
    `with bounds as (select $1::date::timestamp at time zone $2 as starts, ($1::date + 1)::timestamp at time zone $2 as ends),
     went as (
       select count(*) as letters from letters, bounds
       where decided_at >= starts - interval '${ACROSS} days' and decided_at < ends and submitted_at >= starts and submitted_at < ends),
     words as (
       select count(*) as due, count(*) filter (where c.closed_at < ends or exists (
         select from letter_cases n join letters later on later.id = n.letter_id
         where n.case_id = lc.case_id and n.ordinal > lc.ordinal and ${REACHED('later')} and later.decided_at < ends)
         or ${SPOKE}) as kept
       from bounds, letters l join letter_cases lc on lc.letter_id = l.id join cases c on c.id = lc.case_id
       where l.decided_at >= starts - interval '${ACROSS} days' and l.decided_at < ends and l.next_word_by = $1
         and l.audience = 'customer' and ${REACHED('l')} and lc.told -> 'hasWord' is distinct from 'false' and not ${LET_OFF})
     insert into days (day, submitted, words_due, words_kept, promises_kept) select $1, letters, due, kept, $3 from went, words
     on conflict (day) do update set submitted = excluded.submitted, words_due = excluded.words_due, words_kept = excluded.words_kept,
       promises_kept = excluded.promises_kept`,
    [day, zone, await promisesKept(day)],
  );
  return day;
}

/** Figures of the days since then, the oldest first; a day of which nothing is known is missing. */
export function readDays(pool: Pool, since: IsoDay): Promise<readonly DayFigures[]> {
  const days = ledger
    .selectFrom('days')
    .select([
      'day',
      'submitted',
      'words_due',
      'words_kept',
      'harsh_kept_back',
      'late',
      'untold',
      'promises_kept',
    ])
    .$narrowType<{ day: IsoDay }>()
    .where('day', '>=', since)
    .orderBy('day');
  return rowsOf(pool, days);
}

/** Letters that went since the day began: those that were decided in the last two days, which is nearly all of them. */
export async function countSubmittedSince(pool: Pool, start: Instant): Promise<number> {
  const went = ledger
    .selectFrom('letters')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('decided_at', '>=', dateOf(instantOf(start - DAY)))
    .where('submitted_at', '>=', dateOf(start));
  return Number((await rowOf(pool, went))?.count ?? 0);
}

/** Firm and formal, of a row of verdicts. */
const HARSH = (column: string): string => `coalesce(${column} in ('firm', 'formal'), false)`;
const KEPT_BACK = (row: string): string =>
  `${HARSH(`${row}.without_tone`)} and not ${HARSH(`${row}.allowed_tone`)}`;

/**
 * Counts the letters, ours and planned ones, that `coming_verdicts` keep from going harshly and those of the round before did not, in
 * all and by why.
 * @param today in the company's zone
 */
export async function countKeptBack(client: PoolClient, today: IsoDay): Promise<void> {
  await client.query(
    `with begun as (
       select coalesce(because, verdict) as because from coming_verdicts c
       where ${KEPT_BACK('c')}
         and not exists (select from verdicts v where v.key = c.key and ${KEPT_BACK('v')})),
     by_why as (
       insert into kept_back (day, because, letters) select $1::date, because, count(*) from begun group by because
       on conflict (day, because) do update set letters = kept_back.letters + excluded.letters)
     insert into days (day, harsh_kept_back) select $1::date, count(*) from begun having count(*) > 0
     on conflict (day) do update set harsh_kept_back = days.harsh_kept_back + excluded.harsh_kept_back`,
    [today],
  );
}
