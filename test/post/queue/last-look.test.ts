import { expect, test } from 'vitest';
import { attend } from '../../../src/attend/attend.ts';
import type { CustomerFacts, CustomerMemory, Told } from '../../../src/customer/customer.ts';
import { judgeAgain } from '../../../src/post/queue/last-look.ts';
import {
  aCustomer,
  aLetter,
  aLine,
  anOrder,
  aShipment,
  day,
  facts,
  memoryOf,
  rules,
  warsaw,
} from '../../support/builders.ts';

const EVENING = warsaw('2026-11-26 17:50');
const MORNING = warsaw('2026-11-27 08:00');
const late = anOrder({
  promisedFor: day('2026-11-25'),
  stage: 'sewing',
  stageSince: warsaw('2026-11-25 09:00'),
});
const { letters, memory } = attend(facts({ items: [late] }), memoryOf(), EVENING, rules());
const [letter] = letters;
if (!letter || !('cases' in letter)) throw new Error('no letter');
const claimed = {
  id: letter.id,
  about: letter.about,
  to: letter.to,
  facts: letter.facts,
  decidedAt: EVENING,
};
const overnight: CustomerMemory = { ...memory, writtenToday: new Map() };

const look = (now: Partial<CustomerFacts>, at = MORNING, given = overnight) =>
  judgeAgain(claimed, facts({ items: [late], ...now }), given, at, rules());

test('still true: it goes as it is', () => {
  expect(look({})).toEqual({ still: true });
  expect(
    look({}, warsaw('2026-11-26 17:59'), memory),
    'on its own day it does not stand in its own way',
  ).toEqual({ still: true });
});

test('closed, ready, or no longer to be judged', () => {
  expect(look({ items: [] })).toEqual({ still: false, why: 'no longer true: order O1 is no longer open' });
  expect(look({ items: [{ ...late, stage: 'ready' }] })).toEqual({
    still: false,
    why: 'no longer true: order O1 no longer stands still',
  });
  expect(look({ items: [], quarantined: [{ kind: 'order', id: late.id }] })).toEqual({
    still: false,
    why: 'no longer true: order O1 cannot be judged',
  });
});

test('a person wrote to them meanwhile', () => {
  const contacts = [
    {
      id: 'c',
      item: null,
      at: warsaw('2026-11-26 19:00'),
      channel: 'email',
      direction: 'to_customer' as const,
    },
  ];
  expect(look({ contacts })).toEqual({
    still: false,
    why: 'no longer true: order O1: a person was in touch with the customer on 2026-11-26',
  });
});

test('the address changed, or they want no email any more', () => {
  expect(look({ customer: aCustomer({ emailAllowed: false }) }).still).toBe(false);
});

test('at night, on stale feeds: never', () => {
  expect(look({}, warsaw('2026-11-26 23:00')).still).toBe(false);
  expect(look({ feeds: new Map() }).still).toBe(false);
});

test('what it tells has changed: the date, or the stage', () => {
  const why = 'no longer true: where the item stands, or its date, has changed since';
  expect(look({ items: [{ ...late, promisedFor: day('2026-12-04') }] })).toEqual({
    still: false,
    why: expect.stringContaining('no longer'),
  });
  expect(look({ items: [{ ...late, promisedFor: day('2026-11-24') }] })).toEqual({ still: false, why });
  expect(look({ items: [{ ...late, stage: 'picking', stageSince: MORNING }] })).toEqual({
    still: false,
    why,
  });
});

test('its own next word has come', () => {
  expect(look({}, warsaw('2026-11-30 08:00'))).toEqual({
    still: false,
    why: 'no longer true: the day on which it says that we write again has come',
  });
});

test('another letter went to the address today', () => {
  const another = { ...overnight, writtenToday: new Map([['zofia@maj.example', 1]]) };
  expect(look({}, MORNING, another)).toEqual({
    still: false,
    why: 'no longer true: order O1: the address already has a letter from today',
  });
});

