import { expect, test } from 'vitest';
import { zoneOf } from '../../../src/calendar/zone.ts';
import type { ItemKind } from '../../../src/customer/ids.ts';
import { AT } from '../../../src/source/customers/item-rows.ts';
import { NO_ACCOUNTS } from '../../../src/source/money/accounts.ts';
import { assembleFacts, factsWithoutBusiness } from '../../../src/source/reading/assemble.ts';
import type { Raw } from '../../../src/source/rows/raw.ts';
import { aContact, aCustomer, aLine, FRESH, people, STAFF, warsaw } from '../../support/builders.ts';
import { rawMoment } from '../../support/raw-moment.ts';

const NOW = warsaw('2026-11-26 10:00');
const company = {
  people: people(...STAFF),
  complete: new Set<never>(),
  sharedAddresses: new Set<never>(),
  feeds: FRESH,
};

function aRow(customerId: string, id: string, openedAt = rawMoment('2026-11-23 08:00:00+00')): Raw[] {
  const row: Raw[] = Array.from({ length: Object.keys(AT).length }, () => null);
  row[AT.customerId] = customerId;
  row[AT.id] = id;
  row[AT.stage] = 'picking';
  row[AT.openedAt] = openedAt;
  return row;
}

const assemble = (orders: Raw[][], jobs: Raw[][] = []) =>
  assembleFacts({
    rows: new Map<ItemKind, Raw[][]>([
      ['order', orders],
      ['service_job', jobs],
    ]),
    customers: new Map([
      [
        'C1',
        {
          customer: aCustomer(),
          doubts: [{ table: 'customers', id: 'C1', field: 'email', fault: { code: 'address' } }],
        },
      ],
    ]),
    accounts: NO_ACCOUNTS,
    lines: {
      byOrder: new Map([['X', [aLine({ lineNo: 1 })]]]),
      doubts: new Map([
        ['X', [{ table: 'order_lines', id: 'X/1', field: 'stage_since', fault: { code: 'no_moment' } }]],
      ]),
    },
    shipments: { byOrder: new Map(), doubts: new Map() },
    contacts: new Map([['C1', [aContact({ at: NOW })]]]),
    theirDays: new Map(),
    company,
    now: NOW,
    zone: zoneOf('Europe/Warsaw'),
  });

test('one customer with all their business, and the doubts about any of it', () => {
  const { facts, quarantined } = assemble([aRow('C1', 'X'), aRow('C1', 'Y')], [aRow('C1', 'X')]);
  expect(quarantined).toEqual([]);
  expect(facts).toHaveLength(1);
  expect(facts[0]?.items.map(({ kind, id, lines }) => [kind, id, lines.length])).toEqual([
    ['order', 'X', 1],
    ['order', 'Y', 0],
    ['service_job', 'X', 0],
  ]);
  expect(facts[0]?.doubts.map(({ table }) => table)).toEqual(['customers', 'order_lines']);
  expect(facts[0]).toMatchObject({ contacts: { length: 1 }, people: company.people, feeds: FRESH });
});

test('an unknown customer quarantines the item; known ones go on', () => {
  const { facts, quarantined, unknownCustomers } = assemble([aRow('?', 'Z'), aRow('C1', 'Y')]);
  expect(quarantined).toEqual([{ table: 'orders', id: 'Z', fault: { code: 'no_customer', it: '?' } }]);
  expect([...unknownCustomers]).toEqual(['?']);
  expect(facts[0]?.items).toHaveLength(1);
});

test('what cannot be judged is remembered as such: its case must not close', () => {
  const { facts, quarantined } = assemble([aRow('C1', 'Y', rawMoment('2030-01-01 00:00:00+00'))]);
  expect(quarantined).toHaveLength(1);
  expect(facts[0]).toMatchObject({ items: [], quarantined: [{ kind: 'order', id: 'Y' }] });
});

test('an id that stands twice is judged once', () => {
  const { facts, quarantined } = assemble([aRow('C1', 'Y'), aRow('C1', 'Y')]);
  expect(facts[0]?.items).toHaveLength(1);
  expect(quarantined).toEqual([{ table: 'orders', id: 'Y', fault: { code: 'id_twice' } }]);
});

test('without business there is nothing to write about, and nobody to write to', () => {
  expect(factsWithoutBusiness(aCustomer().id, company)).toMatchObject({
    items: [],
    customer: { id: 'C1', email: null, emailAllowed: false },
    feeds: FRESH,
  });
});
