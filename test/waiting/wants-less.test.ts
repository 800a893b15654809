import { describe, expect, test } from 'vitest';
import { NOTHING_RECEIVED } from '../../src/customer/replies.ts';
import { decide } from '../../src/waiting/decide.ts';
import { find } from '../../src/waiting/find.ts';
import { stateOf } from '../../src/waiting/state.ts';
import { aCase, aLetter, anOrder, day, situation, told, warsaw } from '../support/builders.ts';

const lessSince = warsaw('2026-11-20 12:00');

/** What is decided about the order of somebody who asked for fewer letters on Friday 20 November. */
function decided(order: object, now: string, letters: readonly object[] = [], isLifted = false) {
  const cases =
    letters.length === 0
      ? []
      : [aCase({ letters: letters.map((one) => aLetter(one as { decidedAt: ReturnType<typeof warsaw> })) })];
  const plain = situation(anOrder({ openedAt: warsaw('2026-11-02 09:00'), ...order }), {
    now: warsaw(now),
    cases,
  });
  const inbox = { ...NOTHING_RECEIVED, lessSince: isLifted ? null : lessSince, letOffAt: lessSince };
  const given = { ...plain, memory: { ...plain.memory, inbox } };
  const state = stateOf(given);
  const findings = find(given, state);
  return decide({ situation: given, state, findings }, new Map());
}

const warned = {
  kind: 'at-risk',
  decidedAt: warsaw('2026-11-19 10:00'),
  nextWordBy: day('2026-11-24'),
  told: told({ state: 'at_risk', promisedFor: day('2026-11-24') }),
};

describe('who asked to be written to less', () => {
  test('hears of no silence, and of no delay without a promise', () => {
    expect(decided({ stage: 'sewing' }, '2026-11-26 10:00')).toMatchObject({
      do: 'hold',
      hold: { code: 'wants_less' },
    });
    expect(decided({ stageSince: warsaw('2026-11-03 09:00') }, '2026-11-26 10:00')).toMatchObject({
      state: 'stalled',
      do: 'hold',
      hold: { code: 'wants_less' },
    });
  });

  test('hears that a promised day is over', () => {
    expect(decided({ promisedFor: day('2026-11-24') }, '2026-11-26 10:00')).toMatchObject({
      do: 'write',
      letter: 'late',
    });
  });

  test('hears that it is ready', () => {
    expect(decided({ stage: 'ready' }, '2026-11-26 10:00', [warned])).toMatchObject({
      do: 'write',
      letter: 'ready',
    });
  });

  test('let us off the word of before, so that it is neither due nor broken, also once a person lifts it', () => {
    const order = { promisedFor: day('2026-12-10'), stage: 'sewing' };
    const found = (letter: object, isLifted: boolean) =>
      decided(order, '2026-11-26 10:00', [letter], isLifted).findings.map(({ kind }) => kind);
    expect(found(warned, false)).not.toContain('word_due');
    expect(found(warned, true)).not.toContain('word_due');
    const since = { ...warned, decidedAt: warsaw('2026-11-23 10:00') };
    expect(found(since, true), 'a word of afterwards').toContain('word_due');
  });

  test('gets the word that a letter gave since', () => {
    const since = {
      ...warned,
      kind: 'late',
      decidedAt: warsaw('2026-11-24 10:00'),
      nextWordBy: day('2026-11-26'),
    };
    expect(
      decided({ promisedFor: day('2026-12-10'), stage: 'sewing' }, '2026-11-26 10:00', [since]),
    ).toMatchObject({ do: 'write', state: 'on_course' });
  });

  test('is called where it waits for them, or for us', () => {
    expect(
      decided({ stage: 'waiting for customer', stageSince: warsaw('2026-11-03 09:00') }, '2026-11-26 10:00'),
    ).toMatchObject({ state: 'theirs', do: 'hand_over', because: 'asked_for_less' });
    expect(
      decided({ stage: 'credit check', stageSince: warsaw('2026-11-03 09:00') }, '2026-11-26 10:00'),
    ).toMatchObject({ state: 'on_hold', do: 'hand_over', because: 'asked_for_less' });
  });

  test('hears that an end which they know of was none, and that a day was taken back', () => {
    const ready = { kind: 'ready', decidedAt: warsaw('2026-11-19 10:00'), told: told({ state: 'ready' }) };
    const sewing = { stage: 'sewing', stageSince: warsaw('2026-11-25 09:00') };
    expect(decided({ ...sewing, promisedFor: day('2026-12-18') }, '2026-11-26 10:00', [ready])).toMatchObject(
      { do: 'write' },
    );
    expect(decided({ ...sewing, promisedFor: null }, '2026-11-26 10:00', [warned])).toMatchObject({
      do: 'write',
      letter: 'promise-moved',
    });
  });
});
