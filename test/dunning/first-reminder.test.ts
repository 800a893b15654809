import { expect, test } from 'vitest';
import { type Day, isoDay } from '../../src/calendar/time.ts';
import { firstReminderDue, firstReminderWorth } from '../../src/dunning/first-reminder.ts';
import { day, rules } from '../support/builders.ts';

const DUE = day('2026-11-02');
const ladder = (...rungs: readonly (readonly [string, string])[]) =>
  rungs.map(([after, tone], n) => ({ rung: `rung ${n}`, after, tone }));
const SHIPPED = ladder(['7 days', 'friendly'], ['14 days', 'plain'], ['30 days', 'firm']);
/** Days past due of the rung and of the letter. */
const first = (usual: number | null, dunning: object = {}) => {
  const policy = rules({ dunning: { ladder: SHIPPED, ...dunning } });
  const past = (on: Day | null) => (on === null ? null : on - DUE);
  return [firstReminderDue(DUE, usual, policy), firstReminderWorth(DUE, usual, policy)].map(past);
};

test('who is not known has the first rung on its day', () => {
  expect(first(null)).toEqual([7, 7]);
});

test('whose money usually is here within three days of the rung is given three days more', () => {
  expect(first(0), 'always in time').toEqual([7, 10]);
  expect(first(6)).toEqual([7, 10]);
  expect(first(9), 'their day comes after the rung').toEqual([7, 12]);
});

test('whose money usually comes later still gains nothing by waiting', () => {
  expect(first(10)).toEqual([5, 5]);
  expect(first(60)).toEqual([5, 5]);
});

test('policy says from when on, and whether habits count at all', () => {
  expect(first(40, { remind_late_payers_after: '3 days' })).toEqual([3, 3]);
  expect(first(40, { remind_late_payers_after: '2 weeks' }), 'never later than the rung').toEqual([7, 7]);
  const unaware = { remind_when_usual_delay_is_over: false };
  expect([first(0, unaware), first(40, unaware)]).toEqual([
    [7, 7],
    [7, 7],
  ]);
});

test('a harsh rung never waits for it, whatever the ladder', () => {
  const steep = ladder(['7 days', 'friendly'], ['15 days', 'firm']);
  expect(first(6, { ladder: steep }), 'firm on day 15 wants the first one by day 8').toEqual([7, 8]);
  const steeper = ladder(['7 days', 'friendly'], ['14 days', 'plain'], ['21 days', 'firm']);
  expect(first(6, { ladder: steeper })).toEqual([7, 7]);
  expect(first(6, { ladder: ladder(['7 days', 'friendly']) }), 'nothing follows').toEqual([7, 10]);
});

test('a first rung in another tone than a friendly one knows no habits, and an empty ladder none at all', () => {
  expect(first(40, { ladder: ladder(['7 days', 'plain']) })).toEqual([7, 7]);
  expect(first(40, { ladder: [] })).toEqual([null, null]);
});

test('days are those of the calendar: a rung after a month', () => {
  const monthly = rules({ dunning: { ladder: ladder(['1 month', 'friendly']) } });
  const due = firstReminderDue(day('2027-01-31'), 0, monthly);
  const worth = firstReminderWorth(day('2027-01-31'), 0, monthly);
  expect([due, worth].map((on) => on && isoDay(on))).toEqual(['2027-02-28', '2027-03-03']);
});
