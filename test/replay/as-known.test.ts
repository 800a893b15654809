import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, dayOf, HOUR, type Instant, instantOf } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { factsAsKnown } from '../../src/replay/past/as-known.ts';
import { StageOrder } from '../../src/replay/past/event-order.ts';
import type { CustomerHistory, ItemHistory } from '../../src/replay/past/history.ts';
import {
  aContact,
  aLine,
  anOrder,
  aShipment,
  day,
  people,
  rules,
  STAFF,
  warsaw,
} from '../support/builders.ts';
import { pastCustomer, pastInvoice, pastOf } from '../support/past.ts';

/* What was known on a day, and nothing that came later. */
const around = { people: people(...STAFF), rules: rules() };
const asKnown = (history: CustomerHistory, at: string) => factsAsKnown(history, warsaw(at), around);
const event = (at: string, stage: string, promisedFor: string | null = null) => ({
  at: warsaw(at),
  stage,
  promisedFor: promisedFor === null ? null : day(promisedFor),
});

describe('an order', () => {
  const order = pastOf(
    anOrder({
      stage: 'delivered',
      stageSince: warsaw('2026-12-03 10:00'),
      reason: 'our_mistake',
      promisedFor: day('2026-12-04'),
    }),
    {
      closedAt: warsaw('2026-12-03 12:00'),
      events: [
        event('2026-11-23 09:00', 'picking', '2026-11-30'),
        event('2026-11-25 10:00', 'from supplier'),
        event('2026-11-30 10:00', 'from supplier', '2026-12-04'),
        event('2026-12-03 10:00', 'delivered'),
      ],
    },
  );
  const history = pastCustomer({ items: [order] });

  test('is not there before it was placed, nor from its closing on', () => {
    expect(asKnown(history, '2026-11-23 08:59').items).toEqual([]);
    expect(asKnown(history, '2026-11-23 09:00').items).toHaveLength(1);
    expect(asKnown(history, '2026-12-03 11:59').items).toHaveLength(1);
    expect(asKnown(history, '2026-12-03 12:00').items).toEqual([]);
  });

  test('stands at the stage of then, since it entered it: an event that names the same stage moves nothing', () => {
    const known = { stage: 'from supplier', stageSince: warsaw('2026-11-25 10:00') };
    expect(asKnown(history, '2026-11-25 09:59').items).toMatchObject([{ stage: 'picking' }]);
    expect(asKnown(history, '2026-11-26 09:00').items).toMatchObject([known]);
    expect(asKnown(history, '2026-12-01 09:00').items).toMatchObject([known]);
  });

  test('is promised for what was said by then', () => {
    expect(asKnown(history, '2026-11-29 09:00').items).toMatchObject([{ promisedFor: day('2026-11-30') }]);
    expect(asKnown(history, '2026-11-30 10:00').items).toMatchObject([{ promisedFor: day('2026-12-04') }]);
  });

  test('has the reason of its row only while it stands where the row says', () => {
    expect(asKnown(history, '2026-12-01 09:00').items).toMatchObject([{ reason: null }]);
    expect(asKnown(history, '2026-12-03 11:00').items).toMatchObject([{ reason: 'our_mistake' }]);
  });

  test('without events stands at its row from the moment that the row names, and before that nobody knows where', () => {
    const silent = pastOf(
      anOrder({ stage: 'packing', stageSince: warsaw('2026-11-26 09:00'), promisedFor: day('2026-12-01') }),
    );
    const of = (at: string) => asKnown(pastCustomer({ items: [silent] }), at).items;
    expect(of('2026-11-25 09:00')).toMatchObject([
      { stage: '', stageSince: null, promisedFor: day('2026-12-01') },
    ]);
    expect(of('2026-11-27 09:00')).toMatchObject([
      { stage: 'packing', stageSince: warsaw('2026-11-26 09:00') },
    ]);
  });

  test('has lines that follow it until they move by themselves', () => {
    const row = aLine({
      lineNo: 1,
      stage: 'from supplier',
      stageSince: warsaw('2026-11-26 09:00'),
      reason: 'supplier_late',
    });
    const lined = pastOf(anOrder(), { lines: [{ row, events: [], promiseFrom: 'row' }] });
    const of = (at: string) => asKnown(pastCustomer({ items: [lined] }), at).items[0]?.lines;
    expect(of('2026-11-25 09:00')).toMatchObject([{ stage: null, stageSince: null, reason: null }]);
    expect(of('2026-11-27 09:00')).toMatchObject([{ stage: 'from supplier', reason: 'supplier_late' }]);
  });
});

