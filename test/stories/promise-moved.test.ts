import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/* "First they said the 27th, then the page said the 4th. Nobody told me that it had moved." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  // One of two is dated later than the promise, so they were told that the 27th is at risk.
  await company.haveOrder({ id: 'O1', stage: 'sewing', promised_for: '2026-11-27' });
  await company.have(
    'order_lines',
    { order_id: 'O1', line_no: 1, description: 'jacket', stage: 'sewing' },
    { order_id: 'O1', line_no: 2, description: 'waistcoat', stage: 'sewing', promised_for: '2026-12-01' },
  );
});
afterEach(() => company.close());

test('the new date is told on the day it is known, beside the old one, and told once', async () => {
  await company.day(warsaw('2026-11-26 10:00'));
  await company.change('orders', 'O1', { promised_for: '2026-12-04' });
  const friday = await company.day(warsaw('2026-11-27 09:00'));
  expect(friday.letters).toMatchObject([{ kind: 'promise-moved', findings: ['promise_moved'] }]);
  const text = await company.text();
  expect(text).toMatch(/27 November/);
  expect(text).toMatch(/4 December/);
  expect(text).toMatch(/sorry/i);
  expect(await company.day(warsaw('2026-11-27 15:00'))).toMatchObject({ written: 0 });
});

test('moved to an earlier day: news, and nothing to be sorry for', async () => {
  await company.change('orders', 'O1', { promised_for: '2026-11-30' });
  await company.day(warsaw('2026-11-26 10:00'));
  await company.change('order_lines', 'O1/2', { promised_for: '2026-11-28' });
  await company.change('orders', 'O1', { promised_for: '2026-11-28' });
  const friday = await company.day(warsaw('2026-11-27 09:00'));
  expect(friday.letters).toMatchObject([{ kind: 'promise-moved' }]);
  expect(await company.text()).not.toMatch(/sorry/i);
});

test('moved twice on one day: the second letter waits for the next morning', async () => {
  await company.day(warsaw('2026-11-26 10:00'));
  await company.change('orders', 'O1', { promised_for: '2026-11-30' });
  await company.day(warsaw('2026-11-27 09:00'));
  await company.change('orders', 'O1', { promised_for: '2026-12-02' });
  const later = await company.day(warsaw('2026-11-27 10:00'));
  expect(later).toMatchObject({ written: 0, holds: [{ code: 'already_written_today' }] });
  expect(await company.day(warsaw('2026-11-30 09:00'))).toMatchObject({
    letters: [{ kind: 'promise-moved' }],
  });
});

test('a date that nobody was told of may move without a letter', async () => {
  await company.change('orders', 'O1', { promised_for: '2026-12-04' });
  expect(await company.day(warsaw('2026-11-25 10:00'))).toMatchObject({ written: 0, found: {} });
});
