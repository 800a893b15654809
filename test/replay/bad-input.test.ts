import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replayReportSchema } from '../../src/replay/figures/report.ts';
import type { CompanyHistory } from '../../src/replay/past/history.ts';
import { readHistory } from '../../src/replay/reading/read-history.ts';
import { Replay } from '../../src/replay/replay.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';

/* Real tables are dirty: a replay says so, and goes on. */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await freshen(company.pool, warsaw('2026-12-31 12:00'));
});
afterEach(() => company.close());

const NOW = warsaw('2027-01-15 12:00');
const read = (): Promise<CompanyHistory> => readHistory(company.databases.sourcePool, rules(), NOW);
const event = (id: string, stage: string, at: string, promised_for: string | null = null) =>
  company.have('stage_events', { item_kind: 'order', item_id: id, stage, at, promised_for });
const replay = () =>
  Replay.of(company.databases.sourcePool, rules(), NOW, { from: null, to: null, team: false, names: false });
const item = ({ customers }: CompanyHistory, id: string) =>
  customers.flatMap(({ items }) => items).find(({ row }) => row.id === id);
const aside = ({ setAside }: CompanyHistory, what: string) => setAside.find((each) => each.what === what);

test('no history: it says what is missing, and what is possible without', async () => {
  const empty = await replay();
  await expect(empty.report(rules())).rejects.toThrow(
    /no past to replay.*orders or service_jobs.*round --dry-run/s,
  );
});

test('events that lie in the future of the export are set aside and counted', async () => {
  await company.haveOrder({ id: 'O1' });
  await event('O1', 'picking', '2026-11-23T09:00:00+01:00');
  await event('O1', 'shipped', '2027-01-10T09:00:00+01:00');
  const history = await read();
  expect(item(history, 'O1')?.events.map(({ stage }) => stage)).toEqual(['picking']);
  expect(aside(history, 'at lies in the future')).toMatchObject({
    table: 'stage_events',
    count: 1,
    examples: [{ id: 'O1' }],
  });
});

test('events out of order are put into theirs; one after the closing is named', async () => {
  await company.haveOrder({ id: 'O1', stage: 'delivered', closed_at: '2026-11-27T09:00:00+01:00' });
  for (const [stage, at] of [
    ['shipped', '26'],
    ['picking', '23'],
    ['packing', '25'],
    ['returned', '30'],
  ] as const)
    await event('O1', stage, `2026-11-${at}T10:00:00+01:00`);
  const history = await read();
  expect(item(history, 'O1')?.events.map(({ stage }) => stage)).toEqual([
    'picking',
    'packing',
    'shipped',
    'returned',
  ]);
  expect(aside(history, 'at lies after the closing')).toMatchObject({ count: 1 });
});

test('a closing before the opening is set aside: the order counts as open', async () => {
  await company.haveOrder({ id: 'O1', closed_at: '2026-11-20T09:00:00+01:00' });
  const history = await read();
  expect(item(history, 'O1')?.closedAt).toBeNull();
  expect(aside(history, 'closed_at cannot be right')).toMatchObject({
    table: 'orders',
    wholeRow: false,
    count: 1,
  });
});

test('a closing in the future of the export is set aside too', async () => {
  await company.haveOrder({ id: 'O1', closed_at: '2027-01-10T09:00:00+01:00' });
  const history = await read();
  expect(item(history, 'O1')?.closedAt).toBeNull();
  expect(aside(history, 'closed_at lies in the future')).toMatchObject({ count: 1 });
});

test('two events in one second are taken as stages usually follow, and named', async () => {
  for (const id of ['O1', 'O2']) await company.haveOrder({ id });
  await event('O1', 'created', '2026-11-23T09:00:00+01:00');
  await event('O1', 'approved', '2026-11-23T10:00:00+01:00');
  await event('O2', 'approved', '2026-11-24T09:00:00+01:00');
  await event('O2', 'created', '2026-11-24T09:00:00+01:00');
  const history = await read();
  expect(item(history, 'O2')?.events.map(({ stage }) => stage)).toEqual(['created', 'approved']);
  expect(aside(history, 'two at one moment: taken as stages usually follow')).toMatchObject({ count: 1 });
});

