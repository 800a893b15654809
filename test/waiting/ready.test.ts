import { expect, test } from 'vitest';
import { findReady, isReady } from '../../src/waiting/ready.ts';
import {
  aCase,
  aLetter,
  aLine,
  anOrder,
  day,
  decisionOn,
  rules,
  situation,
  told,
  warsaw,
} from '../support/builders.ts';

const suit = anOrder({
  stage: 'ready',
  stageSince: warsaw('2026-11-25 09:00'),
  promisedFor: day('2026-11-24'),
});
const delayed = aLetter({
  decidedAt: warsaw('2026-11-25 08:00'),
  kind: 'late',
  nextWordBy: day('2026-11-27'),
  told: told({ state: 'broken', promisedFor: day('2026-11-24') }),
});
const on = (now: string, letters: readonly ReturnType<typeof aLetter>[], differs: object = {}) =>
  decisionOn(
    situation(suit, { now: warsaw(now), cases: letters.length > 0 ? [aCase({ letters })] : [], ...differs }),
  );

test('whose suit was late and is ready hears that they can fetch it, and no further word is given', () => {
  expect(on('2026-11-26 10:00', [delayed])).toMatchObject({
    do: 'write',
    letter: 'ready',
    nextWordBy: null,
    reason: 'it is ready',
  });
});

test('who never heard of a delay is told only where policy says always', () => {
  expect(on('2026-11-26 10:00', [])).toMatchObject({ do: 'nothing' });
  const always = rules({ waiting: { tell_ready: 'always' } });
  expect(on('2026-11-26 10:00', [], { rules: always })).toMatchObject({ do: 'write', letter: 'ready' });
  const byLines = anOrder({ stage: 'picking', lines: [aLine({ lineNo: 1, stage: 'ready' })] });
  expect(
    decisionOn(situation(byLines, { now: warsaw('2026-11-26 10:00'), rules: always })),
    'ready by its lines',
  ).toMatchObject({
    do: 'write',
    letter: 'ready',
  });
  const never = rules({ waiting: { tell_ready: 'never' } });
  expect(on('2026-11-26 10:00', [delayed], { rules: never })).toMatchObject({ do: 'nothing' });
});

test('once more when nobody fetched it for ten working days, and then never again', () => {
  const letter = (at: string, ordinal: number) =>
    aLetter({
      decidedAt: warsaw(at),
      ordinal,
      kind: 'ready',
      told: told({ stage: 'ready', state: 'ready' }),
    });
  const first = letter('2026-11-26 10:00', 2);
  expect(on('2026-12-09 10:00', [delayed, first])).toMatchObject({ do: 'nothing' });
  expect(on('2026-12-10 10:00', [delayed, first])).toMatchObject({ do: 'write', letter: 'ready' });
  const second = letter('2026-12-10 10:00', 3);
  expect(on('2027-01-28 10:00', [delayed, first, second])).toMatchObject({ do: 'nothing' });
});

test('an order is ready when every line is, since the last one became so; not while one is open', () => {
  const line = (lineNo: number, stage: string, at: string) =>
    aLine({ lineNo, stage, stageSince: warsaw(at) });
  const lines = [
    line(1, 'ready', '2026-11-24 09:00'),
    line(2, 'ready', '2026-11-25 12:00'),
    line(3, 'delivered', '2026-11-23 12:00'),
  ];
  const given = (all: typeof lines) =>
    situation(anOrder({ stage: 'sewing', lines: all }), { now: warsaw('2026-11-26 10:00') });
  expect(isReady(given(lines))).toBe(true);
  expect(findReady(given(lines))).toMatchObject({ since: day('2026-11-25') });
  expect(isReady(given([...lines, line(4, 'picking', '2026-11-24 09:00')]))).toBe(false);
});
