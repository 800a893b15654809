import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Pool } from 'pg';
import { RECORD_GRADES, type RecordGrade } from '../../account/payment-record.ts';
import type { Tone } from '../../customer/tone.ts';
import { ledger, rowsOf } from '../../database/query.ts';
import type { ReminderHoldCode, VerdictDo } from '../../dunning/verdict.ts';

export const VERDICTS = ['send', 'soften', 'hold', 'hand over'] as const satisfies readonly VerdictDo[];

/** A verdict of the last round as the list shows it. */
export interface ListedVerdict {
  readonly key: string;
  readonly invoice_id: string;
  /** The letter of another system that asked; null: our own ladder. */
  readonly planned_letter: string | null;
  readonly customer_id: string;
  readonly days_overdue: number;
  readonly record: RecordGrade;
  /** Calendar days by which they usually pay late; 0 where they don't, or too little is known. */
  readonly usual_lateness: number;
  readonly verdict: VerdictDo;
  readonly allowed_tone: Tone | null;
  readonly without_tone: Tone | null;
  readonly release: 'automatic' | 'human';
  readonly holds: readonly string[];
  /** Sentences in the admin language. */
  readonly reasons: readonly string[];
  /** `YYYY-MM-DD` */
  readonly until: string | null;
}

/** What the list can be put in order by: indexes of the ledger. What is open is in other currencies, and in another database. */
export const MONEY_SORTS = ['days', 'lateness'] as const;
export type MoneySort = (typeof MONEY_SORTS)[number];

export interface MoneyQuestion {
  readonly verdict: VerdictDo | null;
  readonly record: RecordGrade | null;
  /** One of the codes that keep a reminder back. */
  readonly hold: ReminderHoldCode | null;
  /** Only of these customers, or on these invoices; null: of anybody. */
  readonly among: { readonly customers: readonly string[]; readonly invoices: readonly string[] } | null;
  /** How long it is overdue, or how late they usually pay; null: the second where one grade of records is asked for. */
  readonly sort?: MoneySort | null;
  /** The shortest overdue first, or who pays earliest. */
  readonly turned?: boolean;
  /** Where a page ended. */
  readonly after: Pick<ListedVerdict, 'usual_lateness' | 'days_overdue' | 'key'> | null;
}

const USUALLY = sql<number>`coalesce(usual_lateness, 0)`;
const ORDERS = {
  days: ['days_overdue', 'key'],
  lateness: ['usual_lateness', 'days_overdue', 'key'],
} as const satisfies Readonly<Record<MoneySort, readonly string[]>>;

/** What the list is in order by where nobody chose: of one grade of records, who usually pays latest stands first. */
export const ownMoneySort = (record: RecordGrade | null): MoneySort =>
  record === null ? 'days' : 'lateness';

/** Verdicts of the last round, at most so many: the longest overdue first, or who usually pays latest. */
export async function listVerdicts(
  pool: Pool,
  { verdict, record, hold, among, sort, turned = false, after }: MoneyQuestion,
  most: number,
): Promise<readonly ListedVerdict[]> {
  const by = sort ?? ownMoneySort(record);
  const found = among === null ? all : verdictsAmong(among);
  const narrowed: RawBuilder<SqlBool>[] = [];
  if (hold !== null) narrowed.push(sql`holds @> array[${hold}]`);
  if (after !== null) {
    const beyond = sql.raw(turned ? '>' : '<');
    const last = sql`${after.days_overdue}::integer, ${after.key}::text`;
    narrowed.push(
      by === 'days'
        ? sql`(days_overdue, key) ${beyond} (${last})`
        : sql`(${USUALLY}, days_overdue, key) ${beyond} (${after.usual_lateness}::integer, ${last})`,
    );
  }
  /** In the order that is asked for; as many as a page has. */
  const first = (verdicts: Verdicts) =>
    ORDERS[by]
      .reduce((inOrder, column) => inOrder.orderBy(column, turned ? 'asc' : 'desc'), verdicts)
      .limit(most);
  // What something keeps back has no other verdict.
  const wanted = VERDICTS.filter((each) => each === (verdict ?? each) && (hold === null || each === 'hold'));
  // Each verdict and record is in order in the index; what is asked for is among their beginnings.
  const [one, ...others] = wanted.flatMap((each) =>
    (record === null ? RECORD_GRADES : [record]).map((grade) => {
      const part = listed(found)
        .where('verdict', '=', sql.lit(each))
        .where('record', '=', sql.lit(grade))
        .where(({ and }) => and(narrowed));
      return ledger.selectFrom(first(part).as('v')).selectAll();
    }),
  );
  if (one === undefined) return [];
  const together = others.reduce((joined, part) => joined.unionAll(part), one);
  return rowsOf(pool, first(ledger.selectFrom(together.as('v')).selectAll()));
}

const all = ledger.selectFrom('verdicts').selectAll();
const verdictsAmong = ({ customers, invoices }: NonNullable<MoneyQuestion['among']>): typeof all =>
  all
    .where(sql<SqlBool>`customer_id = any(${customers}::text[])`)
    .union(all.where(sql<SqlBool>`invoice_id = any(${invoices}::text[])`));

const listed = (verdicts: typeof all) =>
  ledger
    .selectFrom(verdicts.as('v'))
    .select(['key', 'invoice_id', 'planned_letter', 'customer_id', 'days_overdue', 'record', 'verdict'])
    .select(['allowed_tone', 'without_tone', 'release', 'holds', 'reasons', 'until'])
    .select(USUALLY.as('usual_lateness'))
    .$narrowType<{ without_tone: Tone | null }>();
type Verdicts = ReturnType<typeof listed>;
