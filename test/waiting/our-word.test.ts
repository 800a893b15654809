import { describe, expect, test } from 'vitest';
import {
  brokenWords,
  callBefore,
  findWordDue,
  nextWord,
  wordAfter,
  wordGiven,
} from '../../src/waiting/our-word.ts';
import { aCase, aContact, aLetter, anOrder, day, rules, situation, warsaw } from '../support/builders.ts';

const letter = aLetter({ decidedAt: warsaw('2026-11-24 10:00'), nextWordBy: day('2026-11-26') });
const withLetter = (now: string, differs: object = {}) =>
  situation(anOrder(), { now: warsaw(now), cases: [aCase({ letters: [letter] })], ...differs });

describe('the word that we gave', () => {
  test('is due on its day, from its first minute, and broken the day after', () => {
    expect(findWordDue(withLetter('2026-11-25 23:59'))).toBeNull();
    expect(findWordDue(withLetter('2026-11-26 00:00'))).toMatchObject({
      by: day('2026-11-26'),
      broken: false,
    });
    expect(findWordDue(withLetter('2026-11-27 00:00'))).toMatchObject({ broken: true });
  });

  test('a person who was in touch after the letter has kept it', () => {
    const spoke = (at: string) => ({ contacts: [aContact({ at: warsaw(at) })] });
    expect(wordGiven(withLetter('2026-11-26 10:00', spoke('2026-11-25 12:00')))).toBeNull();
    expect(wordGiven(withLetter('2026-11-26 10:00', spoke('2026-11-24 09:00')))).toBe(day('2026-11-26'));
  });

  test('a letter that never left gave none', () => {
    const cases = [aCase({ letters: [{ ...letter, status: 'expired' }] })];
    expect(wordGiven(situation(anOrder(), { now: warsaw('2026-11-26 10:00'), cases }))).toBeNull();
  });

  test('words are counted as broken when the next letter came after their day and nobody had been in touch', () => {
    const late = aLetter({ decidedAt: warsaw('2026-11-27 10:00'), ordinal: 2 });
    const inTime = aLetter({ decidedAt: warsaw('2026-11-26 17:00'), ordinal: 2 });
    expect(brokenWords(withLetter('2026-11-28 10:00'), [letter, late])).toBe(1);
    expect(brokenWords(withLetter('2026-11-28 10:00'), [letter, inTime])).toBe(0);
    expect(
      brokenWords(
        withLetter('2026-11-28 10:00', { contacts: [aContact({ at: warsaw('2026-11-26 10:00') })] }),
        [letter, late],
      ),
    ).toBe(0);
  });
});

describe('the next word', () => {
  const at = (now: string, neededBy: string | null = null, theRules = rules()) =>
    situation(anOrder({ neededBy: neededBy === null ? null : day(neededBy) }), {
      now: warsaw(now),
      rules: theRules,
    });
  const word = (now: string, neededBy: string | null = null, nth = 0) => nextWord(at(now, neededBy), nth);

  test('is within two working days: over the weekend, and over Independence Day', () => {
    expect(word('2026-11-24 10:00')).toBe(day('2026-11-26'));
    expect(word('2026-11-26 10:00')).toBe(day('2026-11-30'));
    expect(word('2026-11-10 10:00')).toBe(day('2026-11-13'));
    expect(word('2026-11-28 10:00')).toBe(day('2026-12-01'));
  });

  test('comes later with each letter about one delay: two working days, three, five, and five again', () => {
    expect([0, 1, 2, 3, 99].map((nth) => word('2026-11-23 10:00', null, nth))).toEqual(
      ['2026-11-25', '2026-11-26', '2026-11-30', '2026-11-30', '2026-11-30'].map(day),
    );
  });

  test('comes before the day by which they need it, while there is a working day left', () => {
    expect(word('2026-11-26 10:00', '2026-11-28')).toBe(day('2026-11-27'));
    expect(word('2026-11-24 10:00', '2026-11-26')).toBe(day('2026-11-25'));
    expect(word('2026-11-25 10:00', '2026-11-26')).toBe(day('2026-11-26'));
    expect(word('2026-11-27 10:00', '2026-11-28')).toBe(day('2026-12-01'));
  });

  test('a day of need that is far or has passed changes nothing', () => {
    expect(word('2026-11-24 10:00', '2026-12-24')).toBe(day('2026-11-26'));
    expect(word('2026-11-24 10:00', '2026-11-20')).toBe(day('2026-11-26'));
  });

  test('is never later than seven calendar days, whatever the policy, the holidays and the promise say', () => {
    const patient = rules({ waiting: { next_word: ['30 working days'] } });
    expect(nextWord(at('2026-11-23 10:00', null, patient), 0)).toBe(day('2026-11-30'));
    // From the day before Christmas Eve on, five working days are more than a week.
    expect(word('2026-12-23 10:00', null, 2)).toBe(day('2026-12-30'));
    expect(wordAfter(day('2026-12-18'), at('2026-11-23 10:00'))).toBe(day('2026-11-30'));
    expect(wordAfter(day('2026-11-27'), at('2026-11-25 10:00'))).toBe(day('2026-11-30'));
  });

  test('a person calls on a working day before it, where one is left', () => {
    expect(callBefore(day('2026-11-30'), at('2026-11-26 10:00'))).toBe(day('2026-11-27'));
    expect(callBefore(day('2026-11-30'), at('2026-11-27 10:00'))).toBeNull();
  });
});
