import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attend } from '../../../src/attend/attend.ts';
import { isoInstant } from '../../../src/calendar/time.ts';
import { zoneOf } from '../../../src/calendar/zone.ts';
import type { CustomerMemory } from '../../../src/customer/customer.ts';
import type { Shipment } from '../../../src/customer/shipment.ts';
import { AT } from '../../../src/source/customers/item-rows.ts';
import type { OrderLines } from '../../../src/source/customers/lines.ts';
import type { Shipments } from '../../../src/source/customers/shipments.ts';
import { readItem } from '../../../src/source/customers/waiting-item.ts';
import { glanceAt, setQuietAside } from '../../../src/source/reading/set-quiet-aside.ts';
import type { Raw } from '../../../src/source/rows/raw.ts';
import {
  aCase,
  aCustomer,
  aLetter,
  aLine,
  aShipment,
  day,
  facts,
  memoryOf,
  rules,
  warsaw,
} from '../../support/builders.ts';
import { rawMoment } from '../../support/raw-moment.ts';

const NOW = warsaw('2026-11-18 10:00');
const RULES = rules();

interface Fields {
  readonly customer?: string;
  readonly stage?: string;
  readonly opened?: string;
  readonly since?: string | null;
  readonly promised?: string | null;
  readonly needed?: string | null;
  readonly known?: string | null;
  readonly hasParts?: boolean;
}

/** A raw row of an open order as the reader streams it: by default placed yesterday and on time. */
function row(id: string, fields: Fields = {}): Raw[] {
  const raw: Raw[] = Array.from({ length: Object.keys(AT).length }, () => null);
  raw[AT.customerId] = fields.customer ?? 'C1';
  raw[AT.id] = id;
  raw[AT.number] = id;
  raw[AT.stage] = fields.stage ?? 'picking';
  raw[AT.openedAt] = fields.opened ?? rawMoment('2026-11-17 09:00:00+00');
  raw[AT.stageSince] = fields.since === undefined ? rawMoment('2026-11-17 12:00:00+00') : fields.since;
  raw[AT.promisedFor] = fields.promised ?? null;
  raw[AT.neededBy] = fields.needed ?? null;
  raw[AT.known] = fields.known === undefined ? 'kzofia@maj.example' : fields.known;
  raw[AT.hasParts] = fields.hasParts ? 't' : 'f';
  return raw;
}

const NOTHING_REMEMBERED = new Map<string, CustomerMemory>();
const NO_PARTS = { byOrder: new Map(), doubts: new Map() };
const busyOf = async (
  rows: Raw[][],
  memories = NOTHING_REMEMBERED,
  lines: OrderLines = NO_PARTS,
  shipments: Shipments = NO_PARTS,
): Promise<readonly string[]> => {
  const part = () =>
    setQuietAside(new Map([['order', rows]]), memories, RULES, NOW, async () => ({
      lines,
      shipments,
    }));
  const { busy, quiet } = await part();
  const glance = glanceAt(RULES, NOW);
  for (const each of rows) glance('order', each);
  expect(await part(), 'the same when each was glanced at before').toEqual({ busy, quiet });
  return busy;
};

test('a customer on time is counted and read no further; one missed promise makes the whole customer busy', async () => {
  const { busy, quiet } = await setQuietAside(
    new Map([
      [
        'order',
        [
          row('O1'),
          row('O2', { customer: 'C2' }),
          row('O3', { customer: 'C2', opened: rawMoment('2026-11-02 09:00:00+00'), promised: '2026-11-16' }),
        ],
      ],
    ]),
    NOTHING_REMEMBERED,
    RULES,
    NOW,
    async () => ({ lines: NO_PARTS, shipments: NO_PARTS }),
  );
  expect(busy).toEqual(['C2']);
  expect(quiet).toMatchObject({ customers: 1, items: { order: 1, service_job: 0 } });
  expect([...quiet.stages]).toEqual(['picking']);
});

test('what a glance cannot tell makes a customer busy: memory, an unknown customer, a doubtful field', async () => {
  expect(await busyOf([row('O1')])).toEqual([]);
  expect(await busyOf([row('O1', { known: null })])).toEqual(['C1']);
  expect(await busyOf([row('O1', { known: 'k' })])).toEqual([]);
  expect(await busyOf([row('O1', { known: 'kzofia(at)maj' })])).toEqual(['C1']);
  expect(await busyOf([row('O1', { since: rawMoment('2027-01-01 00:00:00+00') })])).toEqual(['C1']);
  expect(await busyOf([row('O1')], new Map([['C1', memoryOf(aCase())]]))).toEqual(['C1']);
  expect(await busyOf([row('O1')], new Map([['C1', memoryOf()]]))).toEqual([]);
});

