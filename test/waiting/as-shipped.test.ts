import { expect, test } from 'vitest';
import { stageOfItem } from '../../src/waiting/as-shipped.ts';
import { endingOf } from '../../src/waiting/ending.ts';
import { openPoints } from '../../src/waiting/points.ts';
import { findStall } from '../../src/waiting/stall.ts';
import { stateOf } from '../../src/waiting/state.ts';
import { aLine, anOrder, aShipment, day, rules, situation, warsaw } from '../support/builders.ts';

const now = warsaw('2026-11-30 10:00');
const left = warsaw('2026-11-25 10:00');
const arrived = warsaw('2026-11-27 12:00');
const onItsWay = aShipment({ id: '1', shippedAt: left });
const delivered = aShipment({ id: '1', shippedAt: left, deliveredAt: arrived });

const of = (differs: object, policy = rules()) =>
  situation(anOrder({ stage: 'picking', stageSince: warsaw('2026-11-24 09:00'), ...differs }), {
    now,
    rules: policy,
  });
const kind = (differs: object): string => of(differs).stage.kind;

test('what left is on its way and what was delivered is done, though its row still says that it is picked', () => {
  expect(kind({})).toBe('in_progress');
  expect(kind({ shipments: [aShipment({ id: '1', expectedOn: day('2026-12-01') })] })).toBe('in_progress');
  expect(kind({ shipments: [onItsWay] })).toBe('in_transit');
  expect(kind({ shipments: [delivered] })).toBe('done');
  expect(kind({ shipments: [aShipment({ id: '1', deliveredAt: arrived })] })).toBe('done');
});

test('a shipment brings a thing only ever further: what was cancelled or done stays so, and what is ready may arrive', () => {
  for (const stage of ['delivered', 'cancelled'])
    expect(stageOfItem(anOrder({ stage, shipments: [onItsWay] }), rules())).toEqual(of({ stage }).stage);
  expect(kind({ stage: 'cancelled', shipments: [delivered] })).toBe('cancelled');
  expect(kind({ stage: 'ready', shipments: [delivered] })).toBe('done');
});

test('a wait for the customer that began after it left is the later news; one from before is over', () => {
  const stage = 'waiting for customer';
  const since = (stageSince: string) =>
    kind({ stage, stageSince: warsaw(stageSince), shipments: [onItsWay] });
  expect(since('2026-11-26 10:00')).toBe('awaiting_customer');
  expect(since('2026-11-24 10:00')).toBe('in_transit');
});

test('what became ready after it left waits to be collected; what lay ready before, or nobody knows since when, was posted', () => {
  const since = (stageSince: string | null) =>
    kind({
      stage: 'ready',
      stageSince: stageSince === null ? null : warsaw(stageSince),
      shipments: [onItsWay],
    });
  expect(since('2026-11-26 10:00')).toBe('ready');
  expect(since('2026-11-24 10:00')).toBe('in_transit');
  expect(since(null)).toBe('in_transit');
});

test('of several shipments of the whole the last one tells, and one of lines that nobody knows tells nothing of it', () => {
  const second = aShipment({ id: '2' });
  expect(kind({ shipments: [delivered, second] })).toBe('in_progress');
  expect(kind({ shipments: [delivered, { ...second, shippedAt: left }] })).toBe('in_transit');
  expect(kind({ shipments: [{ ...delivered, lineNos: [1] }] })).toBe('in_progress');
});

const two = [aLine({ lineNo: 1 }), aLine({ lineNo: 2 })];
const first = { ...delivered, lineNos: [1] };

test('an order whose lines have all arrived is over, whatever its promise; one line to come keeps it open', () => {
  const over = of({ lines: two, promisedFor: day('2026-11-27'), shipments: [delivered] });
  expect([endingOf(over), stateOf(over)]).toEqual(['done', 'over']);
  const both = of({ lines: two, shipments: [first, { ...delivered, id: '2', lineNos: [2] }] });
  expect(endingOf(both)).toBe('done');
  const part = of({ lines: two, promisedFor: day('2026-11-27'), shipments: [first] });
  expect([endingOf(part), stateOf(part)]).toEqual([null, 'broken']);
  expect(openPoints(part).map(({ line }) => line?.lineNo)).toEqual([2]);
  const cancelled = [two[0], aLine({ lineNo: 2, stage: 'cancelled' })];
  expect(endingOf(of({ lines: cancelled, shipments: [first] }))).toBe('done');
});

test('where a promise means shipped, what is on its way has kept it; else it is still awaited', () => {
  const shipping = rules({ waiting: { promise_means: 'shipped' } });
  const gone = { lines: two, promisedFor: day('2026-11-27'), shipments: [onItsWay] };
  expect(endingOf(of(gone, shipping))).toBe('shipped');
  expect(endingOf(of({ ...gone, lines: [] }, shipping))).toBe('shipped');
  expect(endingOf(of({ ...gone, shipments: [{ ...onItsWay, lineNos: [1] }] }, shipping))).toBeNull();
  expect(stateOf(of(gone))).toBe('broken');
});

test('what left outruns no allowance of the stage that it left', () => {
  const stalled = { stage: 'picking', stageSince: warsaw('2026-11-23 09:00') };
  expect(findStall(of(stalled))).toMatchObject({ kind: 'stage_overrun' });
  expect(findStall(of({ ...stalled, shipments: [onItsWay] }))).toBeNull();
  expect(findStall(of({ ...stalled, lines: two, shipments: [{ ...onItsWay, lineNos: [1] }] }))).toMatchObject(
    {
      line: { lineNo: 2 },
    },
  );
});
