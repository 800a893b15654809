import { describe, expect, test } from 'vitest';
import { NO_ACCOUNT } from '../../src/customer/account.ts';
import { find } from '../../src/waiting/find.ts';
import { findHold } from '../../src/waiting/hold.ts';
import type { Situation } from '../../src/waiting/situation.ts';
import { stateOf } from '../../src/waiting/state.ts';
import {
  aCase,
  aContact,
  aCustomer,
  aLetter,
  anOrder,
  day,
  FRESH,
  JOB,
  ORDER,
  on,
  rules,
  situation,
  warsaw,
} from '../support/builders.ts';

function holdOf(given: Situation, writtenToday = 0) {
  const state = stateOf(given);
  return findHold(given, state, find(given, state), writtenToday);
}

const late = anOrder({ promisedFor: day('2026-11-24'), neededBy: null });
function hold(now: string | ReturnType<typeof warsaw>, differs: object = {}, writtenToday = 0) {
  const given = situation(late, { now: typeof now === 'string' ? warsaw(now) : now, ...differs });
  return holdOf(given, writtenToday)?.code ?? null;
}

test('on a working day in working hours, with nothing in the way, nothing holds', () => {
  expect(hold('2026-11-26 10:00')).toBeNull();
});

test('a person keeps letters back through a day, a broken promise too; the day after they go again, and others were never held', () => {
  const held = (now: string, item = ORDER) => {
    const given = situation(late, { now: warsaw(now) });
    const itemHolds = [{ item, until: day('2026-11-27'), by: 'anna' }];
    return holdOf({ ...given, memory: { ...given.memory, itemHolds } })?.code ?? null;
  };
  expect(held('2026-11-26 10:00')).toBe('by_hand');
  expect(held('2026-11-27 17:00')).toBe('by_hand');
  expect(held('2026-11-30 10:00')).toBeNull();
  expect(held('2026-11-26 10:00', JOB)).toBeNull();
});

describe('outside sending hours', () => {
  test.each(['2026-11-26 07:59', '2026-11-26 18:00', '2026-11-28 10:00', '2026-11-11 10:00'])('%s', (now) => {
    const order = anOrder({ openedAt: warsaw('2026-11-02 09:00'), promisedFor: day('2026-11-09') });
    const given = situation(order, { now: warsaw(now) });
    expect(holdOf(given)?.code).toBe('outside_hours');
  });

  test("by the customer's clock; a zone that nobody knows counts as the company's", () => {
    const customer = aCustomer({ timeZone: 'America/New_York' });
    expect(hold('2026-11-26 10:00', { customer })).toBe('outside_hours');
    expect(hold(on('America/New_York', '2026-11-26 08:00'), { customer })).toBeNull();
    expect(hold('2026-11-26 10:00', { customer: aCustomer({ timeZone: 'Mars/Olympus' }) })).toBeNull();
  });

  test('on the days when the clocks change', () => {
    const order = anOrder({ openedAt: warsaw('2027-03-22 09:00'), promisedFor: day('2027-03-24') });
    const at = (now: string) => {
      const given = situation(order, {
        now: warsaw(now),
        rules: rules({ hours: { from: '08:00', to: '18:00', on: 'every day' } }),
      });
      return holdOf(given)?.code ?? null;
    };
    expect(at('2027-03-28 07:59')).toBe('outside_hours');
    expect(at('2027-03-28 08:00')).toBeNull();
    expect(at('2027-03-28 18:00')).toBe('outside_hours');
  });
});

test('a person spoke since the day broke: two working days of peace', () => {
  const spoke = (at: string) => ({ contacts: [aContact({ at: warsaw(at), item: ORDER })] });
  expect(hold('2026-11-26 10:00', spoke('2026-11-25 10:00'))).toBe('person_spoke');
  expect(hold('2026-11-27 09:59', spoke('2026-11-25 10:00'))).toBe('person_spoke');
  expect(hold('2026-11-27 10:00', spoke('2026-11-25 10:00'))).toBeNull();
});

test('who spoke before the day broke cannot have told of it: the broken promise is written about', () => {
  expect(hold('2026-11-25 10:00', { contacts: [aContact({ at: warsaw('2026-11-24 16:00') })] })).toBeNull();
});

describe('the customer wrote, and nobody answered', () => {
  const wrote = { contacts: [aContact({ at: warsaw('2026-11-20 10:00'), direction: 'from_customer' })] };
  const on = (order: object, now = '2026-12-01 10:00') =>
    holdOf(situation(anOrder(order), { now: warsaw(now), ...wrote }))?.code ?? null;

  test('no letter goes over it, however long it takes', () => {
    expect(on({ stage: 'sewing' })).toBe('reply_owed');
    expect(on({ stageSince: warsaw('2026-11-23 09:00') })).toBe('reply_owed');
    expect(on({ stage: 'sewing' }, '2027-01-12 10:00')).toBe('reply_owed');
    expect(on({ stage: 'credit check' })).toBe('reply_owed');
  });

  test('but one about a day that broke', () => {
    expect(on({ promisedFor: day('2026-11-24') })).toBeNull();
  });
});

test('they complained of it: a person answers first, though its day broke', () => {
  const complaint = { id: 'q1', item: ORDER, openedAt: warsaw('2026-11-25 09:00') };
  const account = { ...NO_ACCOUNT, complaints: [complaint] };
  expect(hold('2026-11-26 10:00', { account })).toBe('complaint_open');
});

test('a letter about it waits for a person, in whichever case', () => {
  const held = aLetter({ decidedAt: warsaw('2026-11-25 10:00'), status: 'held' });
  expect(hold('2026-11-26 10:00', { cases: [aCase({ letters: [held] })] })).toBe('letter_held');
  const closed = aCase({ letters: [held], closedAt: held.decidedAt, closedBecause: 'moved' });
  expect(hold('2026-11-26 10:00', { cases: [closed] })).toBe('letter_held');
});

test('stale and unknown feeds', () => {
  expect(hold('2026-11-26 10:00', { feeds: new Map() })).toBe('feed_stale');
  expect(
    hold('2026-11-26 10:00', { feeds: new Map([...FRESH, ['orders', warsaw('2026-11-25 09:00')]]) }),
  ).toBe('feed_stale');
});

test('the address has its letter of the day', () => {
  expect(hold('2026-11-26 10:00', {}, 1)).toBe('already_written_today');
  expect(
    hold('2026-11-26 10:00', { rules: rules({ guards: { letters_per_customer_per_day: 2 } }) }, 1),
  ).toBeNull();
});

test('the backlog waits for its release, and one that was released goes on', () => {
  const live = rules({ go_live: '2026-11-25T08:00:00+01:00' });
  expect(hold('2026-11-26 10:00', { rules: live })).toBe('backlog');
  expect(
    hold('2026-11-26 10:00', {
      rules: live,
      cases: [aCase({ letters: [aLetter({ decidedAt: warsaw('2026-11-25 10:00') })] })],
    }),
  ).toBeNull();
});

test('abandoned comes before all others', () => {
  const given = situation(anOrder({ openedAt: warsaw('2026-01-05 10:00'), promisedFor: day('2026-02-02') }), {
    now: warsaw('2026-11-28 03:00'),
    feeds: new Map(),
  });
  expect(holdOf(given, 5)).toEqual({ code: 'abandoned', amount: 6, unit: 'months' });
});
