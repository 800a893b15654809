import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { newCaseTask } from '../../src/customer/task.ts';
import { moneyDecisions } from '../../src/dunning/decisions.ts';
import { judgeInvoices } from '../../src/dunning/judge.ts';
import { callTasks } from '../../src/dunning/tasks.ts';
import { HOLD_CODES, type ReminderHoldCode } from '../../src/dunning/verdict.ts';
import { aHandHold, anInvoice, aPayment, aSettled, owing } from '../support/account.ts';
import { aCustomer, day, warsaw } from '../support/builders.ts';

/*
 * "It had been on hold since spring, and nobody knew for whom it waited." Whatever keeps reminders back until a person does something is
 * a task with a day.
 */
type Words = NonNullable<Parameters<typeof owing>[0]>;

/** What each hold without an end waits for: a person, who is asked here; a task that is asked for elsewhere; or a thing that comes by itself. */
const WAITS: Readonly<Record<ReminderHoldCode, Words | string>> = {
  doubtful: { account: { open: [anInvoice({ doubts: ['open_exceeds_total'] })] } },
  disputed: { account: { open: [anInvoice({ disputed: true })] } },
  autopay: { account: { open: [anInvoice({ autopay: true })] } },
  money_here: { account: { coming: [aPayment()] } },
  credit_note: {
    account: { open: [anInvoice({ id: 'K1', total: -10_000n, dueOn: day('2026-10-26') }), anInvoice()] },
  },
  money_pending: { account: { coming: [aPayment({ status: 'pending', bookedOn: day('2026-11-10') })] } },
  money_scheduled: { account: { coming: [aPayment({ status: 'scheduled' })] } },
  money_other_currency: { account: { coming: [aPayment({ currency: 'EUR' })] } },
  money_unclear: { account: { unclear: [{ ...aPayment({ amount: 9_000n }), about: [anInvoice().id] }] } },
  complaint_open: {
    account: { complaints: [{ id: 'X', item: null, invoiceId: null, openedAt: warsaw('2026-11-20 10:00') }] },
  },
  by_hand: { dunning: { holds: [aHandHold()] } },
  shared_address: { customer: aCustomer({ email: 'noemail@maj.example' }) },
  not_seen: 'the table of what exports leave out, test/stories/rows-that-vanish.test.ts',
  ladder_ended: 'test/stories/what-waits-for-a-person.test.ts',
  letter_held: 'test/stories/what-waits-for-a-person.test.ts',
  reply_owed: 'the task to answer, inbox.answer_within',
  credit_review: 'the task to review the limit',
  mended: 'the task to watch the next contact',
  we_owe_case: 'the tasks of the case',
  we_owe_promise: 'the tasks of the case',
  payments_stale: 'the alarm feed_stale',
  backlog: 'the list of old debts',
  small_balance: 'nobody: it is too little',
  payment_plan: 'its last day',
  said_paid: 'its last day, and the task to find the money',
  within_grace: 'its day',
  usual_delay: 'its day',
  seasonal_grace: 'its day',
  next_rung_later: 'its day',
  minimum_gap: 'its day',
  listed: 'its day',
  person_spoke: 'its day',
  update_today: 'its day',
  written_today: 'its day',
  outside_hours: 'its hour',
};
const ASKED = HOLD_CODES.flatMap((code): readonly (readonly [ReminderHoldCode, Words])[] => {
  const words = WAITS[code];
  return typeof words === 'string' ? [] : [[code, words]];
});
const decided = (words: Words) => {
  const situation = owing(words);
  return moneyDecisions(situation, judgeInvoices(situation), []);
};

describe('a hold without an end is a task with a day', () => {
  test.each(ASKED)('%s', (code, words) => {
    expect(decided(words).tasks).toMatchObject([
      { kind: 'decide-money', why: code, dueOn: day('2026-12-03') },
    ]);
  });

  test.each(['en', 'pl', 'ru', 'de'])('and its list says why in %s', (language) => {
    const { digest, staff } = parse(readFileSync(`emails/${language}/phrases.yaml`, 'utf8'));
    const said = Object.keys({ ...staff.why, ...digest.why });
    expect(ASKED.map(([code]) => code as string).filter((code) => !said.includes(code))).toEqual([]);
  });

  test('money that the bank announced lately is nobody’s task', () => {
    const coming = [aPayment({ status: 'pending', bookedOn: day('2026-11-24') })];
    expect(decided({ account: { coming } }).tasks).toEqual([]);
  });

  test('nobody need decide before a reminder is due', () => {
    const open = [anInvoice({ disputed: true, dueOn: day('2026-11-24') })];
    expect(decided({ account: { open } }).tasks).toEqual([]);
  });
});

test('a call has a day too, and ends by itself when its invoice is paid, not when its row is gone', () => {
  const customer = aCustomer({ email: null });
  const situation = owing({ customer });
  const [call] = callTasks(situation, judgeInvoices(situation));
  expect(call).toMatchObject({ kind: 'call-customer', why: 'no_address', dueOn: day('2026-12-03') });
  const tasks = call ? [newCaseTask(call, situation.now)] : [];
  const over = (account: NonNullable<Words['account']>) =>
    decided({ customer, account, dunning: { tasks } }).over;
  expect(over({})).toEqual([]);
  expect(over({ open: [] })).toEqual([]);
  expect(over({ open: [], settled: [aSettled({ id: 'F1', paidOn: day('2026-11-25') })] })).toEqual([
    call?.key,
  ]);
});
