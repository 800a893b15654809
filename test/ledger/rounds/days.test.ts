import { afterEach, beforeEach, expect, test } from 'vitest';
import { countDay, countSubmittedSince, readDays } from '../../../src/ledger/rounds/days.ts';
import { countPromisesKept } from '../../../src/source/find/promises-kept.ts';
import { rules, warsaw } from '../../support/builders.ts';
import { aCompany, type Company } from '../../support/company.ts';
import { haveRecord } from '../../support/owing.ts';

let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

const ZONE = 'Europe/Warsaw';
const countAll = async (today: string) => {
  const pool = company.databases.ledgerPool;
  let count = 0;
  while ((await countDay(pool, today, ZONE, async () => 3)) !== null) count += 1;
  return count;
};
const dayOf = async (day: string) =>
  (await readDays(company.databases.ledgerPool, day)).find((each) => each.day === day);

test('each day of the last month is counted once, when it is over', async () => {
  expect(await countAll('2026-12-02')).toBe(31);
  expect(await countAll('2026-12-02')).toBe(0);
  expect(await countAll('2026-12-03')).toBe(1);
  expect(await dayOf('2026-12-03')).toBeUndefined();
  const keptBy = (policy: Parameters<typeof rules>[0]) =>
    countPromisesKept(company.databases.sourcePool, '2026-12-02', rules(policy));
  expect(await keptBy({})).toBe(0);
  expect(
    await keptBy({ waiting: { promise_means: 'shipped' } }),
    'when it was closed does not tell',
  ).toBeNull();
});

test('a word is kept by a letter on its day or before, a person, and an end of the matter; else it is broken', async () => {
  for (const id of ['kept', 'ended', 'broken', 'called', 'wordless'])
    await company.haveOrder({ id, number: id, promised_for: '2026-11-24' });
  // One letter about all of them, with a word for Monday.
  await company.day(warsaw('2026-11-26 10:00'));
  await company.databases.ledgerPool.query(
    `update cases set closed_at = '2026-11-30T22:00:00+01:00', closed_because = 'moved' where item_id = 'ended'`,
  );
  await company.databases.ledgerPool.query(
    `with next as (insert into letters select (jsonb_populate_record(l, jsonb_build_object('id', 'L2', 'key', 'k2', 'message_id', 'm2',
       'decided_at', '2026-11-30T23:30:00+01:00', 'submitted_at', '2026-11-30T23:31:00+01:00', 'next_word_by', '2026-12-02'))).*
       from letters l where audience = 'customer' limit 1 returning id)
     insert into letter_cases select 'L2', lc.case_id, lc.customer_id, 2, lc.told from letter_cases lc join cases c on c.id = lc.case_id
     where c.item_id = 'kept'`,
  );
  await company.databases.ledgerPool.query(
    `insert into recorded_contacts (customer_id, item_kind, item_id, at, channel, by)
     values ('C1', 'order', 'called', '2026-11-30T12:00:00+01:00', 'phone', 'Ewa')`,
  );
  await company.databases.ledgerPool.query(
    `update letter_cases set told = told || '{"hasWord": false}'
     where case_id = (select id from cases where item_id = 'wordless')`,
  );
  await countAll('2026-12-02');
  // The letter, and the list of the day for the owner, who is to find out more: it gives no word.
  expect(await dayOf('2026-11-26')).toMatchObject({ submitted: 2, words_due: 0 });
  // Until midnight in Warsaw.
  expect(await dayOf('2026-11-30')).toMatchObject({ submitted: 1, words_due: 4, words_kept: 3 });
  expect(await dayOf('2026-12-01')).toMatchObject({ submitted: 0, words_due: 0 });
  expect(await countSubmittedSince(company.databases.ledgerPool, warsaw('2026-11-30 00:00'))).toBe(1);
  // Who asks to be written to less lets us off the words that were given before.
  await company.databases.ledgerPool.query(
    `insert into less_often (customer_id, since, by) values ('C1', '2026-11-27T10:00:00+01:00', 'Ewa')`,
  );
  await company.databases.ledgerPool.query(`delete from days where day = '2026-11-30'`);
  await countDay(company.databases.ledgerPool, '2026-12-01', ZONE, async () => 3);
  expect(await dayOf('2026-11-30')).toMatchObject({ words_due: 0, words_kept: 0 });
});

test('a harsh letter is kept back once, on the day it begins, however many rounds there are', async () => {
  await haveRecord(company, 40);
  await company.haveInvoice();
  await company.have('dunning_letters', {
    id: 'D1',
    invoice_id: 'F1',
    tone: 'formal',
    planned_for: '2026-11-27T09:00:00+01:00',
  });
  await company.round(warsaw('2026-11-26 10:00'));
  await company.round(warsaw('2026-11-26 12:00'));
  await company.round(warsaw('2026-11-27 10:00'));
  expect(await dayOf('2026-11-26')).toMatchObject({ harsh_kept_back: 1, submitted: null });
  expect(await dayOf('2026-11-27')).toMatchObject({ harsh_kept_back: 0, submitted: null });
  await countAll('2026-11-28');
  expect(await dayOf('2026-11-26')).toMatchObject({ harsh_kept_back: 1, submitted: 0 });
});

test('the day on which a harsh letter is kept back is that of the company, also in the hour after midnight', async () => {
  await haveRecord(company, 40);
  await company.haveInvoice();
  await company.have('dunning_letters', {
    id: 'D1',
    invoice_id: 'F1',
    tone: 'formal',
    planned_for: '2026-11-27T10:00:00+01:00',
  });
  await company.databases.ledgerPool.query(
    `insert into holds (customer_id, why, by, at) values ('C1', 'paid in cash', 'Ewa', '2026-11-25T12:00:00+01:00')`,
  );
  await company.round(warsaw('2026-11-26 00:30'));
  expect(await dayOf('2026-11-26')).toMatchObject({ harsh_kept_back: 1 });
  expect(await dayOf('2026-11-25')).toBeUndefined();
});
