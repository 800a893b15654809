import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR, instantOf, MINUTE } from '../../../src/calendar/time.ts';
import { Pace } from '../../../src/post/queue/pace.ts';
import { isExpired, nextTry } from '../../../src/post/queue/retry.ts';

const now = instantOf(Date.parse('2026-11-26T09:00Z'));

test('waits double, from a minute, cut by up to half', () => {
  expect(nextTry(1, now, 1) - now).toBe(MINUTE);
  expect(nextTry(1, now, 0) - now).toBe(MINUTE / 2);
  expect(nextTry(4, now, 1) - now).toBe(8 * MINUTE);
});

test('never in the past, never longer than an hour, never shorter for more attempts', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempts, random) => {
        const wait = nextTry(attempts, now, random) - now;
        expect(wait).toBeGreaterThanOrEqual(MINUTE / 2);
        expect(wait).toBeLessThanOrEqual(HOUR);
        expect(nextTry(attempts + 1, now, random) - now).toBeGreaterThanOrEqual(wait);
      },
    ),
  );
});

test('expires after its time, not at it', () => {
  expect(isExpired(now, instantOf(now + HOUR), HOUR)).toBe(false);
  expect(isExpired(now, instantOf(now + HOUR + 1), HOUR)).toBe(true);
});

test('in any minute no more leave than the minute allows and one second over', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000 }),
      fc.array(
        fc.record({ wait: fc.integer({ min: 0, max: 5_000 }), wanted: fc.integer({ min: 1, max: 100 }) }),
      ),
      (perMinute, asks) => {
        const pace = new Pace(perMinute, 0);
        const left: { at: number; letters: number }[] = [];
        let clock = 0;
        for (const { wait, wanted } of asks) {
          clock += wait;
          left.push({ at: clock, letters: pace.take(wanted, clock) });
        }
        for (const { at: from } of left) {
          const within = left.filter(({ at }) => at >= from && at < from + 60_000);
          const letters = within.reduce((sum, one) => sum + one.letters, 0);
          expect(letters).toBeLessThanOrEqual(perMinute + Math.max(1, perMinute / 60));
        }
      },
    ),
  );
});

test('after waiting as long as it says, one may leave', () => {
  const pace = new Pace(30, 0);
  expect(pace.take(5, 0)).toBe(1);
  expect(pace.take(5, 0)).toBe(0);
  const wait = pace.waitFor(0);
  expect(wait).toBe(2_000);
  expect(pace.take(5, wait)).toBe(1);
});

test('without a limit, all that is wanted', () => {
  const pace = new Pace(Number.POSITIVE_INFINITY, 5);
  expect(pace.take(1_000, 5)).toBe(1_000);
  expect(pace.take(1_000, 6)).toBe(1_000);
});
