import { z } from 'zod';
import { RECORD_GRADES } from '../../account/payment-record.ts';
import { type IsoDay, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { HOLD_CODES } from '../../dunning/verdict.ts';
import { type AgedSum, readAges, sumAges } from '../../ledger/lists/money-ages.ts';
import {
  type ListedVerdict,
  listVerdicts,
  MONEY_SORTS,
  type MoneyQuestion,
  ownMoneySort,
  VERDICTS,
} from '../../ledger/lists/money-list.ts';
import { findMatches, type Matches } from '../../source/find/find-matches.ts';
import { type InvoiceFigures, readInvoiceFigures } from '../../source/find/invoice-figures.ts';
import { type Names, readNames } from '../../source/find/names.ts';
import { readNotDue } from '../../source/find/not-due.ts';
import { type ConsoleWorld, page, type Route } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { csvFile, wholeList, words } from '../show/csv.ts';
import { label } from '../show/label.ts';
import { foundMore, PAGE_ROWS, pageOf, storyAddress, withQuery } from '../show/list-page.ts';
import { agesByCurrency } from '../show/money-ages.ts';
import { phoneOf } from '../show/phone.ts';
import { oneOf, placeIn, placeQuery, typedText } from '../show/place.ts';
import { sortChoices, sortHeadings } from '../show/sorted.ts';

const query = z.object({
  verdict: z.enum(VERDICTS).nullable().catch(null),
  record: z.enum(RECORD_GRADES).nullable().catch(null),
  hold: z.enum(HOLD_CODES).nullable().catch(null),
  q: typedText(200),
  sort: oneOf(MONEY_SORTS),
  turned: z.literal('1').nullable().catch(null),
  after: placeQuery,
});
type Query = z.infer<typeof query>;
const ORDERS = { days: 'money.days', lateness: 'money.record' } as const;
const place = z
  .tuple([z.int().min(0).max(1_000_000), z.int().min(0).max(1_000_000), z.string().max(1_000)])
  .transform(([usual_lateness, days_overdue, key]) => ({ usual_lateness, days_overdue, key }));

/** Who owes: what the last round decided on every overdue invoice, and why. */
export const moneyPages = ({ databases, rules }: ConsoleWorld): readonly Route[] => [
  page('/money', 'read', query, async ({ say, now }, asked) => {
    const { verdict, record, hold, q, sort, turned, after } = asked;
    const question = await questionOf({ databases, rules }, asked);
    const parts = { verdict, record, hold, q };
    const address = withQuery('/money', { ...parts, sort, turned });
    const inOrder = { sort: sort ?? ownMoneySort(record), turned: turned !== null };
    const read = await listVerdicts(
      databases.ledgerPool,
      { ...question, after: placeIn(after, place) },
      PAGE_ROWS + 1,
    );
    const { rows, next } = pageOf(read, address, (row) => [row.usual_lateness, row.days_overdue, row.key]);
    const [[names, figures], ages] = await Promise.all([
      readAbout(rows, databases, rules),
      agesOf({ databases, rules }, question, isoDay(zoneOf(rules.company.timeZone).dayAt(now))),
    ]);
    return {
      view: 'money',
      data: {
        q,
        ages: agesByCurrency(ages),
        choices: [
          choice(say, 'verdict', 'verdicts', VERDICTS, verdict),
          choice(say, 'record', 'records', RECORD_GRADES, record),
          choice(say, 'hold', 'holds', HOLD_CODES, hold),
        ],
        headings: sortHeadings(withQuery('/money', parts), MONEY_SORTS, inOrder, MONEY_SORTS),
        orders: sortChoices(ORDERS, inOrder.sort, sort),
        turned,
        csv: withQuery('/money.csv', { ...parts, sort, turned }),
        narrowed: Object.values(parts).some((part) => part !== null && part !== ''),
        rows: rows.map((row) => rowOf(row, names, figures, say)),
        next,
        first: after === undefined ? null : address,
        more: foundMore(question.among),
      },
    };
  }),
  page('/money.csv', 'read', query, async ({ say, now }, asked) => {
    const question = await questionOf({ databases, rules }, asked);
    return csvFile<ListedVerdict>({
      name: `money-${isoDay(zoneOf(rules.company.timeZone).dayAt(now))}`,
      header: MONEY_COLUMNS.map((key) => say(key)),
      pages: wholeList((after, most) => listVerdicts(databases.ledgerPool, { ...question, after }, most)),
      cells: async (rows) => {
        const [names, figures] = await readAbout(rows, databases, rules);
        return rows.map((row) => cellsOf(row, names, figures, say));
      },
      cut: (count) => say('list.csv_cut', { count }),
    });
  }),
];

type MoneyWorld = Pick<ConsoleWorld, 'databases' | 'rules'>;

/** What the address asks of the ledger. */
async function questionOf(
  { databases, rules }: MoneyWorld,
  { verdict, record, hold, q, sort, turned }: Query,
): Promise<Omit<MoneyQuestion, 'after'> & { readonly among: Matches | null }> {
  const among = q === '' ? null : await findMatches(databases.sourcePool, rules.sourceSchema, q);
  return { verdict, record, hold, among, sort, turned: turned !== null };
}

const MONEY_COLUMNS = [
  'list.customer',
  'list.customer_id',
  'money.invoice',
  'money.due',
  'money.open',
  'money.currency',
  'money.days',
  'money.record',
  'money.verdict',
  'money.next_letter',
  'money.until',
  'money.hold',
  'money.reasons',
];

function cellsOf(
  row: ListedVerdict,
  names: Names,
  figures: ReadonlyMap<string, InvoiceFigures>,
  say: Say,
): readonly string[] {
  const invoice = figures.get(row.invoice_id);
  return [
    words(names.customers.get(row.customer_id) || row.customer_id),
    words(row.customer_id),
    words(invoice?.number ?? row.invoice_id),
    invoice?.due_on ?? '',
    invoice?.open ?? '',
    words(invoice?.currency ?? null),
    String(row.days_overdue),
    label(say, 'records', row.record),
    label(say, 'verdicts', row.verdict),
    row.allowed_tone === null ? '' : label(say, 'tones', row.allowed_tone),
    row.until ?? '',
    row.holds.map((code) => label(say, 'holds', code)).join(', '),
    words(row.reasons.join(' ')),
  ];
}

/** What is owed by age, of what the question asks for: added up by the round, or here where it is about few. */
async function agesOf(
  { databases, rules }: MoneyWorld,
  { among, ...wanted }: Omit<MoneyQuestion, 'after'>,
  today: IsoDay,
): Promise<readonly AgedSum[]> {
  const { ledgerPool, sourcePool } = databases;
  if (among === null) return (await readAges(ledgerPool, wanted)) ?? [];
  const isAny = wanted.verdict === null && wanted.record === null && wanted.hold === null;
  const [sums, notDue] = await Promise.all([
    sumAges(ledgerPool, wanted, among),
    isAny ? readNotDue(sourcePool, rules.sourceSchema, today, among) : [],
  ]);
  return [...sums, ...notDue];
}

/** What the company's tables have about these verdicts: some dozens, or a piece of a file. */
const readAbout = (
  rows: readonly ListedVerdict[],
  { sourcePool }: ConsoleWorld['databases'],
  { sourceSchema }: ConsoleWorld['rules'],
): Promise<[Names, ReadonlyMap<string, InvoiceFigures>]> =>
  Promise.all([
    readNames(sourcePool, sourceSchema, {
      customers: new Set(rows.map(({ customer_id }) => customer_id)),
      people: new Set(),
      items: [],
    }),
    readInvoiceFigures(
      sourcePool,
      sourceSchema,
      rows.map(({ invoice_id }) => invoice_id),
    ),
  ]);

const choice = (
  say: Say,
  name: string,
  group: string,
  codes: readonly string[],
  chosen: string | null,
): object => ({
  name,
  key: `money.${name}`,
  options: codes.map((code) => ({ code, label: label(say, group, code), chosen: code === chosen })),
});

function rowOf(
  row: ListedVerdict,
  names: Names,
  figures: ReadonlyMap<string, InvoiceFigures>,
  say: Say,
): object {
  const invoice = figures.get(row.invoice_id);
  const tone = row.allowed_tone === null ? null : label(say, 'tones', row.allowed_tone);
  return {
    story: storyAddress(row.customer_id),
    customer: names.customers.get(row.customer_id) || row.customer_id,
    ...phoneOf(names.phones.get(row.customer_id)),
    number: invoice?.number ?? row.invoice_id,
    due: invoice?.due_on ?? null,
    open: invoice?.open ?? null,
    currency: invoice?.currency ?? null,
    days: row.days_overdue,
    record: label(say, 'records', row.record),
    verdict: row.verdict.replace(' ', '_'),
    verdictLabel: label(say, 'verdicts', row.verdict),
    tone,
    human: row.release === 'human' && tone !== null,
    planned: row.planned_letter,
    until: row.until,
    reasons: row.reasons,
    holds: row.holds.map((code) => label(say, 'holds', code)),
  };
}
