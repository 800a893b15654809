import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/* "Three orders are late, and on one morning I got three letters, each as if the others did not exist." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

const late = (id: string, differs: object = {}) =>
  company.haveOrder({ id, number: id, promised_for: '2026-11-25', ...differs });

test('three late orders and a job make one letter, which names each', async () => {
  for (const id of ['O1', 'O2', 'O3']) await late(id);
  await company.haveJob({ id: 'J1', number: 'S 9', promised_for: '2026-11-24' });
  const report = await company.day(warsaw('2026-11-26 10:00'));
  expect(report.letters).toMatchObject([{ kind: 'several-items', about: { length: 4 } }]);
  const text = await company.text();
  for (const number of ['O1', 'O2', 'O3', 'S 9']) expect(text).toContain(number);
  const { rows } = await company.databases.ledgerPool.query('select count(*)::int as n from cases');
  expect(rows).toEqual([{ n: 4 }]);
});

test('they stay together: the next word is given for all at once, in the same thread', async () => {
  for (const id of ['O1', 'O2']) await late(id);
  await company.day(warsaw('2026-11-26 10:00'));
  await company.day(warsaw('2026-11-30 10:00'));
  const [first, second] = await company.letters();
  expect(second).toMatchObject({
    kind: 'several-items',
    in_reply_to: first?.message_id,
  });
});

test('one that is done leaves the letter; the other goes on alone', async () => {
  for (const id of ['O1', 'O2']) await late(id);
  await company.day(warsaw('2026-11-26 10:00'));
  await company.change('orders', 'O2', { closed_at: '2026-11-27T10:00:00+01:00' });
  const monday = await company.day(warsaw('2026-11-30 10:00'));
  expect(monday.letters).toMatchObject([{ kind: 'still-late', about: [{ id: 'O1' }] }]);
});

test('the site manager hears about the job, the office about the order', async () => {
  await late('O1');
  await company.haveJob({
    id: 'J1',
    promised_for: '2026-11-24',
    contact_name: 'Adam Kot',
    contact_email: 'adam@site.example',
  });
  const report = await company.day(warsaw('2026-11-26 10:00'));
  expect(report.letters.map(({ to, about }) => [to, about[0]?.id]).sort()).toEqual([
    ['adam@site.example', 'J1'],
    ['zofia@maj.example', 'O1'],
  ]);
});

test('an order that becomes late on the same day waits for tomorrow', async () => {
  await late('O1');
  await company.day(warsaw('2026-11-26 09:00'));
  await late('O2');
  const noon = await company.day(warsaw('2026-11-26 12:00'));
  expect(noon).toMatchObject({
    written: 0,
    holds: [{ code: 'already_written_today', about: [{ id: 'O2' }] }],
  });
  expect(await company.day(warsaw('2026-11-27 09:00'))).toMatchObject({ written: 1 });
});
