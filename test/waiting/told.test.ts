import { expect, test } from 'vitest';
import { decide } from '../../src/waiting/decide.ts';
import { find } from '../../src/waiting/find.ts';
import { toldBy } from '../../src/waiting/told.ts';
import { aCase, aLetter, aLine, anOrder, day, situation, warsaw } from '../support/builders.ts';

function told(order: object, cases: ReturnType<typeof aCase>[] = []) {
  const given = situation(anOrder(order), { now: warsaw('2026-12-01 10:00'), cases });
  const decision = decide(given, find(given), new Map());
  if (decision.do !== 'write') throw new Error(decision.reason);
  return toldBy(given, decision);
}

test('a stall of the order, with the date that was named', () => {
  expect(told({ stageSince: warsaw('2026-11-24 10:00'), promisedFor: day('2026-12-04') })).toEqual({
    stage: 'picking',
    lineNo: null,
    promisedFor: day('2026-12-04'),
    stoodStill: true,
  });
});

test('a stall of one line names the line', () => {
  const lines = [
    aLine({ lineNo: 1, stage: 'ready' }),
    aLine({ lineNo: 3, stage: 'from warehouse', stageSince: warsaw('2026-11-24 10:00') }),
  ];
  expect(told({ lines })).toMatchObject({ stage: 'from warehouse', lineNo: 3, stoodStill: true });
});

test('silence alone does not say that it stands still; a letter that kept its word about a stall still does', () => {
  expect(told({})).toMatchObject({ stoodStill: false });
  const before = [
    aCase({ letters: [aLetter({ decidedAt: warsaw('2026-11-27 10:00'), nextWordBy: day('2026-12-01') })] }),
  ];
  expect(told({}, before)).toMatchObject({ stoodStill: true });
});

test('a letter about movement says that it moves', () => {
  const before = [
    aCase({
      letters: [
        aLetter({
          decidedAt: warsaw('2026-11-30 10:00'),
          told: { stage: 'sewing', lineNo: null, promisedFor: null, stoodStill: true },
        }),
      ],
    }),
  ];
  expect(told({ stageSince: warsaw('2026-12-01 08:00') }, before)).toMatchObject({
    stage: 'picking',
    stoodStill: false,
  });
});
