import { afterEach, beforeEach, expect, test } from 'vitest';
import { aCompany, type Company } from '../support/company.ts';
import { warsaw } from '../support/when.ts';

/* "I ordered in November what comes out in March. Three days later they begged my pardon, and then every other day." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveOrder({ stage: 'pre-order', promised_for: '2027-03-15' });
});
afterEach(() => company.close());

const WEEKS = [
  ...['2026-11-26', '2026-11-30', '2026-12-07', '2026-12-14', '2027-01-04', '2027-01-18'],
  ...['2027-02-01', '2027-02-15', '2027-03-01'],
];

test('nothing for months while the day stands', async () => {
  for (const date of WEEKS) {
    const { written, handed_over, tasks } = await company.day(warsaw(`${date} 10:00`));
    expect({ date, written, handed_over, tasks }).toEqual({ date, written: 0, handed_over: 0, tasks: [] });
  }
});

test('and in time before the day, where it is certain that it will not be kept', async () => {
  await company.have('order_lines', {
    order_id: 'O1',
    line_no: 1,
    description: 'games console',
    stage: 'pre-order',
    promised_for: '2027-03-29',
  });
  const told: string[] = [];
  for (const date of [...WEEKS, '2027-03-11', '2027-03-12', '2027-03-15'])
    for (const { kind } of (await company.day(warsaw(`${date} 10:00`))).letters) told.push(`${date} ${kind}`);
  // The warning, and the word that it gave: then nothing until the day itself.
  expect(told).toEqual(['2026-11-26 at-risk', '2026-12-07 at-risk']);
  const text = await company.text();
  expect(text).toMatch(/29 March/);
  expect(text).not.toMatch(/write again/);
  expect((await company.day(warsaw('2027-03-16 10:00'))).letters).toMatchObject([{ kind: 'late' }]);
});

test('the day passes all the same: it is told on the next morning', async () => {
  expect((await company.day(warsaw('2027-03-16 10:00'))).letters).toMatchObject([{ kind: 'late' }]);
});
