import { expect, test } from 'vitest';
import type { Decision } from '../../src/waiting/decision.ts';
import { asOneLetter } from '../../src/waiting/one-letter.ts';
import { aCustomer, anOrder, day, ORDER, personId, rules, situation, warsaw } from '../support/builders.ts';

/* "They would ring by Tuesday, and if that failed they would write by Monday." */
const now = warsaw('2026-12-02 10:00');
const part = (word: string | null, callBy: string | null, owner = 'anna', address = 'zofia@maj.example') => {
  const decision: Decision = {
    item: ORDER,
    state: 'broken',
    findings: [],
    reason: 'our word is due',
    do: 'write',
    letter: 'still-late',
    address,
    nextWordBy: word === null ? null : day(word),
    quiet: true,
    callBy: callBy === null ? null : day(callBy),
  };
  return { looked: { situation: situation(anOrder({ ownerId: personId(owner) }), { now }) }, decision };
};
const calls = (...parts: readonly ReturnType<typeof part>[]) =>
  asOneLetter(parts).map(({ decision }) => (decision.do === 'write' ? decision.callBy : decision.do));

test('a call comes before the word that the letter gives about all of them', () => {
  expect(calls(part('2026-12-09', '2026-12-08'), part('2026-12-07', null))).toEqual([
    day('2026-12-04'),
    null,
  ]);
  expect(calls(part('2026-12-09', '2026-12-08'), part('2026-12-03', null)), 'no day is left').toEqual([
    null,
    null,
  ]);
  expect(calls(part('2026-12-09', '2026-12-08'), part(null, null))).toEqual([day('2026-12-08'), null]);
});

test('one letter names one person who calls', () => {
  expect(calls(part('2026-12-09', '2026-12-08'), part('2026-12-09', '2026-12-08', 'marek'))).toEqual([
    day('2026-12-08'),
    null,
  ]);
});

test('orders that each offer to wait or to cancel have letters of their own, and keep their own calls', () => {
  const american = {
    now,
    rules: rules({ waiting: { delay_option: '16 CFR 435' } }),
    customer: aCustomer({ country: 'US' }),
  };
  const offers = (id: string, each: ReturnType<typeof part>) => ({
    ...each,
    looked: {
      situation: situation(
        anOrder({ id, ownerId: personId('anna'), promisedFor: day('2026-11-30') }),
        american,
      ),
    },
  });
  const first = offers('O1', part('2026-12-09', '2026-12-08'));
  const second = offers('O2', part('2026-12-03', null));
  expect(calls(first, second)).toEqual([day('2026-12-08'), null]);
});

test('letters to other addresses, and an item alone, stay as they were decided', () => {
  const other = part('2026-12-03', null, 'anna', 'site@maj.example');
  expect(calls(part('2026-12-09', '2026-12-08'), other)).toEqual([day('2026-12-08'), null]);
  const alone = [part('2026-12-09', '2026-12-08')];
  expect(asOneLetter(alone)).toBe(alone);
});
