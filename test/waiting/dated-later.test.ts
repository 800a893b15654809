import { expect, test } from 'vitest';
import { datedLater, lineDay } from '../../src/waiting/dated-later.ts';
import { expectedIn, isCarriersDay } from '../../src/waiting/expected.ts';
import { find } from '../../src/waiting/find.ts';
import { findAtRisk } from '../../src/waiting/risk.ts';
import {
  aCase,
  aLetter,
  aLine,
  anOrder,
  aShipment,
  day,
  decisionOn,
  situation,
  told,
  warsaw,
} from '../support/builders.ts';

const now = warsaw('2026-11-25 10:00');
const friday = day('2026-11-27');
const tuesday = day('2026-12-01');
const late = aShipment({ id: '1', expectedOn: tuesday });
const of = (differs: object, more: object = {}) =>
  situation(anOrder({ stage: 'sewing', promisedFor: friday, ...differs }), { now, ...more });

test('a shipment that is dated later than the promise is certain, left or not; what was delivered is dated no more', () => {
  for (const shippedAt of [null, warsaw('2026-11-24 15:00')])
    expect(findAtRisk(of({ shipments: [{ ...late, shippedAt }] }))).toMatchObject({
      kind: 'promise_at_risk',
      because: 'shipment',
      expected: tuesday,
      chance: null,
      line: null,
    });
  expect(findAtRisk(of({ shipments: [{ ...late, expectedOn: friday }] }))).toBeNull();
  expect(findAtRisk(of({ shipments: [{ ...late, deliveredAt: now }] }))).toBeNull();
});

test('the one open line in it is named; of what is over in it, and of lines that nobody waits for, no day counts', () => {
  const lines = [aLine({ lineNo: 1 }), aLine({ lineNo: 2 })];
  expect(datedLater(of({ lines, shipments: [{ ...late, lineNos: [2] }] }), friday)).toMatchObject({
    because: 'shipment',
    line: { lineNo: 2 },
  });
  expect(datedLater(of({ lines, shipments: [late] }), friday)).toMatchObject({ line: null });
  const ready = [lines[0], aLine({ lineNo: 2, stage: 'ready' })];
  expect(datedLater(of({ lines: ready, shipments: [{ ...late, lineNos: [2] }] }), friday)).toBeNull();
  expect(datedLater(of({ lines, shipments: [{ ...late, lineNos: [7] }] }), friday)).toBeNull();
});

test('the carrier knows better than the line when a line comes, where the shipment names it', () => {
  const line = aLine({ lineNo: 1, promisedFor: day('2026-12-10') });
  const sooner = { ...late, expectedOn: day('2026-11-26') };
  expect(lineDay(anOrder({ shipments: [{ ...sooner, lineNos: [1] }] }), line)).toBe(day('2026-11-26'));
  expect(findAtRisk(of({ lines: [line], shipments: [{ ...sooner, lineNos: [1] }] }))).toBeNull();
  // Of a shipment that names no lines nobody knows whether the line is really in it.
  expect(lineDay(anOrder({ shipments: [sooner] }), line)).toBe(day('2026-12-10'));
  expect(findAtRisk(of({ lines: [line], shipments: [sooner] }))).toMatchObject({ because: 'line' });
});

test('warned once, and again when the carrier names another day; a letter after the day names the carrier’s', () => {
  const warning = aLetter({
    decidedAt: warsaw('2026-11-24 10:00'),
    kind: 'at-risk',
    nextWordBy: day('2026-11-30'),
    told: told({
      stage: 'sewing',
      state: 'at_risk',
      promisedFor: friday,
      expected: tuesday,
      stoodStill: false,
    }),
  });
  const cases = [aCase({ letters: [warning] })];
  expect(decisionOn(of({ shipments: [late] }, { cases }))).toMatchObject({ do: 'nothing' });
  const moved = decisionOn(of({ shipments: [{ ...late, expectedOn: day('2026-12-03') }] }, { cases }));
  expect(moved).toMatchObject({ do: 'write', letter: 'at-risk', nextWordBy: day('2026-11-30') });
  expect(moved.reason).toBe('the late shipment moved from 2026-12-01 to 2026-12-03');

  const broken = of({ shipments: [late] }, { now: warsaw('2026-11-30 10:00'), cases });
  const findings = find(broken);
  expect(expectedIn(broken, findings)).toBe(tuesday);
  expect(isCarriersDay(broken, findings)).toBe(true);
});
