import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aCompany, type Company } from '../support/company.ts';
import { warsaw } from '../support/when.ts';

/** Rows vanish for one round and come back. Measured before: everybody was written to twice, reminders a day apart. */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

const THURSDAY = warsaw('2026-11-26 10:00');
const FRIDAY = warsaw('2026-11-27 10:00');
const MONDAY = warsaw('2026-11-30 10:00');
const away = (table: string) =>
  company.pool
    .query(`create table source.away as select * from source.${table}`)
    .then(() => company.pool.query(`delete from source.${table}`));
const back = (table: string) =>
  company.pool
    .query(`insert into source.${table} select * from source.away`)
    .then(() => company.pool.query('drop table source.away'));
const absences = async () =>
  (await company.databases.ledgerPool.query('select kind, id, state from absences')).rows;

describe('an order', () => {
  test('whose table is emptied for a round is the same story when it is back', async () => {
    await company.haveOrder({ promised_for: '2026-11-25' });
    expect(await company.day(THURSDAY)).toMatchObject({ written: 1 });
    const before = (await company.databases.ledgerPool.query('select * from cases')).rows;

    await away('orders');
    const empty = await company.day(FRIDAY);
    expect(empty).toMatchObject({
      written: 0,
      not_seen: { orders: 1 },
      vanished: { orders: { gone: 1, of: 1, emptied: true } },
      holds: [{ code: 'not_seen', about: [{ kind: 'order', id: 'O1' }] }],
    });
    expect(await absences()).toEqual([{ kind: 'order', id: 'O1', state: 'not_seen' }]);
    expect((await company.databases.ledgerPool.query('select * from cases')).rows).toEqual(before);

    await back('orders');
    expect(await company.day(warsaw('2026-11-27 11:00'))).toMatchObject({
      written: 0,
      not_seen: { orders: 0 },
      vanished: {},
    });
    expect(await absences()).toEqual([]);
    await company.day(MONDAY);
    const { rows } = await company.databases.ledgerPool.query(
      'select case_id, ordinal from letter_cases order by ordinal',
    );
    const [theCase] = before;
    expect(rows, 'our word is kept in the same case').toEqual(
      [1, 2].map((ordinal) => ({ case_id: theCase?.id, ordinal })),
    );
  });

  test('that is closed ends, and so does one that a complete view leaves out', async () => {
    await company.haveOrder({ promised_for: '2026-11-25' });
    await company.haveOrder({ id: 'O2', promised_for: '2026-11-25' });
    await company.haveOrder({ id: 'O3', promised_for: '2026-12-22' });
    await company.day(THURSDAY);
    await company.change('orders', 'O1', { closed_at: '2026-11-27T08:00:00Z' });
    await company.day(FRIDAY);
    const ended = async () =>
      (await company.databases.ledgerPool.query('select item_id from cases where item_ended order by 1'))
        .rows;
    expect(await ended()).toEqual([{ item_id: 'O1' }]);
    await company.pool.query(`delete from source.orders where id = 'O2'`);
    await company.day(warsaw('2026-11-27 12:00'));
    expect(await ended(), 'gone is no end').toEqual([{ item_id: 'O1' }]);
    await company.pool.query(`update source.feeds set complete = true where name = 'orders'`);
    await company.day(warsaw('2026-11-27 13:00'));
    expect(await ended()).toEqual([{ item_id: 'O1' }, { item_id: 'O2' }]);
  });

  test('is given up when nobody has seen it for as long as an order that nobody touches', async () => {
    await company.haveOrder({ promised_for: '2026-11-25' });
    await company.day(THURSDAY);
    await away('orders');
    await company.day(FRIDAY);
    await company.day(warsaw('2027-06-15 10:00'));
    expect((await company.databases.ledgerPool.query('select item_ended from cases')).rows).toEqual([
      { item_ended: true },
    ]);
    expect(await absences()).toEqual([]);
  });
});

describe('an invoice', () => {
  const reminders = async () =>
    (
      await company.databases.ledgerPool.query(
        `select r.ordinal, r.rung, r.ended_at is not null as ended from reminders r where tone is not null order by 1`,
      )
    ).rows;
  const ONE = [{ ordinal: 1, rung: 'nudge', ended: false }];

  test('that is away for a day is reminded of no sooner, and by the next step', async () => {
    await company.haveInvoice({ due_on: '2026-11-16' });
    expect(await company.day(THURSDAY)).toMatchObject({ written: 1 });
    await away('invoices');
    expect(await company.day(FRIDAY)).toMatchObject({ written: 0, not_seen: { invoices: 1 } });
    await back('invoices');
    expect(await company.day(MONDAY)).toMatchObject({ written: 0, not_seen: { invoices: 0 } });
    expect(await reminders()).toEqual(ONE);
    await company.day(warsaw('2026-12-03 10:00'));
    expect(await reminders()).toEqual([...ONE, { ordinal: 2, rung: 'reminder', ended: false }]);
  });

  test('whose debit comes back goes on where it was', async () => {
    await company.haveInvoice({ due_on: '2026-11-16' });
    await company.day(THURSDAY);
    await company.change('invoices', 'F1', { open_amount: 0 });
    await company.day(FRIDAY);
    expect(await absences()).toEqual([{ kind: 'invoice', id: 'F1', state: 'settled' }]);
    await company.change('invoices', 'F1', { open_amount: 480 });
    await company.day(MONDAY);
    expect(await reminders()).toEqual(ONE);
    expect(await absences()).toEqual([]);
  });

  test('that was closed and opened again is not reminded of within the gap', async () => {
    await company.haveInvoice({ due_on: '2026-11-16' });
    await company.day(THURSDAY);
    await company.change('invoices', 'F1', { open_amount: 0, closed_on: '2026-11-26' });
    await company.day(FRIDAY);
    expect(await reminders()).toEqual([{ ...ONE[0], ended: true }]);
    await company.change('invoices', 'F1', { open_amount: 480, closed_on: null });
    const { verdicts } = await company.day(MONDAY);
    expect(verdicts).toMatchObject([{ holds: ['minimum_gap'], until: '2026-12-03' }]);
    expect(await reminders()).toHaveLength(1);
  });
});
