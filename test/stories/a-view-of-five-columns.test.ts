import { afterEach, beforeEach, expect, test } from 'vitest';
import { isoInstant } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { sourceContractSql } from '../../src/database/source-schema.ts';
import { checkSource, checkStages } from '../../src/doctor/check-source.ts';
import { storyOf } from '../../src/explain/story.ts';
import { round } from '../../src/round/round.ts';
import { TABLE_NAMES } from '../../src/source/contract/contract.ts';
import { checkContract } from '../../src/source/contract/contract-check.ts';
import { knownTables } from '../../src/source/contract/source-tables.ts';
import { viewStubs } from '../../src/source/contract/view-stubs.ts';
import { findSubjects } from '../../src/source/find/find-subject.ts';
import { isAnythingOpen, readMergedInto } from '../../src/source/find/present-owners.ts';
import { anyConnection } from '../../src/source/rows/snapshot.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

/* "All that our shop can tell you is five columns of its orders. Is that no use at all?" */
const NOW = warsaw('2026-11-26 10:00');
const RULES = rules();

let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.pool.query(`
    drop schema source cascade;
    create schema shop;
    create table shop.buyers (no int primary key, called text, mail text);
    create table shop.sales (no int primary key, buyer int, at timestamptz, state text, day date);
    insert into shop.buyers values (7, 'Zofia Maj', 'zofia@maj.example'), (8, 'Adam Lis', null);
    insert into shop.sales values
      (1001, 7, '2026-11-09T09:00:00Z', 'processing', '2026-11-24'),
      (1002, 8, '2026-11-09T09:00:00Z', 'processing', '2026-11-24'),
      (1003, 7, '2026-11-09T09:00:00Z', 'processing', '2026-12-24');
    create schema source;`);
});
afterEach(() => company.close());

const patient = () => ({
  config: company.databases.config,
  databases: company.databases,
  rules: RULES,
  clock: fixedClock(NOW),
  policyFile: 'policy.yaml',
  newer: [],
});

const ordersOf = (columns: string) =>
  company.pool.query(`
    create view source.customers as select no::text as id, called as name, mail as email from shop.buyers;
    create view source.orders as select no::text as id, buyer::text as customer_id, no::text as number, at as placed_at,
      state as stage${columns} from shop.sales;`);

const roundAt = async () => {
  return round(
    {
      databases: company.databases,
      rules: RULES,
      clock: fixedClock(NOW),
      templates: await shippedTemplates(),
    },
    { wait: true },
  );
};

const explain = async (id: string) =>
  storyOf(
    company.databases,
    RULES,
    NOW,
    (await findSubjects(company.databases.sourcePool, 'source', id))[0] ?? nobody(id),
    (await shippedTemplates()).verdictWords('en'),
  );

const nobody = (id: string): never => {
  throw new Error(`nobody has the id ${id}`);
};

test('five columns, and no other table but customers: doctor, round and explain do what can be done', async () => {
  await ordersOf('');
  const findings = await checkSource(patient());
  expect(findings.filter(({ state }) => state !== 'warning')).toEqual([]);
  const said = findings.map(({ says }) => says);
  expect(said).toContain(
    'source.orders.promised_for is missing, so a promise that is at risk or broken is not noticed',
  );
  expect(said).toContain(
    'source.invoices is missing from schema source, so nobody is reminded, and no record of payment is known',
  );
  expect(await roundAt()).toMatchObject({ looked: { customers: 2, orders: 3 } });
  // The rows do not say since when: the first round that saw it does.
  expect(await explain('1001')).toMatchObject({
    customer: { name: 'Zofia Maj' },
    items: [{ number: '1001', stage: 'processing', stage_since: isoInstant(NOW), promised_for: null }],
  });
});

test('with the promised day as a sixth column, who was let down is written to, and who has no address is called', async () => {
  await ordersOf(', day as promised_for');
  expect(await roundAt(), 'nobody says how fresh it is').toMatchObject({ written: 0, held: 2 });
  await company.pool.query(
    `create view source.feeds as select 'orders' as name, timestamptz '2026-11-26T09:00:00Z' as fresh_as_of`,
  );
  expect(await roundAt()).toMatchObject({ looked: { customers: 2, orders: 3 }, written: 1, handed_over: 1 });
  const [letter] = await company.letters();
  expect(letter?.to).toContain('zofia@maj.example');
});

test('who was merged into whom, and what is open, can be asked of views that do not tell', async () => {
  await ordersOf('');
  const source = await anyConnection(company.databases.sourcePool, 'source');
  expect(await readMergedInto(source, ['7', '8'])).toEqual(new Map());
  expect(await isAnythingOpen(source, 'order')).toBe(true);
  expect(await isAnythingOpen(source, 'invoice')).toBe(false);
});

test('what a round sees goes for connections of every purpose', async () => {
  await ordersOf('');
  const delivery = company.databases.aside('delivery');
  try {
    expect((await knownTables(delivery.sourcePool, 'source')).orders).toContain('null::date as promised_for');
    await company.pool.query('drop view source.orders, source.customers');
    await ordersOf(', day as promised_for');
    await roundAt();
    expect((await knownTables(delivery.sourcePool, 'source')).orders).not.toContain('as promised_for');
  } finally {
    await delivery.close();
  }
});

test('a view that gains a column is taken as it is from the next round on, and one that loses it too', async () => {
  await ordersOf('');
  expect((await explain('1001')).items[0]?.promised_for).toBeNull();
  await company.pool.query('drop view source.orders, source.customers');
  await ordersOf(', day as promised_for');
  expect((await explain('1001')).items[0]?.promised_for).toBe('2026-11-24');
  await company.pool.query('drop view source.orders, source.customers');
  await ordersOf('');
  expect((await explain('1001')).items[0]?.promised_for).toBeNull();
});

test('what nothing can be done without is refused by its name', async () => {
  await company.pool.query(
    `create view source.customers as select no::text as id, called as name from shop.buyers`,
  );
  await expect(roundAt()).rejects.toThrow('none of orders, service_jobs, invoices');
  await company.pool.query(`create view source.orders as select no::text as id from shop.sales`);
  await expect(roundAt()).rejects.toThrow('source.orders.customer_id is missing, and it is required');
  expect((await checkSource(patient())).filter(({ state }) => state === 'fault')).toHaveLength(4);
});

test('the stubs of views can be made as they are, keep the contract, and say that there is nothing', async () => {
  const stubs = viewStubs(await sourceContractSql(), 'source');
  await company.pool.query(stubs);
  expect(await checkContract(company.databases.sourcePool, 'source')).toEqual([]);
  for (const name of TABLE_NAMES) expect(stubs).toContain(`create view source.${name} as select`);
  expect(stubs).toMatch(/null::text as id, +-- required\. Your own key of the order\./);
  expect(stubs).toMatch(/null::text as lane, +-- What usual times are told apart by/);
  expect(await checkStages(patient())).toMatchObject([
    { state: 'warning', says: 'the source is empty: no order and no job is open, so no letter is written' },
  ]);
  expect(await roundAt()).toMatchObject({ looked: { customers: 0 } });
});
