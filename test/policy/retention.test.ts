import { expect, test } from 'vitest';
import { zoneOf } from '../../src/calendar/zone.ts';
import { cutoffsOf } from '../../src/policy/retention.ts';
import { rules, warsaw } from '../support/builders.ts';

const NOW = warsaw('2026-11-26 10:00');
const cutoffs = (retention?: object) =>
  cutoffsOf(rules(retention ? { retention } : {}).retention, zoneOf('Europe/Warsaw'), NOW);

test('as shipped only the reports of rounds go', () => {
  expect(cutoffs()).toEqual({ letters: null, rounds: warsaw('2026-08-28 10:00'), history: null });
});

test('counts back on the calendar', () => {
  expect(cutoffs({ letters: '24 months', history: '10 years', rounds: '2 weeks' })).toEqual({
    letters: warsaw('2024-11-26 10:00'),
    rounds: warsaw('2026-11-12 10:00'),
    history: warsaw('2016-11-26 10:00'),
  });
});

test('refuses what would remove too much, or makes no sense', () => {
  const fault = (retention: object) => {
    try {
      cutoffs(retention);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return 'none';
  };
  expect(fault({ history: '6 months' })).toMatch(
    /retention\.history: "6 months" is too short; 12 months at least/,
  );
  expect(fault({ letters: '0 months' })).toMatch(/retention\.letters: "0 months" is too short/);
  expect(fault({ letters: '30 days' })).toMatch(/not counted in months; write it like 24 months/);
  expect(fault({ leters: '24 months' })).toMatch(/leters: is not a key of a policy.*letters/);
});