test('a shipment is known from when it left, and as arrived from when it arrived', () => {
  const parcel = aShipment({
    id: '1',
    shippedAt: warsaw('2026-11-26 09:00'),
    deliveredAt: warsaw('2026-11-28 12:00'),
    expectedOn: day('2026-11-27'),
  });
  const planned = aShipment({ id: '2', expectedOn: day('2026-12-09') });
  const history = pastCustomer({ items: [pastOf(anOrder({ shipments: [parcel, planned] }))] });
  const of = (at: string) => asKnown(history, at).items[0]?.shipments;
  expect(of('2026-11-26 08:00')).toEqual([]);
  expect(of('2026-11-27 08:00')).toEqual([{ ...parcel, deliveredAt: null }]);
  expect(of('2026-11-28 12:00')).toEqual([parcel]);
});

describe('an invoice', () => {
  const invoice = pastInvoice(
    { id: 'F1', issuedOn: day('2026-11-02'), dueOn: day('2026-11-16') },
    {
      openAtEnd: 0n,
      closedOn: day('2026-12-01'),
      payments: [
        { on: day('2026-11-20'), amount: 10_000n },
        { on: day('2026-11-30'), amount: 38_000n },
      ],
    },
  );
  const account = (at: string) => asKnown(pastCustomer({ invoices: [invoice] }), at).account;

  test('is open by what was not paid by then, and settled from its closing on', () => {
    expect(account('2026-11-01 12:00').open).toEqual([]);
    expect(account('2026-11-17 12:00').open).toMatchObject([{ open: 48_000n, booked: 0n }]);
    expect(account('2026-11-20 08:00').open).toMatchObject([{ open: 38_000n, booked: 10_000n }]);
    expect(account('2026-11-30 08:00').open).toEqual([]);
    expect(account('2026-11-30 08:00').settled).toEqual([]);
    expect(account('2026-12-01 08:00').settled).toMatchObject([{ id: 'F1', paidOn: day('2026-11-30') }]);
  });
});

test('two events of one second are taken in the order in which stages usually follow', () => {
  const order = new StageOrder();
  order.learn([event('2026-11-23 09:00', 'created'), event('2026-11-23 10:00', 'approved')]);
  const same = [event('2026-11-24 09:00', 'approved'), event('2026-11-24 09:00', 'created')];
  expect(order.sort(same).map(({ stage }) => stage)).toEqual(['created', 'approved']);
  // Where nothing tells, the answer is the same whatever comes first.
  const odd = [event('2026-11-24 09:00', 'b'), event('2026-11-24 09:00', 'a')];
  expect(new StageOrder().sort(odd)).toEqual(new StageOrder().sort([...odd].reverse()));
});

