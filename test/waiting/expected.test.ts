import { expect, test } from 'vitest';
import { expectedIn } from '../../src/waiting/expected.ts';
import { find } from '../../src/waiting/find.ts';
import { aLine, anOrder, day, situation, warsaw } from '../support/builders.ts';

const expected = (order: object) => {
  const given = situation(anOrder({ stage: 'sewing', ...order }), { now: warsaw('2026-11-26 10:00') });
  return expectedIn(given, find(given));
};
const late = { promisedFor: day('2026-11-25') };
const dated = (lineNo: number, on: string, stage: string | null = null) =>
  aLine({ lineNo, stage, promisedFor: day(on) });

test('a line has a new date: no letter says that there is none', () => {
  expect(expected({ ...late, lines: [dated(1, '2026-12-01'), dated(2, '2026-12-03')] })).toBe(
    day('2026-12-03'),
  );
});

test('a day that is over is never named as the likely one', () => {
  expect(expected({ ...late, lines: [dated(1, '2026-11-26')] })).toBeNull();
  expect(expected(late)).toBeNull();
});

test('nor the date of a line that was delivered or cancelled', () => {
  const lines = [
    dated(1, '2026-12-03', 'delivered'),
    dated(2, '2026-12-08', 'cancelled'),
    dated(3, '2026-11-25', 'sewing'),
  ];
  expect(expected({ ...late, lines })).toBeNull();
});
