import { describe, expect, test } from 'vitest';
import { newCaseTask } from '../../src/customer/task.ts';
import { answerFor, tasksFor } from '../../src/waiting/tasks.ts';
import {
  aCase,
  aContact,
  aCustomer,
  aJob,
  aLetter,
  anOrder,
  aPerson,
  day,
  decisionOn,
  JOB,
  people,
  personId,
  STAFF,
  situation,
  told,
  warsaw,
} from '../support/builders.ts';

const NOW = warsaw('2026-11-26 10:00');
function tasks(item: ReturnType<typeof anOrder>, differs: object = {}, theCase = aCase(), now = NOW) {
  const given = situation(item, { now, cases: [theCase], ...differs });
  return tasksFor(given, decisionOn(given), theCase).map(({ key, kind, forPerson, why }) => [
    key,
    kind,
    forPerson,
    why,
  ]);
}
const late = anOrder({ promisedFor: day('2026-11-24') });
const noAddress = { customer: aCustomer({ email: null }) };
const call = (key: string, at: string) => newCaseTask({ key, kind: 'call-customer' }, warsaw(at));

describe('call the customer', () => {
  test('once per silence', () => {
    expect(tasks(late, noAddress)).toEqual([
      ['order:O1@first/call-customer/1', 'call-customer', 'anna', 'no_address'],
    ]);
    const asked = aCase({ tasks: [call('order:O1@first/call-customer/1', '2026-11-25 10:00')] });
    expect(tasks(late, noAddress, asked)).toEqual([]);
  });

  test('again when somebody called, and then nothing happened for too long', () => {
    const asked = aCase({ tasks: [call('order:O1@first/call-customer/1', '2026-11-25 10:00')] });
    const called = {
      ...noAddress,
      contacts: [aContact({ at: warsaw('2026-11-25 12:00'), channel: 'phone' })],
    };
    expect(tasks(late, called, asked, warsaw('2026-12-01 10:00'))).toEqual([
      ['order:O1@first/call-customer/2', 'call-customer', 'anna', 'no_address'],
    ]);
  });

  test('not twice when the refused letter itself has asked for it', () => {
    const refused = aCase({
      letters: [aLetter({ decidedAt: warsaw('2026-11-25 10:00'), submittedAt: null, status: 'refused' })],
      tasks: [call('call-customer/letter', '2026-11-25 10:01')],
    });
    expect(tasks(late, {}, refused)).toEqual([]);
  });
});

describe('an unanswered message', () => {
  const message = aContact({ id: 'm1', at: warsaw('2026-11-25 17:00'), direction: 'from_customer' });
  const answer = (item: ReturnType<typeof anOrder>, theCase = aCase()) =>
    answerFor(situation(item, { now: NOW, contacts: [message] }), theCase);

  test('is a task in every state: late, on course, silent or waiting for them', () => {
    for (const item of [
      late,
      anOrder({ promisedFor: day('2026-12-18') }),
      anOrder({ stage: 'sewing' }),
      anOrder({ stage: 'waiting for approval' }),
      aJob({ stage: 'credit check' }),
      anOrder({ stage: 'ready' }),
    ])
      expect(answer(item), item.stage).toMatchObject({
        kind: 'answer-customer',
        forPerson: 'anna',
        why: 'reply_owed',
        // One working day after the one on which they wrote.
        dueOn: day('2026-11-26'),
      });
  });

  test('once per message', () => {
    const asked = newCaseTask({ key: 'order:O1@first/answer-customer/m1', kind: 'answer-customer' }, NOW);
    expect(answer(late, aCase({ tasks: [asked] }))).toBeNull();
  });
});

test('a call that no letter announced is urgent', () => {
  const theCase = aCase();
  const given = situation(late, { now: NOW, cases: [theCase], ...noAddress });
  expect(tasksFor(given, decisionOn(given), theCase)).toMatchObject([{ urgent: true, dueOn: null }]);
});

/** Letters about the promise of 24 November, on these days. */
const told24 = (state: 'broken', ...days: readonly string[]) =>
  days.map((on, n) =>
    aLetter({
      decidedAt: warsaw(`${on} 10:00`),
      ordinal: n + 1,
      nextWordBy: day('2026-12-02'),
      told: told({ promisedFor: day('2026-11-24'), state, quiet: n > 0, reason: null }),
    }),
  );
