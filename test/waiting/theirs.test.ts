import { expect, test } from 'vitest';
import { rungOf } from '../../src/waiting/escalation.ts';
import { find } from '../../src/waiting/find.ts';
import { stateOf } from '../../src/waiting/state.ts';
import {
  aCase,
  aLetter,
  aLine,
  anOrder,
  day,
  decisionOn,
  ORDER,
  situation,
  told,
  warsaw,
} from '../support/builders.ts';

const waits = anOrder({
  stage: 'waiting for approval',
  stageSince: warsaw('2026-11-24 09:00'),
  openedAt: warsaw('2026-11-24 09:00'),
});
const at = (order: typeof waits, now: string) => situation(order, { now: warsaw(now) });
const found = (order: typeof waits, now: string) => find(at(order, now)).map(({ kind }) => kind);

test('within the allowance of the stage nothing is found', () => {
  expect(stateOf(at(waits, '2026-11-27 08:59'))).toBe('theirs');
  expect(found(waits, '2026-11-27 08:59')).toEqual([]);
});

test('after it they are reminded of their turn, and nothing is called late, whatever the row says', () => {
  const late = { ...waits, promisedFor: day('2026-11-24'), neededBy: day('2026-11-25') };
  expect(found(late, '2026-11-27 09:00')).toEqual(['waiting_for_customer']);
  expect(find(at(late, '2026-11-27 09:00'))[0]).toMatchObject({ since: day('2026-11-24'), waitingFor: 3 });
});

test('a promised day that passes while we wait for them is a reason to write, and no broken promise', () => {
  expect(found({ ...waits, promisedFor: day('2026-11-24') }, '2026-11-25 10:00')).toEqual([
    'waiting_for_customer',
  ]);
});

test('a promise that broke before we asked them for anything is ours', () => {
  expect(stateOf(at({ ...waits, promisedFor: day('2026-11-23') }, '2026-11-25 10:00'))).toBe('broken');
});

test('one line that waits for them makes the whole order wait for them, unless something of ours is late', () => {
  const theirs = aLine({ lineNo: 1, stage: 'waiting for approval', stageSince: warsaw('2026-11-23 09:00') });
  const ours = aLine({ lineNo: 2, stage: 'picking', stageSince: warsaw('2026-11-23 09:00') });
  const kinds = (lines: (typeof theirs)[]) =>
    found(anOrder({ stage: 'sewing', openedAt: warsaw('2026-11-26 09:00'), lines }), '2026-11-26 12:00');
  expect(kinds([theirs])).toEqual(['waiting_for_customer']);
  expect(kinds([theirs, ours])).toEqual(['stage_overrun']);
});

/** They were asked on these days. */
const asked = (...days: readonly string[]) =>
  aCase({
    letters: days.map((on, n) =>
      aLetter({
        decidedAt: warsaw(`${on} 10:00`),
        ordinal: n + 1,
        kind: 'waiting-for-you',
        nextWordBy: day(['2026-12-03', '2026-12-10'][n] ?? '2026-12-17'),
        told: told({ stage: 'waiting for approval', state: 'theirs' }),
      }),
    ),
  });

test('what we need, one reminder that says who calls, and then a person calls: a third letter only where nobody did', () => {
  const on = (now: string, ...letters: readonly string[]) =>
    decisionOn(
      situation(waits, { now: warsaw(now), cases: letters.length === 0 ? [] : [asked(...letters)] }),
    );
  expect(on('2026-11-27 10:00')).toMatchObject({ do: 'write', letter: 'waiting-for-you', callBy: null });
  expect(on('2026-12-01 10:00', '2026-11-27')).toMatchObject({ do: 'nothing' });
  expect(on('2026-12-03 10:00', '2026-11-27')).toMatchObject({
    do: 'write',
    letter: 'waiting-for-you',
    callBy: day('2026-12-09'),
    nextWordBy: day('2026-12-10'),
  });
  expect(on('2026-12-10 10:00', '2026-11-27', '2026-12-03')).toMatchObject({
    do: 'nothing',
    reason: 'they were asked twice: a person calls',
  });
  const promised = asked('2026-11-27', '2026-12-03');
  const letters = promised.letters.map((each, n) =>
    n === 1 ? { ...each, told: { ...each.told, callBy: day('2026-12-09') } } : each,
  );
  const uncalled = situation(waits, { now: warsaw('2026-12-10 10:00'), cases: [{ ...promised, letters }] });
  expect(decisionOn(uncalled), 'we said that we write if we do not reach them').toMatchObject({
    do: 'write',
    letter: 'waiting-for-you',
    callBy: null,
    nextWordBy: null,
  });
});

test('what waits for the customer is never escalated as our delay, however many letters went', () => {
  const many = asked('2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04');
  const given = situation(waits, { now: warsaw('2026-12-18 10:00'), cases: [{ ...many, item: ORDER }] });
  expect(rungOf(given, stateOf(given), find(given))).toBe('owner');
});

test('a second wait after the promised day is theirs while the first one keeps the promise open', () => {
  const again = { ...waits, promisedFor: day('2026-11-20') };
  expect(stateOf(at({ ...again, theirDays: 7 }, '2026-11-25 10:00'))).toBe('theirs');
  expect(stateOf(at({ ...again, theirDays: 1 }, '2026-11-25 10:00')), 'it broke before they were asked').toBe(
    'broken',
  );
});
