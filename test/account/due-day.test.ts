import { expect, test } from 'vitest';
import { daysPast, movedDueDay } from '../../src/account/due-day.ts';
import { day, rules } from '../support/builders.ts';

const moved = (text: string) => movedDueDay(day(text), rules());

test('a due day on a weekend or a holiday moves on to the next working day', () => {
  expect(moved('2026-11-02')).toBe(day('2026-11-02'));
  expect(moved('2026-11-07')).toBe(day('2026-11-09'));
  // Wednesday 11 November is Independence Day in Poland.
  expect(moved('2026-11-11')).toBe(day('2026-11-12'));
});

test('days overdue are calendar days, and none before the day has passed', () => {
  expect(daysPast(day('2026-11-09'), day('2026-11-09'))).toBe(0);
  expect(daysPast(day('2026-11-09'), day('2026-11-10'))).toBe(1);
  expect(daysPast(day('2026-11-09'), day('2026-11-01'))).toBe(0);
});

test('dates of 1848 and 9999 harm nothing', () => {
  expect(moved('9999-12-31')).toBe(day('9999-12-31'));
  expect(moved('1848-03-01')).toBeGreaterThanOrEqual(day('1848-03-01'));
});
