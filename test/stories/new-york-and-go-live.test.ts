import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { on, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

let company: Company;
afterEach(() => company.close());

describe('a customer in New York', () => {
  beforeEach(async () => {
    company = await aCompany();
    await company.change('customers', 'C1', { time_zone: 'America/New_York' });
    await company.haveOrder({ id: 'O1', promised_for: '2026-11-25' });
  });

  test('is not woken: the letter goes in their morning', async () => {
    expect(await company.day(warsaw('2026-11-26 10:00'))).toMatchObject({
      holds: [{ code: 'outside_hours' }],
    });
    expect(await company.day(on('America/New_York', '2026-11-26 07:59'))).toMatchObject({ written: 0 });
    expect(await company.day(on('America/New_York', '2026-11-26 08:00'))).toMatchObject({ written: 1 });
  });

  test('after the American clocks changed and before the Polish ones did, too', async () => {
    // 2027-03-16: the difference is five hours, not six.
    await company.change('orders', 'O1', {
      placed_at: '2027-03-08T09:00:00+01:00',
      stage_since: '2027-03-08T09:00:00+01:00',
      promised_for: '2027-03-15',
    });
    expect(await company.day(warsaw('2027-03-16 12:59'))).toMatchObject({ written: 0 });
    expect(await company.day(warsaw('2027-03-16 13:00'))).toMatchObject({ written: 1 });
  });
});

describe('going live on 26 November, eight in the morning', () => {
  beforeEach(async () => {
    company = await aCompany({ go_live: '2026-11-26T08:00:00+01:00' });
  });

  test('what had stalled before is listed and not written about', async () => {
    await company.haveOrder({ id: 'O1', promised_for: '2026-11-24' });
    expect(await company.day(warsaw('2026-11-26 10:00'))).toMatchObject({
      written: 0,
      holds: [{ code: 'backlog' }],
    });
    expect(await company.day(warsaw('2026-12-03 10:00'))).toMatchObject({
      written: 0,
      holds: [{ code: 'backlog' }],
    });
  });

  test('one that stood still for weeks, and whose promise is still ahead, is warned on the first day', async () => {
    const old = { placed_at: '2026-10-05T09:00:00+02:00', stage_since: '2026-10-12T09:00:00+02:00' };
    await company.haveOrder({ id: 'O3', promised_for: '2026-11-27', ...old });
    await company.have('order_lines', {
      order_id: 'O3',
      line_no: 1,
      description: 'lining',
      quantity: 1,
      stage: 'from warehouse',
      promised_for: '2026-12-04',
    });
    await company.have('customers', { id: 'C2', name: 'C2', email: 'c2@x.example', language: 'en' });
    await company.haveOrder({ id: 'O4', customer_id: 'C2', stage: 'ready', ...old });
    const report = await company.day(warsaw('2026-11-26 10:00'));
    expect(report.letters.map(({ kind, about }) => [kind, about.map(({ id }) => id)])).toEqual([
      ['at-risk', ['O3']],
    ]);
    expect(report.holds).toEqual([]);
  });

  test('a promise that breaks after it is told, however long the order had stood still', async () => {
    await company.haveOrder({
      id: 'O5',
      promised_for: '2026-11-26',
      placed_at: '2026-10-05T09:00:00+02:00',
      stage_since: '2026-10-12T09:00:00+02:00',
    });
    expect(await company.day(warsaw('2026-11-27 10:00'))).toMatchObject({ written: 1, holds: [] });
  });

  test('what stalls after it is written to at once', async () => {
    await company.haveOrder({
      id: 'O2',
      promised_for: '2026-11-26',
      placed_at: '2026-11-25T09:00:00+01:00',
      stage_since: '2026-11-25T09:00:00+01:00',
    });
    expect(await company.day(warsaw('2026-11-27 10:00'))).toMatchObject({ written: 1 });
  });

  test('a day of need that passes later is not taken for old', async () => {
    await company.haveOrder({
      id: 'O3',
      stage: 'sewing',
      needed_by: '2026-11-26',
      placed_at: '2026-11-25T09:00:00+01:00',
      stage_since: null,
    });
    expect(await company.day(warsaw('2026-11-27 10:00'))).toMatchObject({ written: 1 });
  });
});
