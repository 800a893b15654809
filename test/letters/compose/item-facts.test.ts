import { describe, expect, test } from 'vitest';
import { itemFacts } from '../../../src/letters/compose/item-facts.ts';
import { find } from '../../../src/waiting/find.ts';
import {
  aCase,
  aJob,
  aLetter,
  aLine,
  anOrder,
  aShipment,
  day,
  rules,
  told as says,
  situation,
  warsaw,
} from '../../support/builders.ts';

function told(item: ReturnType<typeof anOrder>, now = '2026-12-01 10:00', differs: object = {}) {
  const given = situation(item, { now: warsaw(now), ...differs });
  return itemFacts(given, find(given));
}

test('only what the findings show is told; the rest is null, never guessed', () => {
  expect(
    told(anOrder({ number: 'ZK 7', promisedFor: day('2026-12-04'), openedAt: warsaw('2026-11-30 09:00') })),
  ).toEqual({
    kind: 'order',
    id: 'O1',
    number: 'ZK 7',
    thing: 'wedding suit, four pieces',
    asset: null,
    url: null,
    publicNote: null,
    found: [],
    stageKind: 'in_progress',
    reason: 'unknown',
    since: null,
    inStageFor: null,
    promisedFor: '2026-12-04',
    promisedBefore: null,
    neededBy: null,
    expected: null,
    lateBy: null,
    silentSince: null,
    silentFor: null,
    unanswered: 0,
    brokenWord: null,
    line: null,
    offerPartial: false,
    state: 'on_course',
    needs: null,
    collectAt: null,
    usually: null,
    withdrawn: null,
    passedDay: null,
    namedToday: false,
    ended: null,
    endedOn: null,
    offerChange: true,
    quiet: false,
    certain: false,
    nth: 0,
    callMissed: null,
    carried: null,
    shipments: [],
  });
});

test('how late it is: in working days', () => {
  expect(
    told(anOrder({ promisedFor: day('2026-11-25'), stageSince: warsaw('2026-11-24 10:00') })),
  ).toMatchObject({
    lateBy: 4,
  });
});

test('what the company does not change or cancel, its policy says', () => {
  const office = rules({ waiting: { offer_change: false } });
  expect(told(anOrder(), '2026-12-01 10:00', { rules: office }).offerChange).toBe(false);
});

test('a likely day that was named: not over on its day, and owned up to once by the first letter after it', () => {
  const late = anOrder({ promisedFor: day('2026-11-25') });
  const naming = (on: string, named: string | null) =>
    aLetter({
      decidedAt: warsaw(`${on} 10:00`),
      told: says({
        state: 'broken',
        promisedFor: day('2026-11-25'),
        expected: named === null ? null : day(named),
      }),
    });
  const since = (...letters: readonly ReturnType<typeof aLetter>[]) =>
    told(late, '2026-12-01 10:00', { cases: [aCase({ letters })] });
  expect(since(naming('2026-11-26', '2026-12-01'))).toMatchObject({ namedToday: true, passedDay: null });
  expect(since(naming('2026-11-26', '2026-11-30'))).toMatchObject({
    namedToday: false,
    passedDay: '2026-11-30',
  });
  const onThatDay = naming('2026-11-30', null);
  expect(since(naming('2026-11-26', '2026-11-30'), onThatDay)).toMatchObject({ passedDay: '2026-11-30' });
  expect(since(naming('2026-11-26', '2026-11-27'), onThatDay)).toMatchObject({ passedDay: null });
});

test('a job without a summary is told by its asset', () => {
  expect(told(aJob({ summary: null })).thing).toBe('excavator');
});

describe('the line that holds it up', () => {
  const slow = aLine({
    lineNo: 3,
    description: 'waistcoat',
    stage: 'from warehouse',
    stageSince: warsaw('2026-11-24 10:00'),
    reason: 'STOCK_TRANSFER ',
  });
  const ready = [1, 2].map((lineNo) => aLine({ lineNo, stage: 'ready' }));
  const order = anOrder({ stage: 'sewing', lines: [...ready, slow], reason: 'our_mistake' });

  test('is named with how many are ready, its own reason, and the offer to take those', () => {
    expect(told(order)).toMatchObject({
      line: { description: 'waistcoat', of: 3, ready: 2 },
      reason: 'stock_transfer',
      offerPartial: true,
    });
  });

  test('no offer when policy forbids it, or when nothing is ready', () => {
    expect(
      told(order, '2026-12-01 10:00', { rules: rules({ waiting: { offer_partial: false } }) }).offerPartial,
    ).toBe(false);
    const none = { ...order, lines: [aLine({ lineNo: 1, stage: 'sewing' }), slow] };
    expect(told(none)).toMatchObject({ line: { ready: 0 }, offerPartial: false });
    const posted = aShipment({ id: '1', shippedAt: warsaw('2026-11-30 15:00'), lineNos: [1, 2] });
    expect(told({ ...order, shipments: [posted] }), 'it is on its way').toMatchObject({
      line: { ready: 0 },
      offerPartial: false,
    });
  });

  test('an order of one line has no line to blame', () => {
    expect(told({ ...order, lines: [slow] }).line).toBeNull();
  });
});

test('what the company does not say is no reason: a state tells by itself what it waits for', () => {
  expect(told(aJob({ stage: 'waiting for approval' })).needs).not.toBeNull();
  expect(told(anOrder({ reason: '  ' })).reason).toBe('unknown');
});
