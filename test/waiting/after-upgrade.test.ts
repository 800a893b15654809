import { expect, test } from 'vitest';
import { isoDay } from '../../src/calendar/time.ts';
import type { ItemId } from '../../src/customer/ids.ts';
import { dayToTell, isDueToUpgrade, lastChanceOf } from '../../src/waiting/after-upgrade.ts';
import type { Finding } from '../../src/waiting/finding.ts';
import { day, rules, warsaw } from '../support/builders.ts';

const { calendar } = rules();
const item = (n: number) => ({ kind: 'order', id: `O${n}` as ItemId }) as const;

test('words are spread over working days, about as many on each, and an item keeps its day', () => {
  const friday = day('2026-11-27');
  const days = Array.from({ length: 3_000 }, (_, n) => isoDay(dayToTell(item(n), friday, 3, calendar)));
  const counts = new Map<string, number>();
  for (const each of days) counts.set(each, (counts.get(each) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual(['2026-11-27', '2026-11-30', '2026-12-01']);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  expect(days.slice(0, 50)).toEqual(
    Array.from({ length: 50 }, (_, n) => isoDay(dayToTell(item(n), friday, 3, calendar))),
  );
  expect(isoDay(dayToTell(item(1), day('2026-11-28'), 1, calendar)), 'a Saturday').toBe('2026-11-30');
});

test('due to an upgrade is what the rules of before saw and did not write, and a word to an item on course', () => {
  const finding = (kind: string, began: string) => ({ kind, began: warsaw(began) }) as Finding;
  const lastChance = warsaw('2026-11-26 10:00');
  const isDue = (toldAt: string | null, ...findings: readonly Finding[]) =>
    isDueToUpgrade(findings, toldAt === null ? null : warsaw(toldAt), lastChance);
  const atRisk = finding('promise_at_risk', '2026-11-24 09:00');
  const brokenSince = finding('promise_missed', '2026-11-27 00:00');
  expect(isDue(null, atRisk, brokenSince)).toBe(true);
  expect(isDue('2026-11-23 09:00', atRisk)).toBe(true);
  expect(isDue('2026-11-25 09:00', atRisk, brokenSince), 'it was told').toBe(false);
  expect(isDue(null, brokenSince)).toBe(false);
  expect(isDue('2026-11-25 09:00', finding('word_due', '2026-11-27 00:00'))).toBe(true);
  expect(isDue('2026-11-23 09:00', finding('word_due', '2026-11-25 00:00'), brokenSince)).toBe(false);
  expect(isDue(null)).toBe(false);
});

test('a round at night could write nothing: what counts is the evening before', () => {
  const at = (moment: string) => lastChanceOf(warsaw(moment), rules());
  expect(at('2026-11-26 10:00')).toBe(warsaw('2026-11-26 10:00'));
  expect(at('2026-11-26 03:00')).toBe(warsaw('2026-11-25 17:59'));
  expect(at('2026-11-30 07:59'), 'a Monday').toBe(warsaw('2026-11-27 17:59'));
});
