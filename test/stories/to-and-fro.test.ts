import { afterEach, beforeEach, expect, test } from 'vitest';
import { aCompany, type Company } from '../support/company.ts';
import { warsaw } from '../support/when.ts';

/* "Every morning another day for the same jacket. By the third I believed none of them." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveOrder({ stage: 'sewing', promised_for: '2026-12-18' });
  await company.have(
    'order_lines',
    { order_id: 'O1', line_no: 1, description: 'jacket', stage: 'sewing' },
    { order_id: 'O1', line_no: 2, description: 'waistcoat', stage: 'sewing', promised_for: '2026-12-21' },
  );
});
afterEach(() => company.close());

const day = (text: string) => company.day(warsaw(`2026-${text} 10:00`));

test('a day that goes to and fro every morning is told twice, and then not before it has settled', async () => {
  expect((await day('11-24')).letters).toMatchObject([{ kind: 'at-risk' }]);
  const told: string[] = [];
  for (const [index, date] of ['11-25', '11-26', '11-27', '11-30', '12-01', '12-02', '12-03'].entries()) {
    await company.change('orders', 'O1', { promised_for: index % 2 === 0 ? '2026-12-21' : '2026-12-18' });
    for (const { kind } of (await day(date)).letters) told.push(`${date} ${kind}`);
  }
  expect(told.slice(0, 2)).toEqual(['11-25 promise-moved', '11-26 at-risk']);
  expect(told.length, 'a brake, and our word is kept').toBeLessThanOrEqual(3);
});

test('a line whose own day moves again is told, however far the promise', async () => {
  expect((await day('11-24')).letters).toMatchObject([{ kind: 'at-risk' }]);
  expect((await day('11-25')).letters).toEqual([]);
  await company.change('order_lines', 'O1/2', { promised_for: '2026-12-30' });
  expect((await day('11-26')).letters).toMatchObject([{ kind: 'at-risk' }]);
  const text = await company.text();
  expect(text).toMatch(/30 December/);
  expect(text, 'the line has a day: nobody has to find one out').not.toMatch(/find out a firm day/);
});
