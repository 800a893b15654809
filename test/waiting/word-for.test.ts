import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { stateOf } from '../../src/waiting/state.ts';
import { wordFor } from '../../src/waiting/word-for.ts';
import { aCase, aLetter, aLine, anOrder, day, situation, told, warsaw } from '../support/builders.ts';

function word(order: object, letters: readonly ReturnType<typeof aLetter>[] = [], now = '2026-11-26 10:00') {
  const cases = letters.length > 0 ? [aCase({ letters })] : [];
  const given = situation(anOrder(order), { now: warsaw(now), cases });
  const state = stateOf(given);
  return wordFor(given, state, find(given, state));
}
const told1 = aLetter({
  decidedAt: warsaw('2026-11-25 10:00'),
  told: told({ stage: 'sewing', promisedFor: day('2026-12-18') }),
});

test('what ended, is ready, or is on course needs no further word', () => {
  expect(word({ stage: 'cancelled' }, [told1])).toBeNull();
  expect(word({ stage: 'ready' }, [told1])).toBeNull();
  expect(word({ stage: 'sewing', promisedFor: day('2026-12-18') }, [told1])).toBeNull();
  expect(word({ stage: 'sewing' }, [], '2026-11-30 10:00')).toBeNull();
});

test('a date that was taken back leaves our next word to count on', () => {
  expect(word({ stage: 'sewing' }, [told1])).toBe(day('2026-11-30'));
});

test('after a warning: the working day after the day at risk', () => {
  const lines = [aLine({ lineNo: 1, promisedFor: day('2026-12-04') })];
  expect(word({ stage: 'sewing', promisedFor: day('2026-11-27'), lines })).toBe(day('2026-11-30'));
  expect(word({ stage: 'sewing', promisedFor: day('2026-11-28'), lines })).toBe(day('2026-11-30'));
});

test('with each letter about one broken promise it comes later', () => {
  const late = anOrder({ promisedFor: day('2026-11-24') });
  const about = (on: string, ordinal: number) =>
    aLetter({
      decidedAt: warsaw(`${on} 10:00`),
      ordinal,
      told: told({ state: 'broken', promisedFor: day('2026-11-24') }),
    });
  expect(word(late)).toBe(day('2026-11-30'));
  expect(word(late, [about('2026-11-25', 1)])).toBe(day('2026-12-01'));
  expect(word(late, [about('2026-11-25', 1), about('2026-11-25', 2)])).toBe(day('2026-12-03'));
});

test('a promise that their own waiting moved is warned of until the day to which it moved, and no word lies behind us', () => {
  const lines = [aLine({ lineNo: 1, promisedFor: day('2026-12-10') })];
  const moved = { stage: 'sewing', promisedFor: day('2026-11-24'), theirDays: 6, lines };
  expect(word(moved)).toBe(day('2026-12-01'));
});
