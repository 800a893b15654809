import { expect, test } from 'vitest';
import { statusThread } from '../../../src/letters/compose/thread.ts';
import { aCase, aJob, aLetter, anOrder, JOB, situation, warsaw } from '../../support/builders.ts';

const now = warsaw('2026-11-26 10:00');
const first = aLetter({ decidedAt: warsaw('2026-11-16 10:00'), messageId: '<1@x>' });
const second = aLetter({
  decidedAt: warsaw('2026-11-18 10:00'),
  messageId: '<2@x>',
  ordinal: 2,
});
const suit = (...letters: (typeof first)[]) => situation(anOrder(), { now, cases: [aCase({ letters })] });
const lift = (...letters: (typeof first)[]) =>
  situation(aJob(), { now, cases: [aCase({ item: JOB, letters })] });

test('the first letter begins a thread', () => {
  expect(statusThread([suit()])).toEqual({ inReplyTo: null, references: [] });
});

test('the next answers the last and refers to all', () => {
  expect(statusThread([suit(first, second)])).toEqual({
    inReplyTo: '<2@x>',
    references: ['<1@x>', '<2@x>'],
  });
});

test('a letter that nobody got is not answered', () => {
  expect(statusThread([suit(first, { ...second, status: 'withdrawn' })])).toMatchObject({
    inReplyTo: '<1@x>',
    references: ['<1@x>'],
  });
});

test('several items: all their threads, each letter once', () => {
  const together = aLetter({
    decidedAt: warsaw('2026-11-20 10:00'),
    kind: 'several-items',
    messageId: '<3@x>',
    id: 'both',
  });
  expect(statusThread([suit(first, together), lift(together)])).toEqual({
    inReplyTo: '<3@x>',
    references: ['<1@x>', '<3@x>'],
  });
});
