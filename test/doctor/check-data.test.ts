import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { checkData } from '../../src/doctor/check-data.ts';
import { sayData } from '../../src/doctor/say-data.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';

/* "It says that all is well, and four of five customers never hear from us. What is wrong with our data?" */
const NOW = warsaw('2026-11-26 10:00');
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

const steps: string[] = [];
const look = () => {
  steps.length = 0;
  return checkData(
    { databases: company.databases, rules: rules(), clock: fixedClock(NOW) },
    (what, done, of) => steps.push(`${what} ${done}/${of}`),
  );
};

test('an empty source is said to be empty', async () => {
  expect(sayData(await look())[0]).toBe(
    'The source is empty: no order and no job is open, and nothing is owed.',
  );
});

test('what is there, what names nothing, what nobody knows, and what mending would bring', async () => {
  await company.have(
    'customers',
    { id: 'C2', name: 'No mail', phone: '600' },
    { id: 'C3', name: 'Placeholder', email: 'noemail@nowak.example' },
    { id: 'C4', name: 'Shared', email: 'Zofia <ZOFIA@maj.example>' },
  );
  await company.have('customers', { id: 'C5', name: 'Not wanted', email: 'five@x.pl', email_allowed: false });
  const late = { promised_for: '2026-11-24' };
  await company.haveOrder({ id: 'O1', ...late, reason: 'supplier_late' });
  await company.haveOrder({ id: 'O2', ...late, customer_id: 'C2', owner_id: 'ghost' });
  await company.haveOrder({ id: 'O3', ...late, customer_id: 'gone', reason: 'mercury_retrograde' });
  await company.haveOrder({ id: 'O4', customer_id: 'C5', ...late });
  await company.haveOrder({ id: 'O5', stage: 'limbo', stage_since: null });
  await company.haveOrder({ id: 'O6', customer_id: 'gone', closed_at: '2026-11-24T09:00:00Z' });
  await company.have(
    'order_lines',
    { order_id: 'O1', line_no: 1, description: 'suit', reason: 'gremlins' },
    { order_id: 'O1', line_no: 2, description: 'discount', reason: 'rebate', stage: 'n/a', kind: 'charge' },
    { order_id: 'lost', line_no: 1, description: 'hat' },
  );
  await company.haveInvoice({ id: 'F1' });
  await company.pool.query(`update source.invoices set payer_id = 'nobody'`);
  await freshen(company.pool, NOW, ['orders']);

  const report = await look();
  expect(report).toMatchObject({
    open: { orders: 5, service_jobs: 0, owed: 1 },
    known: { stage_since: 4, promise: 4, owner: 3, reason: 2, email: 2, phone: 1 },
    broken: { writable: 1, without_email: 2, of_nobody: 1 },
    never_noticed: 1,
    unmapped_stages: [{ stage: 'limbo', items: 1 }],
    unknown_reasons: [
      { reason: 'gremlins', items: 1 },
      { reason: 'mercury_retrograde', items: 1 },
    ],
    shared: [{ address: 'zofia@maj.example', customers: 2 }],
  });
  expect(report.placeholders.map(({ address }) => address)).toContain('noemail@nowak.example');
  expect(
    report.orphans.map(({ table, column, rows, example }) => `${table}.${column} ${rows} ${example}`),
  ).toEqual([
    'orders.customer_id 1 gone',
    'orders.owner_id 1 ghost',
    'order_lines.order_id 1 lost',
    'invoices.payer_id 1 nobody',
  ]);
  const said = sayData(report).join('\n');
  expect(said).toContain('80%  say since when they stand at their stage (4 of 5)');
  expect(said).toContain('2 more would be written about, had their customers an address');
  expect(said).toContain('Feed payments: the feed payments never said how fresh it is');
  expect(steps.at(-1)).toMatch(/^done (\d+)\/\1$/);
});

test('views of a few columns are looked through as well', async () => {
  await company.pool.query(`
    drop schema source cascade; create schema source;
    create view source.customers as select 'C1'::text as id, 'Zofia'::text as name;
    create view source.orders as select 'O1'::text as id, 'C1'::text as customer_id, '1'::text as number,
      timestamptz '2026-11-20' as placed_at, 'picking'::text as stage;`);
  expect(await look()).toMatchObject({
    open: { orders: 1 },
    known: { stage_since: 0, promise: 0, owner: 0, reason: 0, email: 0, phone: 0 },
    orphans: [],
    never_noticed: 1,
  });
});
