import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../../src/clock.ts';
import type { TableName } from '../../../src/source/contract/contract.ts';
import { importTable } from '../../../src/source/import/import.ts';
import { warsaw } from '../../support/builders.ts';
import { aCompany, type Company } from '../../support/company.ts';

/* The order in which exports arrive says nothing: the same tables give the same letters. */
const NOW = warsaw('2026-11-26 10:00');

const FILES: readonly (readonly [TableName, string])[] = [
  [
    'people',
    'id,name,role,email,reports_to\nanna,Anna,owner,anna@us.example,jan\njan,Jan,manager,jan@us.example,\n',
  ],
  [
    'customers',
    'id,name,email,language,owner_id,phone\nC1,Zofia,"zofia@maj.example, biuro@maj.example",pl,anna,\nC2,Adam,Adam <adam@lis.example>,en,anna,600\nC3,Nobody,,en,anna,\nC4,Ewa,ewa@nowak.example,en,anna,\n',
  ],
  [
    'customer_contacts',
    'customer_id,role,name,email,language\nC1,orders,Piotr,piotr@maj.example,en\nC4,money,Olga,olga@nowak.example,pl\n',
  ],
  [
    'orders',
    'id,customer_id,number,placed_at,stage,stage_since,promised_for\nO1,C1,1,2026-11-10,picking,2026-11-10,2026-11-24\nO2,C2,2,2026-11-10,picking,2026-11-10,2026-11-24\nO3,C3,3,2026-11-10,picking,2026-11-10,2026-11-24\nO4,C9,4,2026-11-10,picking,2026-11-10,2026-11-24\n',
  ],
  [
    'order_lines',
    'order_id,line_no,description,stage,stage_since,promised_for,kind\nO1,1,suit,picking,2026-11-10,2026-11-24,\nO1,2,parcel,limbo,2026-11-01,2026-11-11,charge\nO2,1,hat,picking,2026-11-10,2026-11-24,goods\n',
  ],
  [
    'service_jobs',
    'id,customer_id,number,reported_at,stage,promised_for\nJ1,C2,J1,2026-11-10,repair,2026-11-20\n',
  ],
  [
    'invoices',
    'id,customer_id,number,issued_on,due_on,currency,total,open_amount\nF1,C4,F1,2026-10-01,2026-10-31,PLN,100,100\nF2,C1,F2,2026-10-01,2026-10-31,PLN,50,50\n',
  ],
  [
    'payments',
    'id,customer_id,invoice_id,amount,currency,status,booked_on\nP1,C1,,50,PLN,unallocated,2026-11-20\n',
  ],
  ['complaints', 'id,customer_id,opened_at\nK1,C3,2026-11-20T09:00:00Z\n'],
];

let company: Company;
let folder = '';
beforeAll(async () => {
  company = await aCompany();
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-order-'));
  for (const [table, text] of FILES) await writeFile(path.join(folder, `${table}.csv`), text);
});
afterAll(async () => {
  await company.close();
  await rm(folder, { recursive: true, force: true });
});

async function lettersAfter(order: readonly TableName[]) {
  const { rows } = await company.pool.query<{ all: string }>(
    `select string_agg('source.' || tablename, ', ') as all from pg_tables where schemaname = 'source'`,
  );
  await company.pool.query(`truncate ${rows[0]?.all}`);
  const options = { clock: fixedClock(NOW), skipBad: false, rejectsFolder: folder };
  for (const table of order)
    expect(
      (await importTable(company.databases, table, path.join(folder, `${table}.csv`), options)).loaded,
    ).toBe(true);
  const { letters, tasks, verdicts, quarantined, holds } = await company.round(NOW, { dryRun: true });
  return { letters, tasks, verdicts, quarantined, holds };
}

test('the same tables in any order of imports, some of them twice, give the same letters', async () => {
  const names = FILES.map(([table]) => table);
  const expected = await lettersAfter(names);
  expect(expected.letters.map(({ to, language }) => `${to} ${language}`).sort()).toEqual([
    'adam@lis.example en',
    'olga@nowak.example pl',
    'piotr@maj.example en',
  ]);
  expect(expected.quarantined).toHaveLength(1);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(names, { minLength: names.length }),
      fc.subarray(names),
      async (order, again) => {
        expect(await lettersAfter([...order, ...again])).toEqual(expected);
      },
    ),
    { numRuns: 12 },
  );
});
