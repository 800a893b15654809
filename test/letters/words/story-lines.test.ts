import { expect, test } from 'vitest';
import type { LetterEvent } from '../../../src/letters/facts/letter-event.ts';
import { sentencesFor } from '../../../src/letters/language/sentences.ts';
import { storyLines } from '../../../src/letters/words/story-lines.ts';
import { sourceOf } from '../letters.ts';

const say = sentencesFor('en', (await sourceOf('call-customer')).phrases);
const reminded = (on: string): LetterEvent<'reminder-friendly'> => ({
  on,
  letter: 'reminder-friendly',
  status: 'refused',
});

test('a line for each letter, with what became of it', () => {
  expect(storyLines([reminded('2026-11-10')], say.calls, say)).toEqual([
    { on: '2026-11-10', what: 'a friendly reminder (the mail server refused it).' },
  ]);
});

test('no letter is no list, because Liquid takes an empty one for true', () => {
  expect(storyLines([], say.calls, say)).toBeNull();
});

test('of many letters the latest twenty', () => {
  const days = Array.from({ length: 25 }, (_, n) => `2026-11-${String(n + 1).padStart(2, '0')}`);
  expect(storyLines(days.map(reminded), say.calls, say)?.map(({ on }) => on)).toEqual(days.slice(5));
});
