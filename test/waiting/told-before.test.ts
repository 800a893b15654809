import { expect, test } from 'vitest';
import {
  awaitsTheEnd,
  lettersAboutPromise,
  lettersWithoutProgress,
  quietLetters,
  toldOf,
} from '../../src/waiting/told-before.ts';
import { aCase, aLetter, anOrder, day, situation, told, warsaw } from '../support/builders.ts';

const letter = (on: string, differs: Parameters<typeof told>[0] = {}, more: object = {}) =>
  aLetter({ decidedAt: warsaw(`${on} 10:00`), told: told(differs), ...more });
const after = (...letters: readonly ReturnType<typeof aLetter>[]) =>
  situation(anOrder({ promisedFor: day('2026-11-24') }), {
    now: warsaw('2026-12-01 10:00'),
    cases: [aCase({ letters })],
  });
const monday = warsaw('2026-11-23 00:00');

test('letters of the first edition say by their kind in what state an item was', () => {
  const given = after(
    letter('2026-11-23', {}, { kind: 'waiting-for-you' }),
    letter('2026-11-24', { state: 'theirs' }, { kind: 'several-items' }),
    letter('2026-11-25', { state: 'broken' }),
  );
  expect(toldOf(given, 'theirs', monday)).toHaveLength(2);
  expect(toldOf(given, 'theirs', warsaw('2026-11-24 00:00'))).toHaveLength(1);
});

test('who heard of a delay, or has our word, waits to hear how it ends; who had a note does not', () => {
  const note = { kind: 'on-course', nextWordBy: null };
  expect(awaitsTheEnd(after(letter('2026-11-25', { state: 'silent' }, note)))).toBe(false);
  expect(
    awaitsTheEnd(
      after(letter('2026-11-25', { state: 'silent' }, { ...note, nextWordBy: day('2026-11-27') })),
    ),
  ).toBe(true);
  expect(
    awaitsTheEnd(
      after(letter('2026-11-23', { state: 'stalled' }), letter('2026-11-25', { state: 'silent' }, note)),
    ),
  ).toBe(true);
  expect(awaitsTheEnd(after(letter('2026-11-25', {}, { kind: 'late', nextWordBy: null })))).toBe(true);
});

test('letters without news are counted from the last one that had some', () => {
  expect(quietLetters(after())).toBe(0);
  const quiet = (on: string) => letter(on, { quiet: true });
  expect(quietLetters(after(letter('2026-11-23'), quiet('2026-11-24'), quiet('2026-11-25')))).toBe(2);
  expect(quietLetters(after(quiet('2026-11-23'), letter('2026-11-24')))).toBe(0);
});

test('progress begins the count anew; letters from before the break are none of it', () => {
  const given = after(
    letter('2026-11-20'),
    letter('2026-11-24', { stage: 'from warehouse' }),
    letter('2026-11-25'),
    letter('2026-11-27'),
  );
  expect(lettersWithoutProgress(given, warsaw('2026-11-10 00:00'))).toHaveLength(2);
  expect(lettersWithoutProgress(given, warsaw('2026-11-26 00:00'))).toHaveLength(1);
});

test('letters about this promise, not about one that it had before', () => {
  const about = (on: string, promised: string, state: 'at_risk' | 'broken') =>
    letter(on, { state, promisedFor: day(promised) });
  expect(
    lettersAboutPromise(
      after(
        about('2026-11-16', '2026-11-18', 'at_risk'),
        about('2026-11-23', '2026-11-24', 'at_risk'),
        about('2026-11-25', '2026-11-24', 'broken'),
      ),
    ),
  ).toBe(2);
});
