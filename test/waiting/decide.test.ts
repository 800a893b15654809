import { expect, test } from 'vitest';
import { decide } from '../../src/waiting/decide.ts';
import { find } from '../../src/waiting/find.ts';
import { aCase, aContact, aCustomer, aLetter, anOrder, day, situation, warsaw } from '../support/builders.ts';

const NOW = '2026-11-26 10:00';
function decision(order: object = {}, differs: object = {}, now = NOW) {
  const given = situation(anOrder({ promisedFor: day('2026-11-25'), ...order }), {
    now: warsaw(now),
    ...differs,
  });
  return decide(given, find(given), new Map());
}
const letters = (count: number, differs: object = {}) => [
  aCase({
    letters: Array.from({ length: count }, (_, n) =>
      aLetter({
        decidedAt: warsaw(`2026-11-2${n} 10:00`),
        ordinal: n + 1,
        nextWordBy: day('2026-11-26'),
        ...differs,
      }),
    ),
  }),
];
const early = { openedAt: warsaw('2026-11-16 09:00') };

test('late, with an address: a letter, and why', () => {
  expect(decision()).toMatchObject({
    do: 'write',
    letter: 'late',
    address: 'zofia@maj.example',
    reason: 'first letter: promise_missed, long_silence',
  });
});

test('no findings, or told already: nothing, and why', () => {
  const given = situation(anOrder(), { now: warsaw('2026-11-24 10:00') });
  expect(decide(given, [], new Map())).toMatchObject({ do: 'nothing', reason: 'nothing was found' });
  const told = letters(1, {
    decidedAt: warsaw('2026-11-26 09:00'),
    nextWordBy: day('2026-11-30'),
    told: { stage: 'picking', lineNo: null, promisedFor: day('2026-11-25'), stoodStill: true },
  });
  expect(decision({}, { cases: told })).toMatchObject({
    do: 'nothing',
    reason: expect.stringContaining('write again by 2026-11-30'),
  });
});

test('a hold comes before a hand-over: nobody is called at night', () => {
  expect(decision({}, { customer: aCustomer({ email: null }) }, '2026-11-26 03:00')).toMatchObject({
    do: 'hold',
    hold: 'outside_hours',
  });
});

test('a person calls who wants no email, who has no address, whose address refused, and where letters did not help', () => {
  expect(decision({}, { customer: aCustomer({ emailAllowed: false }) })).toMatchObject({
    do: 'hand_over',
    because: 'email_not_wanted',
  });
  expect(decision({}, { customer: aCustomer({ email: null }) })).toMatchObject({
    do: 'hand_over',
    because: 'no_address',
  });
  expect(decision(early, { cases: letters(1, { status: 'refused' }) })).toMatchObject({
    do: 'hand_over',
    because: 'address_refused',
  });
  expect(decision(early, { cases: letters(6) })).toMatchObject({ do: 'hand_over', because: 'past_letters' });
});

test('good news that cannot be mailed makes nobody call', () => {
  const stoodStill = letters(1, {
    decidedAt: warsaw('2026-11-25 10:00'),
    nextWordBy: day('2026-11-27'),
    told: { stage: 'sewing', lineNo: null, promisedFor: null, stoodStill: true },
  });
  const moves = { promisedFor: null, stageSince: warsaw('2026-11-26 08:00') };
  expect(decision(moves, { cases: stoodStill })).toMatchObject({ do: 'write', letter: 'moving-again' });
  expect(decision(moves, { cases: stoodStill, customer: aCustomer({ emailAllowed: false }) })).toMatchObject({
    do: 'nothing',
  });
});

test('in touch since: held, although everything is late', () => {
  expect(decision({}, { contacts: [aContact({ at: warsaw('2026-11-25 16:00') })] })).toMatchObject({
    do: 'hold',
    hold: 'person_spoke',
    reason: 'a person was in touch with the customer on 2026-11-25',
  });
});
