import { describe, expect, test } from 'vitest';
import { chainOf, personAt } from '../../src/customer/people.ts';
import { ownerOf, rungOf } from '../../src/waiting/escalation.ts';
import { find } from '../../src/waiting/find.ts';
import { stateOf } from '../../src/waiting/state.ts';
import {
  aCase,
  aLetter,
  aLine,
  anOrder,
  aPerson,
  day,
  people,
  personId,
  STAFF,
  situation,
  told,
  warsaw,
} from '../support/builders.ts';

const all = people(...STAFF);
const anna = personId('anna');

describe('the chain', () => {
  test('goes up by who reports to whom, and never in a circle', () => {
    expect(chainOf(anna, all).map(({ id }) => id)).toEqual(['anna', 'marek', 'ewa']);
    const loop = people(
      aPerson({ id: 'a', reportsTo: personId('b') }),
      aPerson({ id: 'b', reportsTo: personId('a') }),
    );
    expect(chainOf(personId('a'), loop).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(chainOf(null, all)).toEqual([]);
    expect(chainOf(personId('nobody'), all)).toEqual([]);
  });

  test('finds each rung by role, else by nearness, else anywhere in the company', () => {
    expect(personAt('manager', anna, all)?.id).toBe('marek');
    expect(personAt('director', anna, all)?.id).toBe('ewa');
    expect(personAt('call', anna, all)?.id).toBe('ewa');
    const flat = people(aPerson({ id: 'anna', reportsTo: personId('jan') }), aPerson({ id: 'jan' }));
    expect(personAt('manager', anna, flat)?.id).toBe('jan');
    const apart = people(aPerson({ id: 'anna' }), aPerson({ id: 'boss', role: 'director' }));
    expect(personAt('director', anna, apart)?.id).toBe('boss');
    expect(personAt('manager', anna, apart)).toBeNull();
  });
});

test("the item's owner, or the customer's where the item names nobody of the company", () => {
  const now = warsaw('2026-11-26 10:00');
  expect(ownerOf(situation(anOrder({ ownerId: personId('marek') }), { now }))).toBe('marek');
  expect(ownerOf(situation(anOrder(), { now }))).toBe('anna');
  expect(ownerOf(situation(anOrder({ ownerId: personId('left-the-company') }), { now }))).toBe('anna');
});

describe('how far a case has climbed', () => {
  const order = anOrder({ promisedFor: day('2026-11-24') });
  const letters = (count: number, nextWordBy = day('2026-12-31'), first = 1) =>
    Array.from({ length: count }, (_, n) =>
      aLetter({
        decidedAt: warsaw(`2026-12-0${n + first} 10:00`),
        ordinal: n + 1,
        nextWordBy,
        told: told({ promisedFor: day('2026-11-24'), state: 'broken' }),
      }),
    );
  function rung(
    given: ReturnType<typeof letters>,
    item: ReturnType<typeof anOrder> = order,
    now = '2026-12-08 10:00',
  ) {
    const s = situation(item, { now: warsaw(now), cases: [aCase({ letters: given })] });
    const state = stateOf(s);
    return rungOf(s, state, find(s, state));
  }

  test('by the letters since the promise broke: owner, the manager after three, the director after five', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((n) => rung(letters(n)))).toEqual([
      'owner',
      'owner',
      'owner',
      'manager',
      'manager',
      'director',
      'director',
    ]);
  });

  test('letters from before it broke are none of them: who was warned often enough has not climbed yet', () => {
    expect(rung(letters(6), { ...order, promisedFor: day('2026-12-07') })).toBe('owner');
  });

  test('letters that never left do not count; each broken word counts as one more', () => {
    expect(rung(letters(3).map((letter) => ({ ...letter, status: 'refused' as const })))).toBe('owner');
    expect(rung(letters(2, day('2026-12-03')))).toBe('manager');
  });

  test('progress begins the count anew', () => {
    expect(rung(letters(5), { ...order, stage: 'packing' })).toBe('owner');
  });

  test('a call that we announced and nobody made is heard of by the manager', () => {
    const [first] = letters(1, day('2026-12-08'));
    if (!first) throw new Error('there is one');
    expect(rung([first])).toBe('owner');
    expect(rung([{ ...first, told: { ...first.told, callBy: day('2026-12-07') } }])).toBe('manager');
  });

  test('a day of need that comes close lifts it to the manager; one that is far, or not at risk, does not', () => {
    const over = { stage: 'picking', stageSince: warsaw('2026-12-01 10:00') };
    const needs = (neededBy: string, differs: object = over) =>
      rung([], anOrder({ neededBy: day(neededBy), ...differs }), '2026-12-15 10:00');
    expect(needs('2026-12-17')).toBe('manager');
    expect(needs('2026-12-18')).toBe('owner');
    expect(needs('2026-12-17', { stage: 'sewing', stageSince: warsaw('2026-12-14 10:00') })).toBe('owner');
  });

  test('what moves again, is at risk or on course, and what waits for the customer, climbs to nobody', () => {
    const today = warsaw('2026-12-08 09:00');
    expect(rung(letters(6), anOrder({ stage: 'packing', stageSince: today }))).toBe('owner');
    const lines = [aLine({ lineNo: 1, promisedFor: day('2026-12-30') })];
    expect(rung(letters(6), anOrder({ stage: 'sewing', promisedFor: day('2026-12-22'), lines }))).toBe(
      'owner',
    );
    expect(rung(letters(6), anOrder({ stage: 'sewing', promisedFor: day('2026-12-22') }))).toBe('owner');
    const theirs = anOrder({ stage: 'waiting for customer', stageSince: warsaw('2026-11-02 10:00') });
    expect(rung(letters(6), theirs)).toBe('owner');
  });
});
