import { describe, expect, test } from 'vitest';
import { findBroken, findPromiseMoved, findPromiseWithdrawn, toldBroken } from '../../src/waiting/promise.ts';
import { stateOf } from '../../src/waiting/state.ts';
import {
  aCase,
  aLetter,
  anOrder,
  day,
  decisionOn,
  told as says,
  situation,
  warsaw,
} from '../support/builders.ts';

const wednesday = warsaw('2026-11-25 10:00');

describe('a missed promise', () => {
  test('is missed when its day is over in the company zone, not before', () => {
    const order = anOrder({ promisedFor: day('2026-11-25') });
    expect(findBroken(situation(order, { now: warsaw('2026-11-25 23:59') }))).toBeNull();
    expect(findBroken(situation(order, { now: warsaw('2026-11-26 00:00') }))).toMatchObject({
      lateBy: 1,
      began: warsaw('2026-11-26 00:00'),
    });
  });

  test('is late by working days: promised for Friday, on Sunday it is missed and by no working day', () => {
    const order = anOrder({ promisedFor: day('2026-11-27') });
    expect(findBroken(situation(order, { now: warsaw('2026-11-29 12:00') }))?.kind).toBe('promise_missed');
    expect(findBroken(situation(order, { now: warsaw('2026-11-29 12:00') }))).toMatchObject({
      lateBy: 0,
    });
    expect(findBroken(situation(order, { now: warsaw('2026-11-30 12:00') }))).toMatchObject({
      lateBy: 1,
    });
  });
});

describe('a promise that moved', () => {
  const told = (promisedFor: string | null) => [
    aCase({
      letters: [
        aLetter({
          decidedAt: warsaw('2026-11-24 10:00'),
          told: {
            stage: 'picking',
            lineNo: null,
            promisedFor: promisedFor === null ? null : day(promisedFor),
            stoodStill: true,
          },
        }),
      ],
    }),
  ];

  test('is news when a letter had named the old day', () => {
    const order = anOrder({ promisedFor: day('2026-12-04') });
    expect(findPromiseMoved(situation(order, { now: wednesday, cases: told('2026-11-27') }))).toMatchObject({
      from: day('2026-11-27'),
      to: day('2026-12-04'),
    });
    expect(findPromiseMoved(situation(order, { now: wednesday, cases: told('2026-12-04') }))).toBeNull();
    expect(findPromiseMoved(situation(order, { now: wednesday, cases: told(null) }))).toBeNull();
    expect(findPromiseMoved(situation(order, { now: wednesday }))).toBeNull();
  });

  test('is none when the letter that named it never left', () => {
    const [first] = told('2026-11-27');
    const withdrawn = first
      ? [{ ...first, letters: first.letters.map((letter) => ({ ...letter, status: 'withdrawn' as const })) }]
      : [];
    expect(
      findPromiseMoved(
        situation(anOrder({ promisedFor: day('2026-12-04') }), { now: wednesday, cases: withdrawn }),
      ),
    ).toBeNull();
  });
});

describe('a date that was taken back', () => {
  const told = [
    aCase({
      letters: [
        aLetter({
          decidedAt: warsaw('2026-11-24 10:00'),
          told: says({ stage: 'sewing', promisedFor: day('2026-11-27'), state: 'at_risk' }),
        }),
      ],
    }),
  ];

  test('does not pass in silence: who read it hears that it does not hold, and gets our word', () => {
    const order = anOrder({ stage: 'sewing', stageSince: warsaw('2026-11-24 09:00') });
    const given = situation(order, { now: wednesday, cases: told });
    expect(findPromiseWithdrawn(given)).toMatchObject({ from: day('2026-11-27') });
    expect(decisionOn(given)).toMatchObject({
      do: 'write',
      letter: 'promise-moved',
      nextWordBy: day('2026-11-27'),
      reason: 'the date 2026-11-27 was taken back',
    });
  });

  test('is told too when the stage is over its allowance: the letter names the date that fell', () => {
    const given = situation(anOrder({ stageSince: warsaw('2026-11-20 09:00') }), {
      now: wednesday,
      cases: told,
    });
    expect(stateOf(given)).toBe('stalled');
    expect(decisionOn(given)).toMatchObject({ do: 'write', letter: 'promise-moved' });
  });

  test('is no news at once when it was over and told as broken: our word is due first', () => {
    const letter = aLetter({
      decidedAt: warsaw('2026-11-25 09:00'),
      nextWordBy: day('2026-11-27'),
      told: says({ promisedFor: day('2026-11-24'), state: 'broken' }),
    });
    const at = (now: string) =>
      decisionOn(
        situation(anOrder({ stageSince: warsaw('2026-11-20 09:00') }), {
          now: warsaw(now),
          cases: [aCase({ letters: [letter] })],
        }),
      );
    expect(at('2026-11-26 10:00')).toMatchObject({ state: 'stalled', do: 'nothing' });
    expect(at('2026-11-27 10:00')).toMatchObject({ do: 'write', letter: 'promise-moved' });
  });

  test('of which nobody read is nothing to tell', () => {
    expect(findPromiseWithdrawn(situation(anOrder(), { now: wednesday }))).toBeNull();
  });
});

describe('broken is always told', () => {
  const late = anOrder({ promisedFor: day('2026-11-24') });

  test('however many letters went before the day broke', () => {
    const letters = Array.from({ length: 9 }, (_, n) =>
      aLetter({
        decidedAt: warsaw(`2026-11-${10 + n} 10:00`),
        ordinal: n + 1,
        told: says({ promisedFor: day('2026-11-24') }),
      }),
    );
    const given = situation(late, { now: wednesday, cases: [aCase({ letters })] });
    expect(decisionOn(given)).toMatchObject({ do: 'write', letter: 'late', state: 'broken' });
  });

  test('once: a promise that was told as broken stays told, whatever becomes of its stage', () => {
    const letter = aLetter({
      decidedAt: warsaw('2026-11-25 09:00'),
      nextWordBy: day('2026-11-27'),
      told: says({ promisedFor: day('2026-11-24'), state: 'broken' }),
    });
    for (const stage of ['picking', 'quality check', 'repair']) {
      const given = situation({ ...late, stage }, { now: wednesday, cases: [aCase({ letters: [letter] })] });
      expect(toldBroken(given), stage).toBe(true);
      expect(decisionOn(given), stage).toMatchObject({ do: 'nothing' });
    }
  });

  test('a promise for a Saturday breaks in the first sending hour of Monday', () => {
    const saturday = anOrder({ promisedFor: day('2026-11-28') });
    const at = (now: string) => decisionOn(situation(saturday, { now: warsaw(now) }));
    expect(at('2026-11-29 10:00')).toMatchObject({ do: 'hold', hold: { code: 'outside_hours' } });
    expect(at('2026-11-30 07:59')).toMatchObject({ do: 'hold', hold: { code: 'outside_hours' } });
    expect(at('2026-11-30 08:00')).toMatchObject({ do: 'write', letter: 'late' });
  });

  test('days for which it waited for the customer move it', () => {
    const moved = { ...late, theirDays: 3 };
    expect(findBroken(situation(moved, { now: warsaw('2026-11-27 10:00') }))).toBeNull();
    expect(findBroken(situation(moved, { now: warsaw('2026-11-28 10:00') }))).toMatchObject({
      promisedFor: day('2026-11-24'),
    });
  });
});
