import { z } from 'zod';
import { RECORD_GRADES } from '../../account/payment-record.ts';
import { HOLD_CODES } from '../../dunning/verdict.ts';
import { type ListedVerdict, listVerdicts, VERDICTS } from '../../ledger/lists/money-list.ts';
import { findMatches } from '../../source/find/find-matches.ts';
import { type InvoiceFigures, readInvoiceFigures } from '../../source/find/invoice-figures.ts';
import { type Names, readNames } from '../../source/find/names.ts';
import { type ConsoleWorld, page, type Route } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { label } from '../show/label.ts';
import { PAGE_ROWS, pageOf, storyAddress, withQuery } from '../show/list-page.ts';
import { placeIn, placeQuery, typedText } from '../show/place.ts';

const query = z.object({
  verdict: z.enum(VERDICTS).nullable().catch(null),
  record: z.enum(RECORD_GRADES).nullable().catch(null),
  hold: z.enum(HOLD_CODES).nullable().catch(null),
  q: typedText(200),
  after: placeQuery,
});
const place = z
  .tuple([z.int().min(0).max(1_000_000), z.int().min(0).max(1_000_000), z.string().max(1_000)])
  .transform(([usual_lateness, days_overdue, key]) => ({ usual_lateness, days_overdue, key }));

/** Who owes: what the last round decided on every overdue invoice, and why. */
export const moneyPages = ({ databases, rules }: ConsoleWorld): readonly Route[] => [
  page('/money', 'read', query, async ({ say }, { verdict, record, hold, q, after }) => {
    const { ledgerPool, sourcePool } = databases;
    const among = q === '' ? null : await findMatches(sourcePool, rules.sourceSchema, q);
    const question = { verdict, record, hold, among, after: placeIn(after, place) };
    const address = withQuery('/money', { verdict, record, hold, q });
    const { rows, next } = pageOf(await listVerdicts(ledgerPool, question, PAGE_ROWS + 1), address, (row) => [
      row.usual_lateness,
      row.days_overdue,
      row.key,
    ]);
    const [names, figures] = await Promise.all([
      readNames(sourcePool, rules.sourceSchema, {
        customers: new Set(rows.map(({ customer_id }) => customer_id)),
        people: new Set(),
        items: [],
      }),
      readInvoiceFigures(
        sourcePool,
        rules.sourceSchema,
        rows.map(({ invoice_id }) => invoice_id),
      ),
    ]);
    return {
      view: 'money',
      data: {
        q,
        choices: [
          choice(say, 'verdict', 'verdicts', VERDICTS, verdict),
          choice(say, 'record', 'records', RECORD_GRADES, record),
          choice(say, 'hold', 'holds', HOLD_CODES, hold),
        ],
        narrowed: address !== '/money',
        rows: rows.map((row) => rowOf(row, names, figures, say)),
        next,
        first: after === undefined ? null : address,
        more: among?.more ? among.customers.length : null,
      },
    };
  }),
];

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
