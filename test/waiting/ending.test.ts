import { expect, test } from 'vitest';
import { endingOf } from '../../src/waiting/ending.ts';
import {
  aCase,
  aJob,
  aLetter,
  aLine,
  anOrder,
  day,
  decisionOn,
  JOB,
  rules,
  situation,
  told,
  warsaw,
} from '../support/builders.ts';

const now = warsaw('2026-11-26 10:00');
const word = aLetter({
  decidedAt: warsaw('2026-11-24 10:00'),
  kind: 'late',
  nextWordBy: day('2026-11-26'),
  told: told({ state: 'stalled' }),
});
const note = {
  ...word,
  kind: 'on-course' as const,
  nextWordBy: null,
  told: told({ state: 'silent', stoodStill: false }),
};
const order = (differs: object, letters = [word], more: object = {}) =>
  decisionOn(situation(anOrder(differs), { now, cases: [aCase({ letters })], ...more }));
const job = (differs: object, letters = [word], more: object = {}) =>
  decisionOn(situation(aJob(differs), { now, cases: [aCase({ item: JOB, letters })], ...more }));

test.each([
  ['by its stage', { stage: 'cancelled' }],
  [
    'by how its closed row says that it ended',
    { stage: 'picking', closedAt: now, outcome: 'Cancelled by customer' },
  ],
  ['in the words of another language', { stage: 'picking', closedAt: now, outcome: 'anulowane' }],
])('a cancelled order of which they knew from us hears so, once: %s', (_, differs) => {
  expect(order(differs)).toMatchObject({ do: 'write', letter: 'cancelled', nextWordBy: null });
  const closing = aLetter({ decidedAt: now, ordinal: 2, kind: 'cancelled', told: told({ state: 'over' }) });
  expect(order(differs, [word, closing])).toMatchObject({ do: 'nothing' });
});

test('of a cancelled order of which we never wrote nobody hears', () => {
  expect(decisionOn(situation(anOrder({ stage: 'cancelled' }), { now }))).toMatchObject({ do: 'nothing' });
});

test('a delivered order tells itself: the thing redeems our word', () => {
  expect(order({ stage: 'delivered' })).toMatchObject({ do: 'nothing' });
});

test('a job that is done after a letter about its delay gets one line; one that heard no bad news gets none', () => {
  expect(job({ stage: 'resolved' })).toMatchObject({ do: 'write', letter: 'done', nextWordBy: null });
  expect(job({ stage: 'resolved' }, [note])).toMatchObject({ do: 'nothing' });
  expect(
    job({ stage: 'resolved' }, [word], { rules: rules({ waiting: { tell_done: 'never' } }) }),
  ).toMatchObject({
    do: 'nothing',
  });
});

test('who was told that it is ready need not hear that it is done', () => {
  const ready = aLetter({ decidedAt: now, ordinal: 2, kind: 'ready', told: told({ state: 'ready' }) });
  expect(job({ stage: 'picked up' }, [word, ready])).toMatchObject({ do: 'nothing' });
});

test('where a promise means shipped, what is on its way has kept it, and a delayed one is told so', () => {
  const shipping = { rules: rules({ waiting: { promise_means: 'shipped' } }) };
  expect(order({ stage: 'shipped' }, [word], shipping)).toMatchObject({ do: 'write', letter: 'shipped' });
  expect(order({ stage: 'shipped' }, [note], shipping)).toMatchObject({ do: 'nothing' });
  expect(endingOf(situation(anOrder({ stage: 'shipped' }), { now }))).toBeNull();
});

test('lines: all over is over, and done when any of them was done', () => {
  const ends = (...stages: readonly string[]) =>
    endingOf(
      situation(anOrder({ lines: stages.map((stage, n) => aLine({ lineNo: n + 1, stage })) }), { now }),
    );
  expect(ends('delivered', 'cancelled')).toBe('done');
  expect(ends('cancelled', 'cancelled')).toBe('cancelled');
  expect(ends('delivered', 'picking')).toBeNull();
});