const onWednesday = (theCase: ReturnType<typeof aCase>, differs: object = {}) => {
  const given = situation(late, { now: warsaw('2026-12-02 10:00'), cases: [theCase], ...differs });
  return tasksFor(given, decisionOn(given), theCase);
};

test('the letter says that somebody finds out: its owner is given that to do, by the day of our word, once', () => {
  const theCase = aCase();
  const given = situation(late, { now: NOW, cases: [theCase] });
  const decision = decisionOn(given);
  const tasksOf = tasksFor(given, decision, theCase);
  expect(tasksOf).toMatchObject([
    { kind: 'find-out', forPerson: 'anna', why: 'delayed', dueOn: day('2026-11-30') },
  ]);
  const asked = aCase({ tasks: tasksOf.map((task) => newCaseTask(task, NOW)) });
  expect(tasksFor(given, decision, asked)).toEqual([]);
});

test('the letter says who calls, and by when: that person has the call, due that day', () => {
  const theCase = aCase({ letters: told24('broken', '2026-11-26', '2026-11-27') });
  expect(onWednesday(theCase).find(({ kind }) => kind === 'call-customer')).toMatchObject({
    forPerson: 'anna',
    why: 'said_we_call',
    dueOn: day('2026-12-08'),
    urgent: false,
  });
});

describe('escalation', () => {
  const climbs = (theCase: ReturnType<typeof aCase>, differs: object = {}) =>
    onWednesday(theCase, differs).flatMap(({ kind, forPerson, why }) =>
      kind === 'escalation' ? [[forPerson, why]] : [],
    );
  const having = (...days: readonly string[]) => aCase({ letters: told24('broken', ...days) });

  test('the manager hears of it after three letters since the day broke', () => {
    expect(climbs(having('2026-11-25', '2026-11-27'))).toEqual([]);
    expect(climbs(having('2026-11-25', '2026-11-27', '2026-11-30'))).toEqual([['marek', 'letters_passed']]);
  });

  test('earlier when our word was broken, and it says so', () => {
    const [first, second] = told24('broken', '2026-11-25', '2026-11-27');
    if (!first || !second) throw new Error('there are two');
    const broken = aCase({ letters: [first, { ...second, nextWordBy: day('2026-12-01') }] });
    expect(climbs(broken)).toEqual([['marek', 'word_broken']]);
  });

  test('when a call that we announced was not made', () => {
    const [first] = told24('broken', '2026-11-27');
    if (!first) throw new Error('there is one');
    const missed = aCase({ letters: [{ ...first, told: { ...first.told, callBy: day('2026-12-01') } }] });
    expect(climbs(missed)).toEqual([['marek', 'call_missed']]);
  });

  test('nobody stands above the owner: there is nobody to tell', () => {
    const alone = { people: people(aPerson({ id: 'anna' })) };
    expect(climbs(having('2026-11-25', '2026-11-27', '2026-11-30'), alone)).toEqual([]);
  });
});

describe('review the credit limit', () => {
  const held = aJob({ stage: 'credit check', stageSince: warsaw('2026-11-24 09:00') });

  test('asked of the credit person; of the manager where there is none', () => {
    const theCase = aCase({ id: 'job', item: JOB });
    expect(tasks(held, {}, theCase)).toContainEqual([
      'job/review-credit-limit/1',
      'review-credit-limit',
      'karol',
      'credit_hold',
    ]);
    const without = people(...STAFF.filter(({ role }) => role !== 'credit'));
    expect(tasks(held, { people: without }, theCase)).toContainEqual([
      'job/review-credit-limit/1',
      'review-credit-limit',
      'marek',
      'credit_hold',
    ]);
  });

  test('also where a call replaces the letter', () => {
    expect(tasks(held, noAddress, aCase({ id: 'job', item: JOB })).map(([, kind]) => kind)).toEqual([
      'call-customer',
      'review-credit-limit',
    ]);
  });
});

test('nobody named at all: the task is listed for nobody', () => {
  expect(
    tasks(late, { customer: aCustomer({ email: null, ownerId: personId('gone') }), people: people() }),
  ).toMatchObject([[expect.any(String), 'call-customer', null, 'no_address']]);
});
