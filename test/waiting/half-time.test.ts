import { expect, test } from 'vitest';
import { findHalfTime, findNeededBeforePromise } from '../../src/waiting/half-time.ts';
import { aCase, aLetter, anOrder, day, decisionOn, rules, situation, warsaw } from '../support/builders.ts';

const order = anOrder({
  stage: 'sewing',
  openedAt: warsaw('2026-11-02 09:00'),
  promisedFor: day('2026-12-02'),
});
const asked = { rules: rules({ waiting: { on_course_note: 'half-time' } }) };
const at = (now: string, differs: object = {}) => situation(order, { now: warsaw(now), ...differs });

test('by default a long wait that is on course hears nothing at its half', () => {
  expect(findHalfTime(at('2026-11-17 10:00'))).toBeNull();
  expect(decisionOn(at('2026-11-17 10:00'))).toMatchObject({ do: 'nothing' });
});

test('where policy asks for it: one note, at the half of a wait of four weeks and more', () => {
  expect(findHalfTime(at('2026-11-16 10:00', asked))).toBeNull();
  expect(decisionOn(at('2026-11-17 10:00', asked))).toMatchObject({
    do: 'write',
    letter: 'on-course',
    nextWordBy: null,
  });
  const cases = [aCase({ letters: [aLetter({ decidedAt: warsaw('2026-11-17 10:00') })] })];
  expect(findHalfTime(at('2026-11-18 10:00', { ...asked, cases }))).toBeNull();
  const short = { ...order, openedAt: warsaw('2026-11-10 09:00') };
  expect(findHalfTime(situation(short, { now: warsaw('2026-12-01 10:00'), ...asked }))).toBeNull();
});

test('needed before the promise: while that day is ahead, and nobody was written to', () => {
  const needed = { ...order, neededBy: day('2026-11-25') };
  const found = (differs: object, now = '2026-11-20 10:00', more: object = {}) =>
    findNeededBeforePromise(situation({ ...needed, ...differs }, { now: warsaw(now), ...more }));
  expect(found({})).toMatchObject({ neededBy: day('2026-11-25'), promisedFor: day('2026-12-02') });
  expect(found({ neededBy: day('2026-12-02') })).toBeNull();
  expect(found({}, '2026-11-26 10:00')).toBeNull();
  expect(
    found({ neededBy: day('2026-10-30') }),
    'a day before the order itself is a slip of the pen',
  ).toBeNull();
});
