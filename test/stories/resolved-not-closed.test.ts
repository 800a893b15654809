import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/* "The job was done weeks ago, and now your machine writes to me that it is late. Does anybody look?" */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

test('a job that is resolved but not closed never raises a letter, however late its row looks', async () => {
  await company.haveJob({ id: 'J1', stage: 'Resolved', promised_for: '2026-11-24' });
  await company.haveOrder({ id: 'O1', stage: 'READY', promised_for: '2026-11-24', needed_by: '2026-11-24' });
  for (const day of ['2026-11-27', '2026-12-03', '2026-12-15'])
    expect(await company.day(warsaw(`${day} 10:00`))).toMatchObject({
      written: 0,
      held: 0,
      handed_over: 0,
      found: {},
    });
});

test('a job that was told of as late and is resolved is told to be done, once; its word ends with it', async () => {
  await company.haveJob({ id: 'J1', stage: 'repair', promised_for: '2026-11-24' });
  await company.day(warsaw('2026-11-26 10:00'));
  await company.change('service_jobs', 'J1', { stage: 'resolved' });
  expect((await company.day(warsaw('2026-11-27 10:00'))).letters).toMatchObject([{ kind: 'done' }]);
  for (const day of ['2026-11-30', '2026-12-04'])
    expect(await company.day(warsaw(`${day} 10:00`))).toMatchObject({ written: 0 });
  const { rows } = await company.databases.ledgerPool.query('select closed_because, item_ended from cases');
  expect(rows).toEqual([{ closed_because: 'done', item_ended: true }]);
});

test('a row that nobody ever closed is listed, and never written about', async () => {
  await company.haveOrder({
    id: 'O1',
    placed_at: '2025-03-03T09:00:00Z',
    stage_since: '2025-03-04T09:00:00Z',
  });
  const report = await company.day(warsaw('2026-11-26 10:00'));
  expect(report).toMatchObject({ written: 0, held: 1, holds: [{ code: 'abandoned' }] });
});
