import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { forgetCustomer } from '../../src/ledger/history/forget.ts';
import { keepLastWeek, latestWeek, readTheWeek } from '../../src/round/the-week.ts';
import { day } from '../calendar/words.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { freshShell, shell } from '../support/shell.ts';

/*
 * "Every Monday I ask what went wrong last week, and every Monday somebody has to count it by hand."
 */
const told = { report_to: ['Ewa Nowak <ewa@nowak.example>', 'board@nowak.example'] };
let company: Company;
const week = (monday: string, now = '2026-12-22 09:00') =>
  readTheWeek({ databases: company.databases, rules: rules(told) }, day(monday), warsaw(now));
const figuresOf = async (monday: string) =>
  Object.fromEntries((await week(monday)).figures.map(({ name, value }) => [name, value]));
const weekLetters = async () => {
  const { rows } = await company.databases.ledgerPool.query<{
    key: string;
    subject: string;
    status: string;
    at: Date;
  }>("select key, subject, status, decided_at as at from letters where kind = 'week' order by key");
  return rows;
};

// One company whose two weeks all tests look at: each goes on where the one before ended.
beforeAll(async () => {
  company = await aCompany(told);
  await company.have('customers', { id: 'C2', name: 'Jan Kot', email: 'jan@kot.example', owner_id: 'marek' });
});
afterAll(() => company.close());

test('each working day on which an item stands late when letters begin to go is a day lost, once, by stage, reason, supplier and owner', async () => {
  await company.haveOrder({
    id: 'O1',
    number: '1001',
    promised_for: '2026-11-24',
    reason: 'supplier_late',
    supplier: 'Loden & Co',
    owner_id: 'anna',
  });
  await company.haveOrder({
    id: 'O2',
    number: '1002',
    customer_id: 'C2',
    promised_for: '2026-11-25',
    reason: 'supplier_late',
    supplier: 'Loden & Co',
  });
  await company.haveOrder({ id: 'O3', number: '1003', promised_for: '2026-11-27' });
  await company.round(warsaw('2026-11-24 09:00'));
  expect(await figuresOf('2026-11-23')).toMatchObject({ customers: 0, days_lost: 0, promises_broken: 0 });

  // Before letters may go nobody counts: the exports of the night may not be there.
  await company.round(warsaw('2026-11-25 06:00'));
  expect(await figuresOf('2026-11-23')).toMatchObject({ customers: 0 });
  await company.round(warsaw('2026-11-25 09:00'));
  await company.round(warsaw('2026-11-25 15:00'));
  expect(await figuresOf('2026-11-23')).toMatchObject({ customers: 1, days_lost: 1, promises_broken: 1 });

  await company.round(warsaw('2026-11-26 09:00'));
  await company.change('orders', 'O1', { stage: 'in_workshop', reason: null });
  await company.change('orders', 'O3', { closed_at: '2026-11-26T12:00:00+01:00' });
  await company.day(warsaw('2026-11-27 09:00'));
  // A Saturday is no working day, and nobody loses one.
  await company.round(warsaw('2026-11-28 09:00'));
  const { week: counted, longest, headline } = await week('2026-11-23');
  expect(counted.figures).toMatchObject({
    customers: 2,
    days_lost: 5,
    promises_broken: 2,
    promises_kept: null,
  });
  expect(counted.potholes).toEqual([
    { by: 'stage', name: 'picking', customers: 2, items: 2, days_lost: 4 },
    { by: 'stage', name: 'in_workshop', customers: 1, items: 1, days_lost: 1 },
    { by: 'reason', name: 'supplier_late', customers: 2, items: 2, days_lost: 4 },
    { by: 'reason', name: null, customers: 1, items: 1, days_lost: 1 },
    { by: 'supplier', name: 'Loden & Co', customers: 2, items: 2, days_lost: 5 },
    { by: 'owner', name: 'anna', customers: 1, items: 1, days_lost: 3 },
    { by: 'owner', name: 'marek', customers: 1, items: 1, days_lost: 2 },
  ]);
  expect(longest).toMatchObject([
    { customer: { id: 'C1', name: 'Zofia Maj' }, number: '1001', since: '2026-11-25', days: 3 },
    { customer: { id: 'C2', name: 'Jan Kot' }, number: '1002', since: '2026-11-26', days: 2 },
  ]);
  expect(headline).toMatchObject({ customers: 2, change: null });
});