test('letters of one round to one address do not stand in each other’s way; one that went besides does', () => {
  const american = rules({ waiting: { delay_option: '16 CFR 435' } });
  const given = facts({
    customer: aCustomer({ country: 'US' }),
    items: [late, { ...late, id: 'O2' as typeof late.id }],
  });
  const round = attend(given, memoryOf(), EVENING, american);
  const both = round.letters.filter((each) => each.audience === 'customer');
  const looks = (written: number) =>
    both.map((each) => {
      const writtenToday = new Map([['zofia@maj.example', written]]);
      const remembered = { ...round.memory, writtenToday };
      return judgeAgain(
        { ...each, decidedAt: EVENING },
        given,
        remembered,
        warsaw('2026-11-26 17:59'),
        american,
      );
    });
  expect(looks(2)).toEqual([{ still: true }, { still: true }]);
  expect(looks(3).map(({ still }) => still)).toEqual([false, false]);
});

test('what it tells has changed: what has left, the likely day, or the choice that it offers', () => {
  const kept = (differs: Partial<Told>): CustomerMemory => ({
    ...overnight,
    cases: overnight.cases.map((each) => ({
      ...each,
      letters: each.letters.map((one) => ({ ...one, told: { ...one.told, ...differs } })),
    })),
  });
  const still = (differs: Partial<Told>) => look({}, MORNING, kept(differs)).still;
  expect(still({ shipments: ['S1'] }), 'it has arrived').toBe(false);
  expect(still({ expected: day('2026-12-01') })).toBe(false);
  expect(still({ offer: { silence: 'cancels', revised: null, answerBy: null } })).toBe(false);
  expect(still({ shipments: undefined, expected: undefined }), 'a letter of a version before').toBe(true);
  const parcel = aShipment({ id: 'S1', shippedAt: warsaw('2026-11-26 18:30'), lineNos: [1] });
  const lines = [aLine({ lineNo: 1 }), aLine({ lineNo: 2, stage: 'sewing', stageSince: late.stageSince })];
  const whole = { ...late, lines };
  const round = attend(facts({ items: [whole] }), memoryOf(), EVENING, rules());
  const [about] = round.letters;
  if (about?.audience !== 'customer') throw new Error('no letter');
  const after = (item: typeof late) =>
    judgeAgain(
      { ...about, decidedAt: EVENING },
      facts({ items: [item] }),
      { ...round.memory, writtenToday: new Map() },
      MORNING,
      rules(),
    ).still;
  expect([after(whole), after({ ...whole, shipments: [parcel] })]).toEqual([true, false]);
});

test('another order stalled meanwhile: one letter about both is better', () => {
  const second = anOrder({ id: 'O2', promisedFor: day('2026-11-26') });
  expect(look({ items: [late, second] })).toEqual({
    still: false,
    why: 'no longer true: another letter would be written now',
  });
});

test('a letter about movement, which closed its case', () => {
  const told = { stage: 'picking', lineNo: null, promisedFor: null, stoodStill: true };
  const moving = anOrder({ stage: 'packing', stageSince: warsaw('2026-11-26 15:00') });
  const before = memoryOf({
    ...memory.cases[0],
    letters: [aLetter({ decidedAt: warsaw('2026-11-25 10:00'), nextWordBy: day('2026-11-30'), told })],
  } as CustomerMemory['cases'][number]);
  const moved = attend(facts({ items: [moving] }), before, EVENING, rules());
  const [news] = moved.letters;
  if (news?.audience !== 'customer') throw new Error('no letter');
  const again = (item: typeof moving) =>
    judgeAgain(
      { ...news, decidedAt: EVENING },
      facts({ items: [item] }),
      { ...moved.memory, writtenToday: new Map() },
      MORNING,
      rules(),
    );
  expect(again(moving)).toEqual({ still: true });
  expect(again({ ...moving, stage: 'picking' }).still).toBe(false);
});
