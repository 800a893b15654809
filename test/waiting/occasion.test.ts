import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { occasionFor } from '../../src/waiting/occasion.ts';
import { stateOf } from '../../src/waiting/state.ts';
import {
  aCase,
  aContact,
  aLetter,
  aLine,
  anOrder,
  aShipment,
  day,
  situation,
  warsaw,
} from '../support/builders.ts';

const letter = aLetter({
  decidedAt: warsaw('2026-11-25 10:00'),
  nextWordBy: day('2026-11-27'),
  told: { stage: 'from warehouse', lineNo: null, promisedFor: day('2026-11-26'), stoodStill: true },
});
function occasion(now: string, order: object, letters = [letter], differs: object = {}) {
  const given = situation(
    anOrder({
      stage: 'from warehouse',
      stageSince: warsaw('2026-11-24 09:00'),
      promisedFor: day('2026-11-26'),
      ...order,
    }),
    {
      now: warsaw(now),
      cases: letters.length > 0 ? [aCase({ letters })] : [],
      ...differs,
    },
  );
  const state = stateOf(given);
  return occasionFor(given, state, find(given, state));
}

test('the first letter, for what it is for us', () => {
  const lines = [aLine({ lineNo: 1, promisedFor: day('2026-12-02') })];
  expect(occasion('2026-11-25 10:00', { lines }, [])).toEqual({
    occasion: 'the promised day will probably be missed',
  });
  expect(occasion('2026-11-25 10:00', {}, [])).toEqual({ occasion: null, why: 'it is on course' });
});

test('what was told already waits for our word', () => {
  const broke = [{ ...letter, decidedAt: warsaw('2026-11-27 08:00'), nextWordBy: day('2026-12-01') }];
  expect(occasion('2026-11-27 10:00', {}, broke)).toEqual({
    occasion: null,
    why: 'told on 2026-11-27; our word is to write again by 2026-12-01',
  });
  expect(occasion('2026-12-01 08:00', {}, broke)).toEqual({ occasion: 'our word for 2026-12-01 is due' });
});

test('a promise that broke since the letter is news at once', () => {
  const noWord = [{ ...letter, nextWordBy: day('2026-11-30') }];
  expect(occasion('2026-11-27 08:00', {}, noWord)).toEqual({ occasion: 'the promised day is over' });
});

test('a moved date and movement are news at once', () => {
  expect(occasion('2026-11-26 10:00', { promisedFor: day('2026-12-04') })).toEqual({
    occasion: 'the date moved from 2026-11-26 to 2026-12-04',
  });
  expect(occasion('2026-11-26 10:00', { stage: 'packing', stageSince: warsaw('2026-11-26 08:00') })).toEqual({
    occasion: 'it moves again',
  });
});

test('our word falls due while it is on course: one letter that it is', () => {
  const quiet = [{ ...letter, told: { ...letter.told, stoodStill: false, promisedFor: day('2026-12-18') } }];
  const ahead = { promisedFor: day('2026-12-18') };
  expect(occasion('2026-11-26 10:00', ahead, quiet)).toEqual({ occasion: null, why: 'it is on course' });
  expect(occasion('2026-11-27 10:00', ahead, quiet)).toEqual({ occasion: 'our word for 2026-11-27 is due' });
});

test('a person spoke during a delay, and then nobody did: it goes on after the longest span of our words', () => {
  const broke = [{ ...letter, decidedAt: warsaw('2026-11-27 08:00'), nextWordBy: day('2026-12-01') }];
  const spoke = { contacts: [aContact({ at: warsaw('2026-11-30 10:00') })] };
  expect(occasion('2026-12-04 10:00', {}, broke, spoke)).toMatchObject({ occasion: null });
  expect(occasion('2026-12-07 10:00', {}, broke, spoke)).toEqual({
    occasion: 'nobody has spoken since 2026-11-30',
  });
});

/* "They had no new day, they wrote, and would write on Monday. The day had been in their computer since Thursday." */
test('a day that came after a letter without one is told at once, and not when our word falls due', () => {
  const none = [
    {
      ...letter,
      nextWordBy: day('2026-12-01'),
      told: { ...letter.told, promisedFor: null, state: 'stalled' as const },
    },
  ];
  expect(occasion('2026-11-26 10:00', { promisedFor: day('2026-12-09') }, none)).toEqual({
    occasion: 'there is a date now: 2026-12-09',
  });
  const kept = none.map((one) => ({ ...one, nextWordBy: null }));
  expect(occasion('2026-11-26 10:00', { promisedFor: day('2026-12-09') }, kept)).toMatchObject({
    occasion: null,
  });
});

test('a late line or shipment that gets a day, or another one, is told at once; to and fro waits for our word', () => {
  const broke = {
    ...letter,
    decidedAt: warsaw('2026-11-27 08:00'),
    nextWordBy: day('2026-12-01'),
    told: { ...letter.told, expected: null },
  };
  const dated = (on: string) => ({ lines: [aLine({ lineNo: 1, promisedFor: day(on) })] });
  expect(occasion('2026-11-27 16:00', dated('2026-12-04'), [broke])).toEqual({
    occasion: 'the late line has a day now: 2026-12-04',
  });
  const knows = { ...broke, told: { ...letter.told, expected: day('2026-12-04') } };
  expect(occasion('2026-11-30 10:00', dated('2026-12-04'), [knows])).toMatchObject({ occasion: null });
  expect(occasion('2026-11-30 10:00', dated('2026-12-08'), [knows])).toEqual({
    occasion: 'the late line has another day now: 2026-12-08',
  });
  const sent = { shipments: [aShipment({ id: '1', expectedOn: day('2026-12-08') })] };
  expect(occasion('2026-11-30 10:00', sent, [knows])).toEqual({
    occasion: 'the late shipment has another day now: 2026-12-08',
  });
  const again = { ...knows, decidedAt: warsaw('2026-11-30 08:00') };
  expect(occasion('2026-11-30 10:00', dated('2026-12-09'), [broke, again])).toMatchObject({ occasion: null });
});

test('a warning that was taken back by a letter is given anew', () => {
  const says = (state: 'at_risk' | 'on_course') => ({
    ...letter.told,
    state,
    stoodStill: false,
    promisedFor: day('2026-12-04'),
  });
  const warned = { ...letter, nextWordBy: day('2026-11-26'), told: says('at_risk') };
  const calmed = {
    ...letter,
    decidedAt: warsaw('2026-11-26 10:00'),
    nextWordBy: null,
    told: says('on_course'),
  };
  const lines = [aLine({ lineNo: 1, stage: 'sewing', promisedFor: day('2026-12-08') })];
  const order = { promisedFor: day('2026-12-04'), stage: 'sewing', lines };
  expect(occasion('2026-11-30 10:00', order, [warned, calmed])).toEqual({
    occasion: 'the promised day will probably be missed',
  });
});
