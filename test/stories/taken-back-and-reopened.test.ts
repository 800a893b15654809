import { afterEach, beforeEach, expect, test } from 'vitest';
import { aCompany, type Company } from '../support/company.ts';
import { warsaw } from '../support/when.ts';

/* "It is now Friday, they wrote. Friday went by without a word; somebody had taken the date out." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveOrder({ promised_for: '2026-11-23' });
});
afterEach(() => company.close());

const order = (set: object) => company.change('orders', 'O1', { ...set });
const day = (text: string) => company.day(warsaw(`2026-${text}`));
const cases = async () => (await company.databases.ledgerPool.query('select id from cases')).rows;

test('a date that a letter named and that is taken away is told before it comes, and told once', async () => {
  await day('11-24 10:00');
  await order({ promised_for: '2026-12-04' });
  expect((await day('11-25 10:00')).letters).toMatchObject([{ kind: 'promise-moved' }]);
  await order({ promised_for: null });
  const { letters } = await day('11-26 10:00');
  expect(letters).toMatchObject([{ kind: 'promise-moved' }]);
  expect(letters[0]?.findings).toContain('promise_withdrawn');
  expect(await company.text()).toMatch(/4 December/);
  expect(letters[0]?.next_word_by, 'there is nothing else to count on').not.toBeNull();
  expect(await day('11-27 10:00')).toMatchObject({ written: 0 });
});

test('closed by mistake and opened again within the hour: the same case, no first letter anew', async () => {
  await day('11-24 10:00');
  const before = await cases();
  await order({ closed_at: '2026-11-24T11:00:00+01:00' });
  await day('11-24 11:15');
  await order({ closed_at: null });
  await day('11-24 12:00');
  const kinds: string[] = [];
  const tasks: string[] = [];
  for (const date of ['11-25', '11-26', '11-30', '12-01', '12-04', '12-08', '12-14']) {
    const report = await day(`${date} 10:00`);
    kinds.push(...report.letters.map(({ kind }) => kind));
    tasks.push(...report.tasks.map(({ kind }) => kind));
  }
  expect(await cases()).toEqual(before);
  expect(new Set(kinds)).toEqual(new Set(['still-late']));
  expect(tasks, 'the letters before it was closed count').toContain('escalation');
});

test('told that it was cancelled, opened again a week after the case had closed, its day ahead: told that it is not', async () => {
  await day('11-24 10:00');
  await order({ stage: 'cancelled', closed_at: '2026-11-25T09:00:00+01:00' });
  expect((await day('11-25 10:00')).letters).toMatchObject([{ kind: 'cancelled' }]);
  expect((await day('11-26 10:00')).letters, 'it is over, and told').toEqual([]);
  await order({
    stage: 'picking',
    stage_since: '2026-12-02T08:00:00+01:00',
    closed_at: null,
    promised_for: '2026-12-18',
  });
  const [again] = (await day('12-02 10:00')).letters;
  expect(again?.findings).toContain('reopened');
});

test('closed before the first hour of sending: nobody hears that it is late', async () => {
  await company.round(warsaw('2026-11-24 05:00'));
  await order({ closed_at: '2026-11-24T06:00:00+01:00' });
  expect(await day('11-24 10:00')).toMatchObject({ written: 0 });
  expect(await company.captured()).toEqual([]);
});
