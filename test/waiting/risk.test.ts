import { describe, expect, test } from 'vitest';
import { KnownTimes } from '../../src/usual/known-times.ts';
import { learnAll } from '../../src/usual/usual.ts';
import { find } from '../../src/waiting/find.ts';
import { theFinding } from '../../src/waiting/finding.ts';
import { findAtRisk, isAtRisk } from '../../src/waiting/risk.ts';
import { stateOf } from '../../src/waiting/state.ts';
import { tasksFor } from '../../src/waiting/tasks.ts';
import {
  aCase,
  aCustomer,
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
import { later, MONDAY, on, packedFor, poland, workingDaysAfter } from '../usual/histories.ts';

const wednesday = warsaw('2026-11-25 10:00');

describe('without history only what is certain counts', () => {
  const risk = (order: object, now = wednesday) => findAtRisk(situation(anOrder(order), { now }));

  test('entering a new stage is no bad news, however long the stage may take', () => {
    const since = warsaw('2026-11-25 09:00');
    expect(risk({ stage: 'from warehouse', stageSince: since, promisedFor: day('2026-11-26') })).toBeNull();
  });

  test('a stage over its own allowance warns when the day is nearer than what remains usually takes', () => {
    const over = { stage: 'picking', stageSince: warsaw('2026-11-20 09:00') };
    expect(risk({ ...over, promisedFor: day('2026-12-03') })).toMatchObject({
      kind: 'promise_at_risk',
      because: 'stage',
      expected: null,
      chance: null,
    });
    expect(risk({ ...over, promisedFor: day('2026-12-04') })).toBeNull();
  });

  test('a day that was named while the stage was over already is not doubted for that', () => {
    const over = anOrder({
      stage: 'picking',
      stageSince: warsaw('2026-11-18 09:00'),
      promisedFor: day('2026-12-01'),
    });
    const known = (on: string, promisedFor: string | null) => {
      const says = told({ state: 'stalled', promisedFor: promisedFor === null ? null : day(promisedFor) });
      const letters = [aLetter({ decidedAt: warsaw(`${on} 10:00`), told: says })];
      return isAtRisk(situation(over, { now: wednesday, cases: [aCase({ letters })] }));
    };
    expect(known('2026-11-24', null), 'it was named since').toBe(false);
    expect(known('2026-11-24', '2026-11-23'), 'it was moved since').toBe(false);
    expect(known('2026-11-24', '2026-12-01')).toBe(true);
    expect(known('2026-11-19', null), 'the stage was not over then').toBe(true);
  });

  test('a default allowance is nobody’s word: it warns of nothing', () => {
    const old = warsaw('2026-11-02 09:00');
    const order = { openedAt: old, stageSince: old, promisedFor: day('2026-11-26') };
    for (const stage of ['sewing', 'a stage that nobody mapped'])
      expect(risk({ ...order, stage })).toBeNull();
  });

  test('a line dated later than the promise is certain: its own day is named, the latest of all', () => {
    const waistcoat = aLine({ lineNo: 2, description: 'waistcoat', promisedFor: day('2026-12-02') });
    const lines = [aLine({ lineNo: 1, promisedFor: day('2026-12-01') }), waistcoat];
    expect(risk({ promisedFor: day('2026-11-27'), lines })).toMatchObject({
      because: 'line',
      expected: day('2026-12-02'),
      line: waistcoat,
    });
  });

  test.each(['ready', 'delivered', 'cancelled'])(
    'a line that is %s makes nothing late, whatever its date',
    (stage) => {
      const lines = [aLine({ lineNo: 1, stage, promisedFor: day('2026-12-02') }), aLine({ lineNo: 2 })];
      expect(risk({ stage: 'sewing', promisedFor: day('2026-11-27'), lines })).toBeNull();
    },
  );

  test('a promise that is over is at risk no more: it is broken', () => {
    const lines = [aLine({ lineNo: 1, promisedFor: day('2026-12-02') })];
    const given = situation(anOrder({ promisedFor: day('2026-11-24'), lines }), { now: wednesday });
    expect(isAtRisk(given)).toBe(false);
    expect(stateOf(given)).toBe('broken');
  });
});

describe('by history', () => {
  /** Of every ten packed orders so many take three working days, until two in the afternoon, and the rest six. */
  const learned = (quick: number) => {
    const histories = Array.from({ length: 300 }, (_, nth) =>
      packedFor(workingDaysAfter(later(MONDAY, -20 - (nth % 50)), 0), nth % 10 < quick ? 3 : 6),
    );
    return { ...rules(), usual: new KnownTimes(learnAll(poland, histories, MONDAY), poland) };
  };
  const thursday = workingDaysAfter(MONDAY, 3);
  const order = anOrder({
    stage: 'packing',
    openedAt: on(MONDAY, 10),
    stageSince: on(MONDAY, 10),
    promisedFor: thursday,
  });
  const at = (when: number, hour: number, quick = 5, differs: object = {}) =>
    situation(order, { now: on(workingDaysAfter(MONDAY, when), hour), rules: learned(quick), ...differs });

  test('what will as likely be late as not is warned of from its first judged day, late in the day', () => {
    expect(isAtRisk(at(0, 17)), 'Monday leaves three days').toBe(false);
    expect(isAtRisk(at(1, 15)), 'Tuesday, what comes that afternoon may settle it').toBe(false);
    expect(findAtRisk(at(1, 16))).toMatchObject({ because: 'history', promisedFor: thursday });
    expect(findAtRisk(at(2, 10))).toBeNull();
    expect(isAtRisk(at(2, 16))).toBe(true);
  });

  test('on the promised day itself it is said in the morning', () => {
    expect(isAtRisk(at(3, 8))).toBe(true);
  });

  test('what is nearly sure to be late does not wait for the evening, nor for its first judged day', () => {
    expect(findAtRisk(at(0, 11, 0))).toMatchObject({ because: 'history', chance: expect.closeTo(1, 1) });
  });

  test('what will most likely be kept is on course, although its stage is over its own allowance', () => {
    expect(isAtRisk(at(2, 16, 9))).toBe(false);
    expect(stateOf(at(2, 16, 9))).toBe('on_course');
  });

  test('late in the day is by the customer’s own clock', () => {
    const customer = aCustomer({ timeZone: 'Asia/Tokyo' });
    expect(isAtRisk(at(1, 8, 5, { customer })), 'four in the afternoon there').toBe(true);
  });

  test('an expected day is named only where history is narrow', () => {
    const sure = workingDaysAfter(MONDAY, 6);
    expect(findAtRisk(at(0, 11, 0))).toMatchObject({ expected: sure });
    expect(findAtRisk(at(1, 16, 5))).toMatchObject({ expected: null });
  });
});

describe('the day by which the customer needs it', () => {
  test('counts like a promise for the warning', () => {
    const order = anOrder({ stageSince: warsaw('2026-11-20 09:00'), neededBy: day('2026-11-27') });
    expect(findAtRisk(situation(order, { now: wednesday }))).toMatchObject({
      kind: 'needed_by_at_risk',
      neededBy: day('2026-11-27'),
      because: 'stage',
    });
  });

  test('a promise that was later from the start is a task for the owner, and no letter', () => {
    const order = anOrder({
      stage: 'sewing',
      openedAt: warsaw('2026-11-24 09:00'),
      promisedFor: day('2026-12-04'),
      neededBy: day('2026-11-28'),
    });
    const given = situation(order, { now: wednesday });
    expect(stateOf(given)).toBe('on_course');
    expect(theFinding(find(given), 'needed_before_promise')).toMatchObject({ neededBy: day('2026-11-28') });
    const decision = decisionOn(given);
    expect(decision).toMatchObject({ do: 'nothing' });
    expect(tasksFor(given, decision, aCase())).toMatchObject([
      { kind: 'find-out', why: 'needed_before_promise', forPerson: 'anna' },
    ]);
  });

  test('a promise that moved behind it is news', () => {
    const cases = [
      aCase({
        letters: [
          aLetter({
            decidedAt: warsaw('2026-11-24 10:00'),
            kind: 'on-course',
            told: told({ stage: 'sewing', stoodStill: false, promisedFor: day('2026-11-27') }),
          }),
        ],
      }),
    ];
    const order = anOrder({ stage: 'sewing', promisedFor: day('2026-12-04'), neededBy: day('2026-11-28') });
    expect(findAtRisk(situation(order, { now: wednesday, cases }))).toMatchObject({
      kind: 'needed_by_at_risk',
      because: 'promise',
      expected: day('2026-12-04'),
    });
  });

  test('a day that is over without any promise says that it is over, not that we may miss it', () => {
    const order = anOrder({ stage: 'sewing', neededBy: day('2026-11-24') });
    expect(findAtRisk(situation(order, { now: warsaw('2026-11-24 18:00') }))).toBeNull();
    expect(findAtRisk(situation(order, { now: wednesday }))).toMatchObject({
      because: 'day',
      expected: null,
    });
  });
});

test('one warning for a promise: the next letter comes with its word, or a new day', () => {
  const lines = [aLine({ lineNo: 1, promisedFor: day('2026-12-02') })];
  const order = anOrder({ stage: 'sewing', promisedFor: day('2026-11-27'), lines });
  const first = decisionOn(situation(order, { now: wednesday }));
  expect(first).toMatchObject({ do: 'write', letter: 'at-risk', nextWordBy: day('2026-11-30') });
  const cases = [
    aCase({
      letters: [
        aLetter({
          decidedAt: wednesday,
          kind: 'at-risk',
          nextWordBy: day('2026-11-30'),
          told: told({ stage: 'sewing', state: 'at_risk', promisedFor: day('2026-11-27') }),
        }),
      ],
    }),
  ];
  const again = (differs: object) =>
    decisionOn(situation({ ...order, ...differs }, { now: warsaw('2026-11-26 16:30'), cases }));
  expect(again({})).toMatchObject({ do: 'nothing' });
  expect(again({ stage: 'picking', stageSince: warsaw('2026-11-26 09:00') })).toMatchObject({
    do: 'nothing',
  });
  expect(again({ promisedFor: day('2026-12-01') })).toMatchObject({ do: 'write' });
});
