import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { occasionFor } from '../../src/waiting/occasion.ts';
import { aCase, aLetter, anOrder, day, situation, warsaw } from '../support/builders.ts';

const letter = aLetter({
  decidedAt: warsaw('2026-11-25 10:00'),
  nextWordBy: day('2026-11-27'),
  told: { stage: 'from warehouse', lineNo: null, promisedFor: day('2026-11-26'), stoodStill: true },
});
function occasion(now: string, order: object, letters = [letter]) {
  const given = situation(
    anOrder({
      stage: 'from warehouse',
      stageSince: warsaw('2026-11-24 09:00'),
      promisedFor: day('2026-11-26'),
      ...order,
    }),
    {
      now: warsaw(now),
      cases: letters.length > 0 ? [aCase({ letters })] : [],
    },
  );
  return occasionFor(given, find(given));
}

test('the first letter, for whatever was found', () => {
  expect(occasion('2026-11-25 10:00', {}, [])).toEqual({ occasion: 'first letter: promise_at_risk' });
});

test('what was told already waits for our word', () => {
  expect(occasion('2026-11-26 10:00', {})).toEqual({
    occasion: null,
    why: 'told on 2026-11-25; our word is to write again by 2026-11-27',
  });
  expect(occasion('2026-11-27 08:00', {})).toEqual({ occasion: 'our word for 2026-11-27 is due' });
});

test('a promise missed since the letter is news at once', () => {
  const noWord = [{ ...letter, nextWordBy: day('2026-11-30') }];
  expect(occasion('2026-11-27 08:00', {}, noWord)).toEqual({
    occasion: 'new since the last letter: promise_missed',
  });
});

test('a moved date and movement are news at once', () => {
  expect(occasion('2026-11-26 10:00', { promisedFor: day('2026-12-04') })).toEqual({
    occasion: 'the date moved from 2026-11-26 to 2026-12-04',
  });
  expect(occasion('2026-11-26 10:00', { stage: 'packing', stageSince: warsaw('2026-11-26 08:00') })).toEqual({
    occasion: 'it moves again',
  });
});
