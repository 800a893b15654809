import { describe, expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { theFinding } from '../../src/waiting/finding.ts';
import { findPromiseMissed, findPromiseMoved } from '../../src/waiting/promise.ts';
import { aCase, aLetter, aLine, anOrder, day, situation, warsaw } from '../support/builders.ts';

const wednesday = warsaw('2026-11-25 10:00');

describe('a missed promise', () => {
  test('is missed when its day is over in the company zone, not before', () => {
    const order = anOrder({ promisedFor: day('2026-11-25') });
    expect(findPromiseMissed(situation(order, { now: warsaw('2026-11-25 23:59') }))).toBeNull();
    expect(findPromiseMissed(situation(order, { now: warsaw('2026-11-26 00:00') }))).toMatchObject({
      lateBy: 1,
      began: warsaw('2026-11-26 00:00'),
    });
  });

  test('is late by working days: promised for Friday, on Sunday it is missed and by no working day', () => {
    const order = anOrder({ promisedFor: day('2026-11-27') });
    expect(findPromiseMissed(situation(order, { now: warsaw('2026-11-29 12:00') }))?.kind).toBe(
      'promise_missed',
    );
    expect(findPromiseMissed(situation(order, { now: warsaw('2026-11-29 12:00') }))).toMatchObject({
      lateBy: 0,
    });
    expect(findPromiseMissed(situation(order, { now: warsaw('2026-11-30 12:00') }))).toMatchObject({
      lateBy: 1,
    });
  });
});

describe('a promise that moved', () => {
  const told = (promisedFor: string | null) => [
    aCase({
      letters: [
        aLetter({
          decidedAt: warsaw('2026-11-24 10:00'),
          told: {
            stage: 'picking',
            lineNo: null,
            promisedFor: promisedFor === null ? null : day(promisedFor),
            stoodStill: true,
          },
        }),
      ],
    }),
  ];

  test('is news when a letter had named the old day', () => {
    const order = anOrder({ promisedFor: day('2026-12-04') });
    expect(findPromiseMoved(situation(order, { now: wednesday, cases: told('2026-11-27') }))).toMatchObject({
      from: day('2026-11-27'),
      to: day('2026-12-04'),
    });
    expect(findPromiseMoved(situation(order, { now: wednesday, cases: told('2026-12-04') }))).toBeNull();
    expect(findPromiseMoved(situation(order, { now: wednesday, cases: told(null) }))).toBeNull();
    expect(findPromiseMoved(situation(order, { now: wednesday }))).toBeNull();
  });

  test('is none when the letter that named it never left', () => {
    const [first] = told('2026-11-27');
    const withdrawn = first
      ? [{ ...first, letters: first.letters.map((letter) => ({ ...letter, status: 'withdrawn' as const })) }]
      : [];
    expect(
      findPromiseMoved(
        situation(anOrder({ promisedFor: day('2026-12-04') }), { now: wednesday, cases: withdrawn }),
      ),
    ).toBeNull();
  });
});

describe('at risk', () => {
  const found = (order: ReturnType<typeof anOrder>, now = wednesday) => find(situation(order, { now }));
  const since = warsaw('2026-11-24 16:00');

  test('when the stage may take longer than the promise allows', () => {
    const order = anOrder({ stage: 'from warehouse', stageSince: since, promisedFor: day('2026-11-27') });
    expect(theFinding(found(order), 'promise_at_risk')).toMatchObject({
      expected: day('2026-11-30'),
      line: null,
      began: since,
    });
    expect(
      theFinding(found({ ...order, promisedFor: day('2026-11-30') }), 'promise_at_risk'),
    ).toBeUndefined();
  });

  test('when a line is promised for a later day than the order', () => {
    const line = aLine({ lineNo: 2, description: 'waistcoat', promisedFor: day('2026-12-02') });
    const order = anOrder({ promisedFor: day('2026-11-27'), lines: [aLine({ lineNo: 1 }), line] });
    expect(theFinding(found(order), 'promise_at_risk')).toMatchObject({ expected: day('2026-12-02'), line });
  });

  test('not by a line that is ready, whatever day it was promised for', () => {
    const ready = aLine({ lineNo: 1, stage: 'ready', promisedFor: day('2026-12-02') });
    expect(
      theFinding(found(anOrder({ promisedFor: day('2026-11-27'), lines: [ready] })), 'promise_at_risk'),
    ).toBeUndefined();
  });

  test('once it is missed it is no longer at risk', () => {
    const order = anOrder({ stage: 'from warehouse', stageSince: since, promisedFor: day('2026-11-24') });
    expect(found(order).map(({ kind }) => kind)).toEqual(['promise_missed']);
  });

  test('needed by a day before the promised one', () => {
    const order = anOrder({
      stage: 'sewing',
      stageSince: since,
      promisedFor: day('2026-12-04'),
      neededBy: day('2026-11-28'),
    });
    expect(theFinding(found(order), 'needed_by_at_risk')).toMatchObject({
      neededBy: day('2026-11-28'),
      expected: day('2026-12-04'),
    });
  });

  test('needed by a day that has passed: at risk from the day after it on', () => {
    const order = anOrder({ stage: 'packing', neededBy: day('2026-11-24') });
    expect(theFinding(found(order, warsaw('2026-11-24 18:00')), 'needed_by_at_risk')).toBeUndefined();
    expect(theFinding(found(order), 'needed_by_at_risk')).toMatchObject({
      expected: day('2026-11-25'),
      began: warsaw('2026-11-25 00:00'),
    });
  });
});
