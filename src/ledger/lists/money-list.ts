import type { Pool } from 'pg';
import { RECORD_GRADES, type RecordGrade } from '../../account/payment-record.ts';
import type { Tone } from '../../customer/tone.ts';
import type { HoldCode, VerdictDo } from '../../dunning/verdict.ts';

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
  readonly hold: HoldCode | null;
  /** Only of these customers, or on these invoices; null: of anybody. */
  readonly among: { readonly customers: readonly string[]; readonly invoices: readonly string[] } | null;
  /** How long it is overdue, or how late they usually pay; null: the second where one grade of records is asked for. */
  readonly sort?: MoneySort | null;
  /** The shortest overdue first, or who pays earliest. */
  readonly turned?: boolean;
  /** Where a page ended. */
  readonly after: Pick<ListedVerdict, 'usual_lateness' | 'days_overdue' | 'key'> | null;
}

const COLUMNS = `key, invoice_id, planned_letter, customer_id, days_overdue, record, verdict, allowed_tone, without_tone, release,
  holds, reasons, until, coalesce(usual_lateness, 0) as usual_lateness`;
const ORDERS: Readonly<Record<MoneySort, readonly string[]>> = {
  days: ['days_overdue', 'key'],
  lateness: ['usual_lateness', 'days_overdue', 'key'],
};
const AMONG =
  '(select * from verdicts where customer_id = any($2) union select * from verdicts where invoice_id = any($3))';

/** What the list is in order by where nobody chose: of one grade of records, who usually pays latest stands first. */
export const ownMoneySort = (record: RecordGrade | null): MoneySort =>
  record === null ? 'days' : 'lateness';

/** Verdicts of the last round, at most so many: the longest overdue first, or who usually pays latest. */
export async function listVerdicts(
  pool: Pool,
  { verdict, record, hold, among, sort, turned = false, after }: MoneyQuestion,
  most: number,
): Promise<readonly ListedVerdict[]> {
  const values = [
    most,
    among?.customers ?? null,
    among?.invoices ?? null,
    hold,
    after?.days_overdue ?? null,
    after?.key ?? null,
    after?.usual_lateness ?? null,
  ];
  const by = sort ?? ownMoneySort(record);
  const direction = turned ? 'asc' : 'desc';
  const order = `order by ${ORDERS[by].map((column) => `${column} ${direction}`).join(', ')} limit $1`;
  const beyond =
    by === 'days'
      ? `(days_overdue, key) ${turned ? '>' : '<'} ($5, $6)`
      : `(coalesce(usual_lateness, 0), days_overdue, key) ${turned ? '>' : '<'} ($7, $5, $6)`;
  const narrowed = [
    // Every value has its type, also where this question does not use it.
    '(($2::text[], $3::text[], $4::text, $5::integer, $6::text, $7::integer) is not null) is not null',
    ...(hold === null ? [] : ['holds @> array[$4]']),
    ...(after === null ? [] : [beyond]),
  ].join(' and ');
  // What something keeps back has no other verdict.
  const verdicts = VERDICTS.filter(
    (each) => each === (verdict ?? each) && (hold === null || each === 'hold'),
  );
  if (verdicts.length === 0) return [];
  // Each verdict and record is in order in the index; what is asked for is among their beginnings.
  const parts = verdicts.flatMap((each) =>
    (record === null ? RECORD_GRADES : [record]).map(
      (grade) =>
        `(select ${COLUMNS} from ${among === null ? 'verdicts' : AMONG} v
          where verdict = '${each}' and record = '${grade}' and ${narrowed} ${order})`,
    ),
  );
  const { rows } = await pool.query<ListedVerdict>(
    `select * from (${parts.join(' union all ')}) v ${order}`,
    values,
  );
  return rows;
}
