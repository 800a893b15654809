import { describe, expect, test } from 'vitest';
import { newCaseTask } from '../../src/customer/task.ts';
import { decide } from '../../src/waiting/decide.ts';
import { find } from '../../src/waiting/find.ts';
import { tasksFor } from '../../src/waiting/tasks.ts';
import {
  aCase,
  aContact,
  aCustomer,
  aJob,
  aLetter,
  anOrder,
  aPerson,
  day,
  JOB,
  people,
  personId,
  STAFF,
  situation,
  warsaw,
} from '../support/builders.ts';

const NOW = warsaw('2026-11-26 10:00');
function tasks(item: ReturnType<typeof anOrder>, differs: object = {}, theCase = aCase(), now = NOW) {
  const given = situation(item, { now, cases: [theCase], ...differs });
  const decision = decide(given, find(given), new Map());
  return tasksFor(given, decision, theCase).map(({ key, kind, forPerson, why }) => [
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

test('answer the customer: once per message', () => {
  const wrote = {
    contacts: [aContact({ id: 'm1', at: warsaw('2026-11-25 10:00'), direction: 'from_customer' as const })],
  };
  expect(tasks(late, wrote)).toEqual([
    ['order:O1@first/answer-customer/m1', 'answer-customer', 'anna', 'reply_owed'],
  ]);
});

test('a call is told at once; an answer is due by the day that the policy gives, from the day on which they wrote', () => {
  const asked = (differs: object) => {
    const theCase = aCase();
    const given = situation(late, { now: NOW, cases: [theCase], ...differs });
    return tasksFor(given, decide(given, find(given), new Map()), theCase);
  };
  expect(asked(noAddress)).toMatchObject([{ urgent: true, dueOn: null }]);

  const wrote = [aContact({ id: 'm1', at: warsaw('2026-11-25 17:00'), direction: 'from_customer' as const })];
  expect(asked({ contacts: wrote })).toMatchObject([
    { kind: 'answer-customer', urgent: false, dueOn: day('2026-11-26') },
  ]);
});

describe('escalation', () => {
  const afterLetters = (count: number, differs: object = {}) =>
    aCase({
      letters: Array.from({ length: count }, (_, n) =>
        aLetter({
          decidedAt: warsaw(`2026-11-2${3 + n} 10:00`),
          ordinal: n + 1,
          nextWordBy: day('2026-11-26'),
          told: { stage: 'picking', lineNo: null, promisedFor: day('2026-11-24'), stoodStill: true },
          ...differs,
        }),
      ),
    });

  test('the manager hears of it after two letters', () => {
    expect(tasks(late, {}, afterLetters(1))).toEqual([]);
    expect(tasks(late, {}, afterLetters(2))).toEqual([
      ['order:O1@first/escalation/manager', 'escalation', 'marek', 'letters_passed'],
    ]);
  });

  test('earlier when our word was broken, and it says so', () => {
    expect(tasks(late, {}, afterLetters(1, { nextWordBy: day('2026-11-25') }))).toEqual([
      ['order:O1@first/escalation/manager', 'escalation', 'marek', 'word_broken'],
    ]);
  });

  test('a word broken earlier is the reason still, when the director hears of it', () => {
    const letters = ['2026-11-17', '2026-11-20', '2026-11-24'].map((on, n) =>
      aLetter({
        decidedAt: warsaw(`${on} 10:00`),
        ordinal: n + 1,
        nextWordBy: day(n === 0 ? '2026-11-19' : '2026-11-26'),
        told: { stage: 'picking', lineNo: null, promisedFor: day('2026-11-24'), stoodStill: true },
      }),
    );
    expect(tasks({ ...late, openedAt: warsaw('2026-11-16 09:00') }, {}, aCase({ letters }))).toEqual([
      ['order:O1@first/escalation/director', 'escalation', 'ewa', 'word_broken'],
    ]);
  });

  test('nobody stands above the owner: there is nobody to tell', () => {
    expect(tasks(late, { people: people(aPerson({ id: 'anna' })) }, afterLetters(2))).toEqual([]);
  });
});

describe('review the credit limit', () => {
  const held = aJob({ stage: 'credit check', stageSince: warsaw('2026-11-24 09:00') });

  test('asked of the credit person; of the manager where there is none', () => {
    const theCase = aCase({ id: 'job', item: JOB });
    expect(tasks(held, {}, theCase)).toEqual([
      ['job/review-credit-limit/1', 'review-credit-limit', 'karol', 'credit_hold'],
    ]);
    const without = people(...STAFF.filter(({ role }) => role !== 'credit'));
    expect(tasks(held, { people: without }, theCase)).toMatchObject([
      ['job/review-credit-limit/1', 'review-credit-limit', 'marek', 'credit_hold'],
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