test('an item that is open again after a letter about it and its end is looked at, and no other of the customer', async () => {
  const ended = (differs: Parameters<typeof aCase>[0] = {}) =>
    new Map([
      [
        'C1',
        memoryOf(
          aCase({ itemEnded: true, closedAt: NOW, letters: [aLetter({ decidedAt: NOW })], ...differs }),
        ),
      ],
    ]);
  expect(await busyOf([row('O1')], ended())).toEqual(['C1']);
  expect(await busyOf([row('O2')], ended())).toEqual([]);
  expect(await busyOf([row('O1')], ended({ letters: [] })), 'nobody heard of it').toEqual([]);
});

test('an order with lines is judged with them, and a doubt about one line is a doubt', async () => {
  const order = row('O1', { hasParts: true });
  const lines = (stageSince: string): OrderLines => ({
    byOrder: new Map([
      ['O1', [aLine({ lineNo: 1, stage: 'from warehouse', stageSince: warsaw(stageSince) })]],
    ]),
    doubts: new Map(),
  });
  expect(await busyOf([order], NOTHING_REMEMBERED, lines('2026-11-17 09:00'))).toEqual([]);
  expect(await busyOf([order], NOTHING_REMEMBERED, lines('2026-11-02 09:00'))).toEqual(['C1']);
  const doubt = {
    table: 'order_lines',
    id: 'O1/1',
    field: 'stage_since',
    fault: { code: 'no_moment' },
  } as const;
  const doubtful = { byOrder: new Map(), doubts: new Map([['O1', [doubt]]]) };
  expect(await busyOf([order], NOTHING_REMEMBERED, doubtful)).toEqual(['C1']);
});

test('an order with shipments is judged with them: a carrier’s day behind the promise, what arrived, a doubt', async () => {
  const given = (order: Raw[], shipment: Partial<Shipment>, doubts: Shipments['doubts'] = new Map()) =>
    busyOf([order], NOTHING_REMEMBERED, NO_PARTS, {
      byOrder: new Map([['O1', [aShipment({ id: '1', ...shipment })]]]),
      doubts,
    });
  const ahead = row('O1', { hasParts: true, promised: '2026-11-23' });
  expect(await given(ahead, { expectedOn: day('2026-11-23') })).toEqual([]);
  expect(await given(ahead, { expectedOn: day('2026-11-24') })).toEqual(['C1']);
  const over = row('O1', {
    hasParts: true,
    opened: rawMoment('2026-11-02 09:00:00+00'),
    promised: '2026-11-16',
  });
  expect(await given(over, { shippedAt: warsaw('2026-11-13 09:00') })).toEqual(['C1']);
  expect(await given(over, { deliveredAt: warsaw('2026-11-16 09:00') })).toEqual([]);
  const doubt = {
    table: 'shipments',
    id: 'O1/1',
    field: 'line_nos',
    fault: { code: 'line', it: 'x' },
  } as const;
  expect(await given(ahead, {}, new Map([['O1', [doubt]]]))).toEqual(['C1']);
});

const moments = fc
  .integer({ min: -40, max: 0 })
  .map((days) => rawMoment(isoInstant((NOW + days * 8 * 3_600_000) as typeof NOW)));
const days = fc.option(
  fc.integer({ min: -15, max: 15 }).map((n) => new Date(NOW + n * 86_400_000).toISOString().slice(0, 10)),
);

test('whoever is set aside as quiet would get no decision from attend', async () => {
  const stages = fc.constantFrom(
    'picking',
    'from warehouse',
    'ready',
    'waiting for customer',
    'never heard of',
  );
  const fields = fc.record({
    stage: stages,
    opened: moments,
    since: fc.option(moments),
    promised: days,
    needed: days,
  });
  let quiet = 0;
  await fc.assert(
    fc.asyncProperty(fields, async (given) => {
      const raw = row('O1', given);
      if ((await busyOf([raw])).length > 0) return;
      quiet += 1;
      const read = readItem('order', raw, NOW, zoneOf(RULES.company.timeZone));
      const items = 'item' in read ? [read.item] : [];
      expect(attend(facts({ customer: aCustomer(), items }), memoryOf(), NOW, RULES).decisions).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
  expect(quiet).toBeGreaterThan(100);
});
