import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/*
 * Real tables hold impossible rows. A field in doubt is set aside and named, and the item is judged on what is
 * sound; only what cannot be judged at all is quarantined; and the round goes on.
 */
const NOW = warsaw('2026-11-26 10:00');
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  // One sound order of another customer: it must be written about whatever else the tables hold.
  await company.have('customers', {
    id: 'SOUND',
    name: 'Jan Sound',
    email: 'jan@sound.example',
    language: 'en',
  });
  await company.haveOrder({ id: 'SOUND', customer_id: 'SOUND', promised_for: '2026-11-25' });
});
afterEach(() => company.close());

const letters = async () => {
  const report = await company.round(NOW);
  expect(report.letters.map(({ customer_id }) => customer_id)).toContain('SOUND');
  return report;
};

test('stage_since in the future: set aside, and the missed promise is still told', async () => {
  await company.haveOrder({ id: 'O1', stage_since: '2026-12-24T09:00:00+01:00', promised_for: '2026-11-25' });
  const report = await letters();
  expect(report).toMatchObject({ written: 2, counts: { doubtful: 1, quarantined: 0 } });
  expect(report.doubtful).toMatchObject([
    { table: 'orders', id: 'O1', field: 'stage_since', reason: '2026-12-24T08:00:00.000Z is in the future' },
  ]);
  expect(report.letters.find(({ customer_id }) => customer_id === 'C1')?.findings).toEqual([
    'promise_missed',
  ]);
});

test('the same in a line of the order', async () => {
  await company.haveOrder({ id: 'O1', promised_for: '2026-11-25', stage: 'sewing' });
  await company.have('order_lines', {
    order_id: 'O1',
    line_no: 2,
    description: 'vest',
    stage: 'picking',
    stage_since: '2027-01-01T09:00Z',
  });
  expect((await letters()).doubtful).toMatchObject([
    { table: 'order_lines', id: 'O1/2', field: 'stage_since' },
  ]);
});

test('a closing before the opening: in doubt, so the item counts as open and its stage tells', async () => {
  await company.haveJob({ id: 'J1', closed_at: '2026-11-01T09:00Z', promised_for: '2026-11-25' });
  await company.haveJob({
    id: 'J2',
    closed_at: '2026-11-01T09:00Z',
    promised_for: '2026-11-25',
    stage: 'resolved',
  });
  await company.haveJob({ id: 'J3', closed_at: '-infinity', promised_for: '2026-11-25', stage: 'done' });
  const report = await letters();
  expect(report.doubtful.map(({ id, field }) => [id, field])).toEqual([
    ['J1', 'closed_at'],
    ['J2', 'closed_at'],
    ['J3', 'closed_at'],
  ]);
  expect(report.letters.find(({ customer_id }) => customer_id === 'C1')?.about).toEqual([
    { kind: 'service_job', id: 'J1' },
  ]);
});

test('an order of a customer whom nobody knows is quarantined', async () => {
  await company.haveOrder({ id: 'O1', customer_id: 'NOBODY', promised_for: '2026-11-25' });
  expect((await letters()).quarantined).toEqual([
    {
      table: 'orders',
      id: 'O1',
      fault: { code: 'no_customer', it: 'NOBODY' },
      reason: 'its customer NOBODY is not in customers',
    },
  ]);
});

test('no address: a person calls', async () => {
  await company.change('customers', 'C1', { email: null });
  await company.haveOrder({ id: 'O1', promised_for: '2026-11-25' });
  const report = await letters();
  expect(report).toMatchObject({ handed_over: 1, doubtful: [] });
  expect(report.tasks).toEqual([
    { kind: 'call-customer', for: 'anna', customer_id: 'C1', about: [{ kind: 'order', id: 'O1' }] },
    // What is late and has no new day.
    { kind: 'find-out', for: 'anna', customer_id: 'SOUND', about: [{ kind: 'order', id: 'SOUND' }] },
  ]);
});

