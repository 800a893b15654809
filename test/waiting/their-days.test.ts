import { expect, test } from 'vitest';
import { theirDays } from '../../src/waiting/their-days.ts';
import { rules, warsaw } from '../support/builders.ts';

const came = (at: string, stage: string) => ({ at: warsaw(at), stage });
const days = (...events: readonly ReturnType<typeof came>[]) =>
  theirDays(events, warsaw('2026-12-01 10:00'), rules());

test('whole days at which it waited for the customer, until it went on or until now', () => {
  const asked = came('2026-11-24 09:00', 'waiting for approval');
  expect(days(came('2026-11-23 09:00', 'sewing'), asked, came('2026-11-26 15:00', 'sewing'))).toBe(2);
  expect(days(asked)).toBe(7);
  expect(days(came('2026-11-30 18:00', 'waiting for approval'))).toBe(0);
  expect(days(came('2026-11-24 09:00', 'sewing'))).toBe(0);
});

test('several waits add up, and an event of the future is none', () => {
  expect(
    days(
      came('2026-11-23 09:00', 'waiting for customer'),
      came('2026-11-24 09:00', 'sewing'),
      came('2026-11-25 09:00', 'waiting for customer'),
      came('2026-11-26 09:00', 'sewing'),
      came('2026-12-05 09:00', 'waiting for customer'),
    ),
  ).toBe(2);
});
