import { expect, test } from 'vitest';
import {
  aCase,
  aContact,
  aCustomer,
  aLetter,
  anOrder,
  aPerson,
  day,
  decisionOn,
  people,
  personId,
  situation,
  told,
  warsaw,
} from '../support/builders.ts';

const NOW = '2026-11-26 10:00';
const decision = (order: object = {}, differs: object = {}, now = NOW) =>
  decisionOn(
    situation(anOrder({ promisedFor: day('2026-11-25'), ...order }), { now: warsaw(now), ...differs }),
  );
const letters = (count: number, differs: object = {}) => [
  aCase({
    letters: Array.from({ length: count }, (_, n) =>
      aLetter({
        decidedAt: warsaw(`2026-11-1${n} 10:00`),
        ordinal: n + 1,
        nextWordBy: day('2026-11-26'),
        ...differs,
      }),
    ),
  }),
];

test('late, with an address: a letter, and why', () => {
  expect(decision()).toMatchObject({
    do: 'write',
    state: 'broken',
    letter: 'late',
    address: 'zofia@maj.example',
    reason: 'the promised day is over',
  });
});

test('no findings, or told already: nothing, and why', () => {
  const given = situation(anOrder(), { now: warsaw('2026-11-24 10:00') });
  expect(decisionOn(given)).toMatchObject({ do: 'nothing', reason: 'nothing was found' });
  const cases = letters(1, {
    decidedAt: warsaw('2026-11-26 09:00'),
    nextWordBy: day('2026-11-30'),
    told: told({ promisedFor: day('2026-11-25'), state: 'broken' }),
  });
  expect(decision({}, { cases })).toMatchObject({
    do: 'nothing',
    reason: expect.stringContaining('write again by 2026-11-30'),
  });
});

test('a hold comes before a hand-over: nobody is called at night', () => {
  expect(decision({}, { customer: aCustomer({ email: null }) }, '2026-11-26 03:00')).toMatchObject({
    do: 'hold',
    hold: { code: 'outside_hours' },
  });
});

test('a person calls who wants no email, who has no address, and whose address refused', () => {
  expect(decision({}, { customer: aCustomer({ emailAllowed: false }) })).toMatchObject({
    do: 'hand_over',
    because: 'email_not_wanted',
  });
  expect(decision({}, { customer: aCustomer({ email: null }) })).toMatchObject({
    do: 'hand_over',
    because: 'no_address',
  });
  expect(decision({}, { cases: letters(1, { status: 'refused' }) })).toMatchObject({
    do: 'hand_over',
    because: 'address_refused',
  });
});

test('letters of before are no limit: nine of them, and a broken promise is told all the same', () => {
  expect(decision({ openedAt: warsaw('2026-11-02 09:00') }, { cases: letters(9) })).toMatchObject({
    do: 'write',
    letter: 'late',
  });
});

test('good news, and a note in a silence, that cannot be mailed make nobody call', () => {
  const stoodStill = letters(1, {
    decidedAt: warsaw('2026-11-25 10:00'),
    nextWordBy: day('2026-11-27'),
    told: told({ stage: 'from warehouse' }),
  });
  const moves = { promisedFor: null, stageSince: warsaw('2026-11-26 08:00') };
  const noMail = { customer: aCustomer({ emailAllowed: false }) };
  expect(decision(moves, { cases: stoodStill })).toMatchObject({ do: 'write', letter: 'moving-again' });
  expect(decision(moves, { cases: stoodStill, ...noMail })).toMatchObject({ do: 'nothing' });
  const silent = { promisedFor: null, stage: 'sewing' };
  expect(decision(silent, noMail, '2026-12-01 10:00')).toMatchObject({ do: 'nothing', state: 'silent' });
});

test('in touch since the day broke: held, although it is late', () => {
  expect(decision({}, { contacts: [aContact({ at: warsaw('2026-11-26 08:00') })] })).toMatchObject({
    do: 'hold',
    hold: { code: 'person_spoke', on: '2026-11-26' },
    reason: 'a person was in touch with the customer on 2026-11-26',
  });
});

/** Letters since the promise of 25 November broke, the first with the news and the rest without. */
const sinceItBroke = (...at: readonly string[]) => [
  aCase({
    letters: at.map((on, n) =>
      aLetter({
        decidedAt: warsaw(on),
        ordinal: n + 1,
        kind: n === 0 ? 'late' : 'still-late',
        nextWordBy: day('2026-12-01'),
        told: told({ promisedFor: day('2026-11-25'), state: 'broken', quiet: n > 0, reason: null }),
      }),
    ),
  }),
];

test('the last letter before a person calls names the day of the call, and promises no letter that nobody writes', () => {
  const second = sinceItBroke('2026-11-26 10:00');
  expect(decision({}, { cases: second }, '2026-12-01 10:00')).toMatchObject({ quiet: true, callBy: null });
  const third = sinceItBroke('2026-11-26 10:00', '2026-11-27 10:00');
  expect(decision({}, { cases: third }, '2026-12-01 10:00')).toMatchObject({
    do: 'write',
    quiet: true,
    nextWordBy: day('2026-12-08'),
    callBy: day('2026-12-07'),
  });
});

test('where the company names nobody to call, no letter says that somebody does', () => {
  const third = sinceItBroke('2026-11-26 10:00', '2026-11-27 10:00');
  const nobody = { customer: aCustomer({ ownerId: personId('gone') }), people: people() };
  expect(decision({}, { cases: third, ...nobody }, '2026-12-01 10:00')).toMatchObject({ callBy: null });
  const anna = { people: people(aPerson({ id: 'anna' })) };
  expect(decision({}, { cases: third, ...anna }, '2026-12-01 10:00')).toMatchObject({
    callBy: day('2026-12-07'),
  });
});

test('it went on since the last letter: there is news, and nobody need call', () => {
  const third = sinceItBroke('2026-11-26 10:00', '2026-11-27 10:00');
  expect(decision({ stage: 'packing' }, { cases: third }, '2026-12-01 10:00')).toMatchObject({
    quiet: false,
    callBy: null,
  });
});
