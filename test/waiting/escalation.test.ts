import { describe, expect, test } from 'vitest';
import { chainOf, personAt } from '../../src/customer/people.ts';
import { ownerOf, rungOf } from '../../src/waiting/escalation.ts';
import { find } from '../../src/waiting/find.ts';
import {
  aCase,
  aLetter,
  anOrder,
  aPerson,
  day,
  people,
  personId,
  STAFF,
  situation,
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
  const now = warsaw('2026-12-15 10:00');
  const order = anOrder({ promisedFor: day('2026-11-24') });
  const letters = (count: number, nextWordBy = day('2026-12-31')) =>
    Array.from({ length: count }, (_, n) =>
      aLetter({ decidedAt: warsaw(`2026-12-0${n + 1} 10:00`), ordinal: n + 1, nextWordBy }),
    );
  const rung = (given: ReturnType<typeof letters>) => {
    const now = warsaw('2026-12-08 10:00');
    const s = situation(order, { now, cases: [aCase({ letters: given })] });
    return rungOf(s, find(s));
  };

  test('by the letters that went: owner, manager after two, director after four, a call after six', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((n) => rung(letters(n)))).toEqual([
      'owner',
      'owner',
      'manager',
      'manager',
      'director',
      'director',
      'call',
    ]);
  });

  test('letters that never left do not count; each broken word counts as one more', () => {
    expect(rung(letters(2).map((letter) => ({ ...letter, status: 'refused' as const })))).toBe('owner');
    expect(rung(letters(1, day('2026-12-03')))).toBe('manager');
  });

  test('a day of need that comes close lifts it to the manager', () => {
    const close = situation(
      anOrder({ neededBy: day('2026-12-16'), stage: 'sewing', stageSince: warsaw('2026-12-14 10:00') }),
      { now },
    );
    expect(rungOf(close, find(close))).toBe('manager');
    const far = situation(
      anOrder({ neededBy: day('2026-12-18'), stage: 'sewing', stageSince: warsaw('2026-12-14 10:00') }),
      { now },
    );
    expect(rungOf(far, find(far))).toBe('owner');
  });

  test('what moves again stays with the owner, and what waits for the customer climbs to nobody but a call', () => {
    const now = warsaw('2026-12-08 10:00');
    const moving = anOrder({ stage: 'sewing', stageSince: warsaw('2026-12-08 09:00') });
    const stoodStill = letters(6).map((letter) => ({
      ...letter,
      told: { ...letter.told, stoodStill: true },
    }));
    const moves = situation(moving, { now, cases: [aCase({ letters: stoodStill })] });
    expect(find(moves).map(({ kind }) => kind)).toContain('moving_again');
    expect(rungOf(moves, find(moves))).toBe('owner');

    const theirs = anOrder({ stage: 'waiting for customer', stageSince: warsaw('2026-11-02 10:00') });
    const waits = (count: number) => situation(theirs, { now, cases: [aCase({ letters: letters(count) })] });
    expect([4, 6].map((count) => rungOf(waits(count), find(waits(count))))).toEqual(['owner', 'call']);
  });
});
