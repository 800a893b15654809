import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '../../../src/clock.ts';
import { sayPlaced } from '../../../src/policy/source-fault.ts';
import { readDataState } from '../../../src/source/find/data-state.ts';
import { importTable } from '../../../src/source/import/import.ts';
import { warsaw } from '../../support/builders.ts';
import { aCompany, type Company } from '../../support/company.ts';

const NOW = warsaw('2026-11-26 10:00');
let company: Company;
let folder: string;
beforeEach(async () => {
  company = await aCompany();
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-shipments-'));
});
afterEach(async () => {
  await company.close();
  await rm(folder, { recursive: true, force: true });
});

const importCsv = async (...rows: string[]) => {
  const file = path.join(folder, 'shipments.csv');
  const head =
    'order_id,id,carrier,tracking_number,tracking_url,shipped_at,expected_on,delivered_at,line_nos';
  await writeFile(file, [head, ...rows, ''].join('\n'));
  return importTable(company.databases, 'shipments', file, {
    clock: fixedClock(NOW),
    skipBad: true,
    rejectsFolder: folder,
  });
};

test('they are imported, and read with their orders; what cannot be right in one is set aside and named, and the round goes on', async () => {
  await company.have('customers', { id: 'C2', name: 'Jan', email: 'jan@sound.example', language: 'en' });
  await company.haveOrder({ id: 'O1', stage: 'sewing' });
  await company.haveOrder({ id: 'O2', customer_id: 'C2', stage: 'sewing', promised_for: '2026-11-27' });
  const { tables } = await importCsv(
    'O2,P1,DPD,0012 3456,https://carrier.example/1,2026-11-25T10:00:00+01:00,2026-12-01,,',
    'O2,P2,DPD,,,someday,,,',
    'LOST,P1,DPD,,,2026-11-25T10:00:00+01:00,,,',
  );
  expect(tables[0]).toMatchObject({ table: 'shipments', inserted: 2 });
  expect(tables[0]?.bad.map(sayPlaced)).toMatchObject([expect.stringContaining('shipped_at')]);

  const left = '2026-11-25T10:00:00+01:00';
  await company.have(
    'shipments',
    { order_id: 'O1', id: 'a url', tracking_url: 'javascript:alert(1)', shipped_at: left, line_nos: '1' },
    { order_id: 'O1', id: 'a long url', tracking_url: `https://x.example/${'y'.repeat(1_000)}` },
    { order_id: 'O1', id: 'arrived before', shipped_at: left, delivered_at: '2026-11-24T10:00:00+01:00' },
    { order_id: 'O1', id: 'arrives tomorrow', shipped_at: left, delivered_at: '2026-11-27T10:00:00+01:00' },
    { order_id: 'O1', id: 'before it was placed', delivered_at: '2026-11-20T10:00:00+01:00' },
    { order_id: 'O1', id: 'expected before', shipped_at: left, expected_on: '2026-11-24' },
    { order_id: 'O1', id: 'far off', expected_on: '2062-12-01' },
    { order_id: 'O1', id: 'what lines', shipped_at: left, delivered_at: left, line_nos: '1, all' },
  );
  const report = await company.round(NOW);
  const doubts = report.doubtful.map(({ table, id, field, reason }) => `${table} ${id} ${field}: ${reason}`);
  expect(doubts.sort()).toEqual([
    'shipments O1/a long url tracking_url: it has more than 1000 characters',
    'shipments O1/a url tracking_url: it is not an http or https address',
    'shipments O1/arrived before delivered_at: 2026-11-24T09:00:00.000Z lies before it left at 2026-11-25T09:00:00.000Z',
    'shipments O1/arrives tomorrow delivered_at: 2026-11-27T09:00:00.000Z is in the future',
    'shipments O1/before it was placed delivered_at: 2026-11-20T09:00:00.000Z lies before the order was placed on 2026-11-23',
    'shipments O1/expected before expected_on: 2026-11-24 lies before it left on 2026-11-25',
    'shipments O1/far off expected_on: 2062-12-01 lies more than a year ahead',
    'shipments O1/what lines line_nos: all is no number of a line',
  ]);

  // The sound one is dated later than the promise: its customer is warned, with all that is known of it.
  expect(report.letters).toMatchObject([
    { kind: 'at-risk', customer_id: 'C2', findings: ['promise_at_risk'] },
  ]);
  const [letter] = await company.letters();
  expect((await company.factsOf(letter?.id ?? '')).items).toMatchObject([
    {
      expected: '2026-12-01',
      carried: 'whole',
      stageKind: 'in_transit',
      shipments: [
        {
          carrier: 'DPD',
          trackingNumber: '0012 3456',
          trackingUrl: 'https://carrier.example/1',
          part: false,
        },
      ],
    },
  ]);

  // Whose order is in no table is named by the doctor, as lines of such an order are.
  const { orphans } = await readDataState(company.pool, 'source', '2026-11-26' as never, () => undefined);
  expect(orphans).toEqual([
    { table: 'shipments', column: 'order_id', names: 'orders', rows: 1, example: 'LOST' },
  ]);
});
