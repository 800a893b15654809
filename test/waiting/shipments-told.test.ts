import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { theFinding } from '../../src/waiting/finding.ts';
import { shipmentsToTell } from '../../src/waiting/shipments-told.ts';
import {
  aCase,
  aLetter,
  aLine,
  anOrder,
  aShipment,
  day,
  decisionOn,
  rules,
  situation,
  told,
  warsaw,
} from '../support/builders.ts';

const now = warsaw('2026-11-30 10:00');
const gone = (id: string, at: string, lineNos: number[] | null = null) =>
  aShipment({ id, shippedAt: warsaw(at), lineNos });
const lines = [aLine({ lineNo: 1 }), aLine({ lineNo: 2 })];
const order = (differs: object) =>
  anOrder({ openedAt: warsaw('2026-11-16 09:00'), promisedFor: day('2026-11-26'), ...differs });
/** They were told on Friday that it is late, and of these shipments; null: a letter of before does not say. */
const letter = (shipments: readonly string[] | null) =>
  aLetter({
    decidedAt: warsaw('2026-11-27 10:00'),
    nextWordBy: day('2026-12-01'),
    told: told({ state: 'broken', promisedFor: day('2026-11-26'), shipments: shipments ?? undefined }),
  });
const given = (differs: object, shipments: readonly string[] | null = [], more: object = {}) =>
  situation(order(differs), { now, cases: [aCase({ letters: [letter(shipments)] })], ...more });

test('each is told once, in the order in which they left; what arrived, or has not left, is not told', () => {
  const shipments = [
    gone('c', '2026-11-30 09:00'),
    gone('b', '2026-11-28 09:00'),
    gone('a', '2026-11-27 09:00'),
    { ...gone('d', '2026-11-27 09:00'), deliveredAt: now },
    aShipment({ id: 'e' }),
  ];
  expect(shipmentsToTell(given({ shipments }, ['a'])).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(shipmentsToTell(given({ shipments }, ['a', 'b', 'c']))).toEqual([]);
  // Letters of before told of none, and what had left by then is no news.
  expect(shipmentsToTell(given({ shipments }, null)).map(({ id }) => id)).toEqual(['b', 'c']);
});

test('a part that leaves after a letter about the delay is news, and does not end it', () => {
  const part = given({ lines, shipments: [gone('1', '2026-11-28 09:00', [1])] });
  expect(theFinding(find(part), 'shipment_left')).toMatchObject({ shipments: 1, part: true });
  expect(decisionOn(part)).toMatchObject({
    do: 'write',
    letter: 'still-late',
    reason: 'a part of it is on its way',
    quiet: false,
  });
  expect(decisionOn(given({ lines, shipments: [gone('1', '2026-11-28 09:00', [1])] }, ['1']))).toMatchObject({
    do: 'nothing',
  });
});

test('all of it that leaves is still awaited, and where a promise means shipped it ends the story', () => {
  const all = { lines, shipments: [gone('1', '2026-11-28 09:00')] };
  expect(decisionOn(given(all))).toMatchObject({ letter: 'still-late', reason: 'it is on its way' });
  const shipping = { rules: rules({ waiting: { promise_means: 'shipped' } }) };
  expect(decisionOn(given(all, [], shipping))).toMatchObject({ letter: 'shipped', nextWordBy: null });
});

test('what leaves when nobody was told of a delay is on course, and no news', () => {
  const quiet = situation(
    order({ promisedFor: day('2026-12-04'), shipments: [gone('1', '2026-11-28 09:00')] }),
    {
      now,
    },
  );
  expect(find(quiet)).toEqual([]);
});