describe('whatever comes later', () => {
  const BEGIN = warsaw('2026-11-02 00:00');
  const zone = zoneOf('Europe/Warsaw');
  const hours = fc.integer({ min: 0, max: 1_000 });
  const stage = fc.constantFrom('picking', 'packing', 'from supplier', 'shipped', 'delivered');
  const moved = fc.record({ hour: hours, stage, promised: fc.option(hours, { nil: null }) });
  const item = fc.record({
    opened: hours,
    events: fc.array(moved, { maxLength: 5 }),
    closed: fc.option(hours, { nil: null }),
    row: moved,
    lineEvents: fc.array(moved, { maxLength: 3 }),
  });
  const invoice = fc.record({
    issued: hours,
    due: hours,
    payments: fc.array(fc.record({ hour: hours, amount: fc.bigInt({ min: 1n, max: 48_000n }) }), {
      maxLength: 3,
    }),
    closed: fc.option(hours, { nil: null }),
  });
  const past = fc.record({
    items: fc.array(item, { maxLength: 3 }),
    contacts: fc.array(hours, { maxLength: 4 }),
    invoices: fc.array(invoice, { maxLength: 3 }),
    complaints: fc.array(fc.record({ opened: hours, closed: fc.option(hours, { nil: null }) }), {
      maxLength: 2,
    }),
  });
  type Past = typeof past extends fc.Arbitrary<infer Value> ? Value : never;

  const moment = (hour: number): Instant => instantOf(BEGIN + hour * HOUR);
  const dayOfHour = (hour: number): Day => zone.dayAt(moment(hour));
  const events = (moves: Past['items'][number]['events']) =>
    new StageOrder().sort(
      moves.map((move) => ({
        at: moment(move.hour),
        stage: move.stage,
        promisedFor: move.promised === null ? null : dayOfHour(move.promised),
      })),
    );

  /** The history of what is kept of `told`; `source` fixes what a row says, which has no past. */
  function historyOf(told: Past, source: Past): CustomerHistory {
    return pastCustomer({
      items: told.items
        .map((each, nth): ItemHistory => {
          const of = source.items[nth] ?? each;
          const row = anOrder({
            id: `O${nth}`,
            openedAt: moment(each.opened),
            stage: of.row.stage,
            stageSince: moment(of.row.hour),
            promisedFor: of.row.promised === null ? null : dayOfHour(of.row.promised),
          });
          return pastOf(row, {
            events: events(each.events),
            closedAt: each.closed === null ? null : moment(Math.max(each.opened, each.closed)),
            promiseFrom: of.events.some(({ promised }) => promised !== null) ? 'events' : 'row',
            lines: [{ row: aLine({ lineNo: 1 }), events: events(each.lineEvents), promiseFrom: 'row' }],
          });
        })
        .sort((a, b) => a.row.openedAt - b.row.openedAt),
      contacts: [...told.contacts].sort((a, b) => a - b).map((hour) => aContact({ at: moment(hour) })),
      invoices: told.invoices.map(({ issued, due, payments, closed }, nth) =>
        pastInvoice(
          { id: `F${nth}`, issuedOn: dayOfHour(issued), dueOn: dayOfHour(due) },
          {
            payments: payments
              .map(({ hour, amount }) => ({ on: dayOfHour(hour), amount }))
              .sort((a, b) => a.on - b.on),
            closedOn: closed === null ? null : dayOfHour(closed),
          },
        ),
      ),
      complaints: told.complaints.map(({ opened, closed }, nth) => ({
        id: `K${nth}`,
        item: null,
        invoiceId: null,
        openedAt: moment(opened),
        closedAt: closed === null ? null : moment(closed),
      })),
    });
  }

  /** What of `told` had happened by that hour, and for the rest what `other` says, pushed behind it. */
  function withOtherFuture(told: Past, other: Past, hour: number): Past {
    // Money is known by the day: its future begins on the next one.
    const tomorrow = hour + 25;
    const later = (value: number): number => hour + 1 + value;
    const ends = (closed: number | null, nth: number, from: number): number | null => {
      if (closed !== null && closed < from) return closed;
      const instead = other.items[nth]?.closed ?? null;
      return instead === null ? null : from + instead;
    };
    const moves = (mine: Past['items'][number]['events'], theirs: Past['items'][number]['events']) => [
      ...mine.filter((move) => move.hour <= hour),
      ...theirs.map((move) => ({ ...move, hour: later(move.hour) })),
    ];
    return {
      items: [
        ...told.items.map((each, nth) => ({
          ...each,
          opened: each.opened <= hour ? each.opened : later(each.opened),
          closed: ends(each.closed, nth, hour + 1),
          events: moves(each.events, other.items[nth]?.events ?? []),
          lineEvents: moves(each.lineEvents, other.items[nth]?.lineEvents ?? []),
        })),
        ...other.items.map((each) => ({ ...each, opened: later(each.opened), closed: null })),
      ],
      contacts: [...told.contacts.filter((at) => at <= hour), ...other.contacts.map(later)],
      invoices: [
        ...told.invoices.map((each, nth) => ({
          ...each,
          payments: [
            ...each.payments.filter((payment) => payment.hour < hour - 24),
            ...each.payments.filter((payment) => payment.hour >= hour - 24 && payment.hour < tomorrow),
            ...(other.invoices[nth]?.payments ?? []).map((payment) => ({
              ...payment,
              hour: tomorrow + payment.hour,
            })),
          ],
          closed: ends(each.closed, nth, tomorrow),
        })),
        ...other.invoices.map((each) => ({
          ...each,
          issued: tomorrow + each.issued,
          due: tomorrow + each.due,
        })),
      ],
      complaints: [
        ...told.complaints.map((each, nth) => ({ ...each, closed: ends(each.closed, nth, hour + 1) })),
        ...other.complaints.map((each) => ({ ...each, opened: later(each.opened), closed: null })),
      ],
    };
  }

  /** Facts without what the test's own numbering adds. */
  const plain = (told: Past, source: Past, hour: number) =>
    factsAsKnown(historyOf(told, source), moment(hour), around);

  test('changes nothing of what was known: added, moved or taken away', () => {
    fc.assert(
      fc.property(past, past, hours, (told, other, hour) => {
        expect(plain(withOtherFuture(told, other, hour), told, hour)).toEqual(plain(told, told, hour));
      }),
      { numRuns: 400 },
    );
  });

  test('and what happens by then does change it, so that the law is no empty one', () => {
    const told: Past = {
      items: [
        {
          opened: 0,
          events: [],
          closed: null,
          row: { hour: 0, stage: 'picking', promised: null },
          lineEvents: [],
        },
      ],
      contacts: [],
      invoices: [],
      complaints: [],
    };
    const moves = [{ hour: 5, stage: 'shipped' as const, promised: null }];
    const [first] = told.items;
    const changed = { ...told, items: first ? [{ ...first, events: moves }] : [] };
    expect(plain(changed, told, 6)).not.toEqual(plain(told, told, 6));
    expect(dayOf(dayOfHour(25))).toBe(dayOfHour(1) + 1);
  });
});
