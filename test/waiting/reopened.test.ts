import { describe, expect, test } from 'vitest';
import { theFinding } from '../../src/waiting/finding.ts';
import { findReopened } from '../../src/waiting/reopened.ts';
import {
  aCase,
  aContact,
  aLetter,
  anOrder,
  day,
  decisionOn,
  told as says,
  situation,
  warsaw,
} from '../support/builders.ts';

/* "You wrote that it is ready. I drove over, and it lay in pieces on the bench." */
const ended = (kind: 'ready' | 'done' | 'cancelled' | 'shipped' | 'several-items', differs: object = {}) =>
  aLetter({
    kind,
    decidedAt: warsaw('2026-11-25 10:00'),
    told: says({ stage: 'ready', state: kind === 'ready' ? 'ready' : 'over', stoodStill: false, ...differs }),
  });
const at = (
  letters: readonly ReturnType<typeof aLetter>[],
  order: object = {},
  differs: { now?: string; contacts?: readonly ReturnType<typeof aContact>[] } = {},
) =>
  situation(anOrder({ stage: 'sewing', stageSince: warsaw('2026-11-26 08:00'), ...order }), {
    now: warsaw(differs.now ?? '2026-11-26 10:00'),
    cases: [aCase({ letters, closedAt: warsaw('2026-11-25 10:00'), itemEnded: true })],
    contacts: differs.contacts ?? [],
  });

test.each(['ready', 'done', 'cancelled'] as const)(
  'who was told that it is %s is told that it is not',
  (kind) => {
    const given = at([ended(kind)]);
    expect(findReopened(given)).toMatchObject({ was: kind, on: day('2026-11-25') });
    expect(decisionOn(given)).toMatchObject({
      do: 'write',
      letter: 'still-late',
      nextWordBy: day('2026-11-30'),
    });
  },
);

test('a letter about several things says how each ended; one of an earlier version by the stage', () => {
  const several = (stage: string) => at([ended('several-items', { stage })]);
  expect(findReopened(several('delivered'))).toMatchObject({ was: 'done' });
  expect(findReopened(several('cancelled'))).toMatchObject({ was: 'cancelled' });
  expect(findReopened(several('sewing')), 'nobody knows how it ended').toBeNull();
  expect(findReopened(at([ended('several-items', { stage: 'sewing', end: 'cancelled' })]))).toMatchObject({
    was: 'cancelled',
  });
});

describe('nothing to take back', () => {
  test.each([
    [
      'the last letter told of no end',
      at([ended('ready'), aLetter({ decidedAt: warsaw('2026-11-26 08:00') })]),
    ],
    ['it was ready and is on its way', at([ended('ready')], { stage: 'shipped' })],
    ['it was on its way', at([ended('shipped')])],
    [
      'a person has spoken with them',
      at([ended('ready')], {}, { contacts: [aContact({ at: warsaw('2026-11-25 16:00') })] }),
    ],
    ['the letter never left', at([{ ...ended('ready'), status: 'withdrawn' }])],
    ['nobody wrote', at([])],
  ])('%s', (_, given) => {
    expect(findReopened(given)).toBeNull();
  });

  test('it is ready still, or over', () => {
    expect(
      theFinding(decisionOn(at([ended('ready')], { stage: 'ready' })).findings, 'reopened'),
    ).toBeUndefined();
    expect(
      theFinding(decisionOn(at([ended('done')], { stage: 'delivered' })).findings, 'reopened'),
    ).toBeUndefined();
  });
});

test('who was told that it is cancelled hears that it is ready after all', () => {
  const { findings } = decisionOn(at([ended('cancelled')], { stage: 'ready' }));
  expect(theFinding(findings, 'reopened')).toMatchObject({ was: 'cancelled' });
});

test('what goes to and fro each day is set right once a week', () => {
  const letters = [
    ended('ready'),
    aLetter({
      kind: 'still-late',
      decidedAt: warsaw('2026-11-26 10:00'),
      told: says({ state: 'on_course' }),
    }),
    {
      ...ended('ready'),
      decidedAt: warsaw('2026-11-27 10:00'),
      id: 'again' as ReturnType<typeof aLetter>['id'],
    },
  ];
  expect(findReopened(at(letters, {}, { now: '2026-12-02 10:00' }))).toBeNull();
  expect(findReopened(at(letters, {}, { now: '2026-12-03 10:00' }))).toMatchObject({ on: day('2026-11-27') });
});

test('the letter that sets it right is that of its state: late where its day is over, and theirs where it waits for them', () => {
  const letter = (order: object) => {
    const decision = decisionOn(at([ended('ready')], order));
    return decision.do === 'write' ? decision.letter : decision.reason;
  };
  expect(letter({ promisedFor: day('2026-11-20') })).toBe('late');
  expect(letter({ stage: 'from warehouse', stageSince: warsaw('2026-11-16 08:00') })).toBe('late');
  expect(letter({ stage: 'waiting for approval' })).toBe('waiting-for-you');
});
