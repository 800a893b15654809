import type { Pool } from 'pg';
import { z } from 'zod';
import type { RecordGrade } from '../../account/payment-record.ts';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { ReminderHoldCode, VerdictDo } from '../../dunning/verdict.ts';

/** How old a debt is, in calendar days after its due day. */
export const AGES = ['not_due', 'to_30', 'to_60', 'to_90', 'over_90'] as const;
export type Age = (typeof AGES)[number];

/** What is owed in one currency at one age. */
export interface AgedSum {
  readonly currency: string;
  readonly age: Age;
  readonly invoices: number;
  /** A decimal number, with a point. */
  readonly open: string;
}

/** Which verdicts are added up; null: whichever. */
export interface AgesWanted {
  readonly verdict: VerdictDo | null;
  readonly record: RecordGrade | null;
  readonly hold: ReminderHoldCode | null;
}

/** An invoice for which another system plans letters is judged once for each of them, and owed once. */
const ONCE = `(v.planned_letter is null or not exists (select from verdicts w where w.invoice_id = v.invoice_id and w.key < v.key))`;
const OWED = `v.open_amount > 0 and v.currency is not null and v.days_overdue > 0 and ${ONCE}`;
const AGE = `case when v.days_overdue <= 30 then 'to_30' when v.days_overdue <= 60 then 'to_60' when v.days_overdue <= 90 then 'to_90'
  else 'over_90' end`;
const SUMS = `v.currency, ${AGE} as age, count(*)::int as invoices, sum(v.open_amount)::text as open`;

/**
 * Adds up what is owed, once at the end of a round: for each verdict, record and reason to hold, so that the page has every sum that can be
 * asked for and adds up some hundred rows, whatever the number of invoices.
 * @param notDue of the company's tables: what is not due yet, which nobody judges
 */
export const keepAges = (pool: Pool, notDue: readonly AgedSum[], now: Instant): Promise<unknown> =>
  pool.query(
    `insert into money_ages (at, ages)
     select $1, $2::jsonb || coalesce(jsonb_agg(to_jsonb(s) order by verdict, record, hold, currency, age), '[]') from (
       select v.verdict, v.record, h.hold, ${SUMS}
       from verdicts v cross join lateral (select '' as hold union select unnest(v.holds)) h
       where ${OWED} group by 1, 2, 3, 4, 5) s
     on conflict (one) do update set at = excluded.at, ages = excluded.ages`,
    [isoInstant(now), JSON.stringify(notDue)],
  );

const kept = z.array(
  z.object({
    currency: z.string(),
    age: z.enum(AGES),
    invoices: z.number(),
    open: z.string(),
    verdict: z.string().nullable().default(null),
    record: z.string().nullable().default(null),
    /** `''`: whatever keeps it back, or nothing. */
    hold: z.string().nullable().default(null),
  }),
);

/** What the last round added up; null: none did, or one of another version. What is not due stands only where nothing is asked of verdicts. */
export async function readAges(
  pool: Pool,
  { verdict, record, hold }: AgesWanted,
): Promise<readonly AgedSum[] | null> {
  const { rows } = await pool.query<{ ages: unknown }>('select ages from money_ages');
  const read = kept.safeParse(rows[0]?.ages);
  if (!read.success) return null;
  const isAny = verdict === null && record === null && hold === null;
  return read.data.filter((sum) =>
    sum.age === 'not_due'
      ? isAny
      : sum.hold === (hold ?? '') &&
        sum.verdict === (verdict ?? sum.verdict) &&
        sum.record === (record ?? sum.record),
  );
}

/** The same of these customers and invoices, which are few. */
export async function sumAges(
  pool: Pool,
  { verdict, record, hold }: AgesWanted,
  among: { readonly customers: readonly string[]; readonly invoices: readonly string[] },
): Promise<readonly AgedSum[]> {
  const { rows } = await pool.query<AgedSum>(
    `select ${SUMS} from (
       select * from verdicts where customer_id = any($1) union select * from verdicts where invoice_id = any($2)) v
     where ${OWED} and ($3::text is null or v.verdict = $3) and ($4::text is null or v.record = $4)
       and ($5::text is null or v.holds @> array[$5]) group by 1, 2`,
    [among.customers, among.invoices, verdict, record, hold],
  );
  return rows;
}