test('a malformed address: named, and a person calls; a malformed contact falls back to the customer', async () => {
  await company.change('customers', 'C1', { email: 'zofia(at)maj' });
  await company.haveOrder({ id: 'O1', promised_for: '2026-11-25' });
  await company.haveJob({
    id: 'J1',
    customer_id: 'SOUND',
    contact_email: 'adam@@site',
    promised_for: '2026-11-25',
  });
  const report = await letters();
  expect(report.doubtful).toMatchObject([
    { table: 'customers', id: 'C1', field: 'email', reason: 'it is not a usable email address' },
    { table: 'service_jobs', id: 'J1', field: 'contact_email' },
  ]);
  expect(report.tasks).toMatchObject([
    { kind: 'call-customer', customer_id: 'C1' },
    { kind: 'find-out', customer_id: 'SOUND', about: [{ id: 'SOUND' }] },
    { kind: 'find-out', customer_id: 'SOUND', about: [{ id: 'J1' }] },
  ]);
  expect(report.letters).toMatchObject([{ to: 'jan@sound.example', about: { length: 2 } }]);
});

test('a promise for a day before the order was placed, and a need for one: both set aside', async () => {
  await company.haveOrder({ id: 'O1', promised_for: '2026-11-20', needed_by: '1926-11-28', stage: 'sewing' });
  const report = await letters();
  expect(report.doubtful.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
    'promised_for 2026-11-20 lies before the opening on 2026-11-23',
    'needed_by 1926-11-28 lies before the opening on 2026-11-23',
  ]);
  // So it is an order without a promise: nothing is late, and after five working days we say where it stands.
  const aboutIt = ({ letters: written }: typeof report) =>
    written.find(({ customer_id }) => customer_id === 'C1');
  expect(aboutIt(report)).toBeUndefined();
  const later = await company.round(warsaw('2026-12-01 10:00'));
  expect(aboutIt(later)).toMatchObject({ kind: 'on-course', findings: ['long_silence'] });
});

test('a promise for infinity, or for a day in a hundred years, is none', async () => {
  await company.haveOrder({ id: 'O1', promised_for: 'infinity', needed_by: '2126-11-28', stage: 'sewing' });
  expect((await letters()).doubtful.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
    'promised_for infinity is not a usable day',
    'needed_by 2126-11-28 lies decades ahead',
  ]);
});

test('an opening in the future: quarantined, for nothing about it can be judged; its case stays as it was', async () => {
  await company.haveOrder({ id: 'O1', promised_for: '2026-11-25' });
  await company.round(NOW);
  await company.change('orders', 'O1', { placed_at: '2027-11-23T09:00:00+01:00' });
  const report = await company.round(warsaw('2026-11-27 10:00'));
  expect(report.quarantined).toMatchObject([
    { table: 'orders', id: 'O1', reason: 'placed_at 2027-11-23T08:00:00.000Z is in the future' },
  ]);
  const { rows } = await company.databases.ledgerPool.query(
    "select closed_at from cases where item_id = 'O1'",
  );
  expect(rows).toEqual([{ closed_at: null }]);
});

test('a time zone, a link and a role that are none are set aside', async () => {
  await company.change('customers', 'C1', { time_zone: 'Mars/Olympus' });
  await company.haveOrder({
    id: 'O1',
    promised_for: '2026-11-25',
    url: 'javascript:alert(1)',
    updated_at: 'infinity',
  });
  const report = await letters();
  expect(report.doubtful.map(({ field }) => field).sort()).toEqual(['time_zone', 'updated_at', 'url']);
  expect(report.letters).toHaveLength(2);
});

test('a customer id of emoji, however long, does not stop the round', async () => {
  await company.haveOrder({ id: 'O1', customer_id: `${'x'.repeat(79)}😀😀`, promised_for: '2026-11-25' });
  expect((await letters()).counts.quarantined).toBe(1);
});

test('an order that names nobody, by an empty text or by nothing: quarantined, and the round comes to its end', async () => {
  await company.pool.query('alter table source.orders alter column customer_id drop not null');
  await company.haveOrder({ id: 'E1', customer_id: '', promised_for: '2026-11-25' });
  await company.haveOrder({ id: 'E2', customer_id: null, promised_for: '2026-11-25' });
  const { quarantined } = await letters();
  expect(quarantined).toMatchObject(
    ['E1', 'E2'].map((id) => ({ table: 'orders', id, reason: 'it names no customer' })),
  );
});