test('on Monday, from the first sending hour on, everybody whom the policy names gets one letter, whoever starts anew', async () => {
  await company.round(warsaw('2026-11-30 07:30'));
  expect(await weekLetters()).toEqual([]);
  await company.round(warsaw('2026-11-30 09:00'));
  await company.post(warsaw('2026-11-30 09:01'));
  for (const hour of ['09:15', '12:00']) await company.round(warsaw(`2026-11-30 ${hour}`));
  await company.round(warsaw('2026-12-02 09:00'));
  expect(await weekLetters()).toMatchObject([
    { key: 'week:2026-W48:board@nowak.example', status: 'submitted' },
    {
      key: 'week:2026-W48:ewa@nowak.example',
      status: 'submitted',
      subject: 'The week: 2 customers waited too long',
    },
  ]);
  const text = await company.staffText('week');
  expect(text).toContain('2 customers waited too long; most for work of ours.');
  // All days of the week were counted first: O3 was done before its day, and each word that was due is known.
  expect(text).toContain('Done by the promised day: 1');
  expect(text).toContain('Zofia Maj, order 1001: 3 working days, since Wednesday 25 November');
  expect(text).toContain('the supplier is late: 2 customers, 4 working days lost');
  expect(text).toContain('Marek Wrona: 1 customer, 2 working days lost');
  expect(text).toContain('tidings week --of 2026-W48');
  expect(text).toContain('Stages that the policy does not know: 1');
});

test('a week that is over stays as it was counted; the next one is held against it', async () => {
  const before = await week('2026-11-23');
  await company.databases.ledgerPool.query('delete from days');
  expect((await week('2026-11-23')).week).toEqual(before.week);
  await company.change('orders', 'O2', { closed_at: '2026-12-02T10:00:00+01:00' });
  const after = await week('2026-11-30');
  const customers = after.figures.find(({ name }) => name === 'customers');
  expect(customers).toMatchObject({ value: null, change: null });
  await company.round(warsaw('2026-12-03 09:00'));
  const { headline, figures } = await week('2026-11-30');
  expect(figures.find(({ name }) => name === 'customers')?.past.slice(-2)).toEqual([2, 2]);
  expect(headline).toMatchObject({ customers: 2, change: 0 });
  // Some days of a week are neither more nor less than a whole one.
  expect((await week('2026-11-30', '2026-12-03 09:00')).headline).toMatchObject({
    customers: 2,
    change: null,
  });
});

test('a worker that was away over Monday morning writes later in the week, and never about a week of which nothing is known', async () => {
  const world = { databases: company.databases, rules: rules(told) };
  await company.round(warsaw('2026-12-09 11:00'));
  expect((await weekLetters()).map(({ key }) => key)).toContain('week:2026-W49:ewa@nowak.example');
  await company.round(warsaw('2026-12-22 09:00'));
  expect((await weekLetters()).filter(({ key }) => key.includes('W51'))).toEqual([]);
  expect(await latestWeek(world, warsaw('2026-12-22 09:00'))).toBe(day('2026-12-21'));
  // A second time, and by a second worker: what is kept stays.
  await Promise.all([1, 2].map(() => keepLastWeek(world, warsaw('2026-12-09 12:00'))));
  const { rows } = await company.databases.ledgerPool.query('select week from weeks order by week');
  expect(rows).toEqual([{ week: '2026-11-23' }, { week: '2026-11-30' }]);
});

test('the command prints it, as lines and as JSON', async () => {
  freshShell({ DATABASE_URL: company.databases.url });
  const { out, code } = await shell('week', '--of', '2026-W48', '--at', '2026-12-22');
  expect(code).toBe(0);
  expect(out).toContain('2 customers waited too long; most: in progress.');
  expect(out).toMatch(/working days that they lost +5 /);
  expect(out).toContain('Zofia Maj, 1001: 3 working days, since 2026-11-25');
  expect(out).toContain('Loden & Co: 2 customers, 5 days lost');
  const json = JSON.parse((await shell('week', '--of', '2026-W49', '--at', '2026-12-22', '--json')).out);
  expect(json).toMatchObject({ week: '2026-W49', from: '2026-11-30', figures: { customers: { change: 0 } } });
  expect(json.figures.customers.past.slice(-2)).toEqual([2, 2]);
  expect(await shell('week', '--of', '2026-48')).toMatchObject({
    code: 2,
    err: expect.stringContaining('such as 2026-W48'),
  });
  vi.unstubAllEnvs();
});

test('who is forgotten is named by no week and no letter about one', async () => {
  await forgetCustomer(
    company.databases.ledgerPool,
    {
      customerId: 'C1',
      by: 'Ewa',
      why: 'asked',
      at: fixedClock(warsaw('2026-12-22 10:00')).now(),
      dryRun: false,
    },
    async () => undefined,
  );
  const { longest, week: counted } = await week('2026-11-23');
  expect(longest.map(({ customer }) => customer.id)).toEqual(['C2']);
  expect(counted.figures.customers).toBe(2);
  const { rows } = await company.databases.ledgerPool.query(
    `select id from letters where kind = 'week' and facts::text like '%Zofia%'`,
  );
  expect(rows).toEqual([]);
});