test('a promise before the order is set aside, in the row and in its events', async () => {
  await company.haveOrder({ id: 'O1', promised_for: '2026-11-20' });
  await event('O1', 'picking', '2026-11-24T09:00:00+01:00', '2026-11-19');
  const history = await read();
  expect(item(history, 'O1')).toMatchObject({ row: { promisedFor: null }, promiseFrom: 'row' });
  for (const table of ['orders', 'stage_events'])
    expect(history.setAside).toContainEqual(
      expect.objectContaining({ table, what: 'promised_for cannot be right', count: 1 }),
    );
});

test('an item without events stands at its row, and the report says what that assumes', async () => {
  await company.haveOrder({ id: 'O1', promised_for: '2026-12-01' });
  const history = await read();
  expect(item(history, 'O1')?.events).toEqual([]);
  expect(history.assumed.get('item_without_events')).toBe(1);
  expect(history.assumed.get('promise_of_the_row')).toBe(1);
});

test('rows of nobody, events of nothing and money of nobody are counted', async () => {
  await company.haveOrder({ id: 'O1', customer_id: 'GONE' });
  await event('NONE', 'picking', '2026-11-24T09:00:00+01:00');
  await company.haveInvoice({ id: 'F1', customer_id: 'GONE' });
  await company.havePayment({ id: 'P1', invoice_id: 'NONE', booked_on: '2026-11-24' });
  const history = await read();
  expect(history.customers).toEqual([]);
  for (const [table, what] of [
    ['orders', 'its customer is not in customers'],
    ['stage_events', 'its item is in no table'],
    ['invoices', 'its customer is not in customers'],
    ['payments', 'it is booked for an invoice that nobody knows'],
  ])
    expect(history.setAside).toContainEqual(expect.objectContaining({ table, what, count: 1 }));
});

describe('a history of one week', () => {
  beforeEach(async () => {
    await company.haveOrder({
      id: 'O1',
      promised_for: '2026-11-25',
      closed_at: '2026-11-27T09:00:00+01:00',
      stage: 'delivered',
      stage_since: '2026-11-27T09:00:00+01:00',
      lane: 'north',
    });
    await company.haveOrder({
      id: 'O2',
      stage: 'from supplier',
      supplier: 'Hammer & Sons',
      promised_for: '2026-11-26',
      placed_at: '2026-11-24T09:00:00+01:00',
    });
    await freshen(company.pool, warsaw('2026-11-28 12:00'));
  });

  test('is played, and the report says that it tells little', async () => {
    const report = replayReportSchema.parse(await (await replay()).report(rules()));
    expect(report.history.missing).toContain('a_month');
    expect(report.span).toMatchObject({ from: '2026-11-23', to: '2026-11-27' });
    expect(report.items.late).toBe(2);
  });

  test('by which lane and which supplier promises were broken is told as far as the rows tell', async () => {
    const { potholes } = await (await replay()).report(rules());
    expect(potholes.filter(({ by }) => by !== 'stage')).toMatchObject([
      { by: 'lane', name: 'north', late: 1 },
      { by: 'supplier', name: 'Hammer & Sons', late: 1 },
    ]);
  });

  test('its first day is the day on which letters begin, unless the policy names one within', async () => {
    const report = await (await replay()).report(rules());
    expect(report.span.go_live).toBe('2026-11-22T23:00:00.000Z');
    const own = rules({ go_live: '2026-11-25T08:00:00+01:00' });
    expect((await (await replay()).report(own)).span.go_live).toBe('2026-11-25T07:00:00.000Z');
  });
});
