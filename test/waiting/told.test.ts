import { expect, test } from 'vitest';
import { toldBy } from '../../src/waiting/told.ts';
import {
  aCase,
  aLetter,
  aLine,
  anOrder,
  day,
  decisionOn,
  told as says,
  situation,
  warsaw,
} from '../support/builders.ts';

function told(order: object, cases: ReturnType<typeof aCase>[] = []) {
  const given = situation(anOrder(order), { now: warsaw('2026-12-01 10:00'), cases });
  const decision = decisionOn(given);
  if (decision.do !== 'write') throw new Error(decision.reason);
  return toldBy(given, decision);
}

test('a broken promise, with all that the next letter has to be measured against', () => {
  const order = {
    stageSince: warsaw('2026-11-24 10:00'),
    promisedFor: day('2026-11-30'),
    reason: 'stock_transfer',
  };
  expect(told({ ...order, stage: 'from warehouse' })).toEqual({
    stage: 'from warehouse',
    lineNo: null,
    promisedFor: day('2026-11-30'),
    stoodStill: true,
    state: 'broken',
    quiet: false,
    callBy: null,
    expected: null,
    reason: 'stock_transfer',
    shipments: [],
  });
});

test('a stall of one line names the line', () => {
  const lines = [
    aLine({ lineNo: 1, stage: 'ready' }),
    aLine({ lineNo: 3, stage: 'from warehouse', stageSince: warsaw('2026-11-24 10:00') }),
  ];
  expect(told({ lines })).toMatchObject({ stage: 'from warehouse', lineNo: 3, stoodStill: true });
});

test('a note in a silence does not say that it stands still', () => {
  expect(told({ stage: 'sewing' })).toMatchObject({ state: 'silent', stoodStill: false });
});

test('a letter about movement says that it moves', () => {
  const before = [
    aCase({
      letters: [aLetter({ decidedAt: warsaw('2026-11-30 10:00'), told: says({ stage: 'from warehouse' }) })],
    }),
  ];
  expect(told({ stageSince: warsaw('2026-12-01 08:00') }, before)).toMatchObject({
    stage: 'picking',
    stoodStill: false,
  });
});
