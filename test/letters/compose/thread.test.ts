import { expect, test } from 'vitest';
import { instantOf } from '../../../src/calendar/time.ts';
import { threadOf } from '../../../src/letters/compose/thread.ts';

const letter = (n: number, decidedAt = n) => ({
  id: `${n}`,
  messageId: `<${n}@x>`,
  decidedAt: instantOf(decidedAt),
});

test('the first letter answers none', () => {
  expect(threadOf([])).toEqual({ inReplyTo: null, references: [] });
});

test('the next answers the latest and refers to each once, in whatever order they are given', () => {
  expect(threadOf([letter(2), letter(1), letter(2)])).toEqual({
    inReplyTo: '<2@x>',
    references: ['<1@x>', '<2@x>'],
  });
});

test('letters of one moment stand in the order of their ids', () => {
  expect(threadOf([letter(2, 7), letter(1, 7)]).references).toEqual(['<1@x>', '<2@x>']);
});

test('a long thread keeps its root and its end', () => {
  const { references, inReplyTo } = threadOf(Array.from({ length: 30 }, (_, n) => letter(n)));
  expect(references).toHaveLength(20);
  expect([references[0], references[1], references[19], inReplyTo]).toEqual([
    '<0@x>',
    '<11@x>',
    '<29@x>',
    '<29@x>',
  ]);
});
