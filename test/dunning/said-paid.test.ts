import { describe, expect, test } from 'vitest';
import { isoDay } from '../../src/calendar/time.ts';
import type { GivenAnswer } from '../../src/customer/answers.ts';
import type { LetterId } from '../../src/customer/ids.ts';
import { NOTHING_RECEIVED } from '../../src/customer/replies.ts';
import { promisesThatEnd, saidPaid, tasksOfFoundMoney } from '../../src/dunning/said-paid.ts';
import { aDebt, anInvoice, aPayment, aReminder, aSettled, invoiceId, owing } from '../support/account.ts';
import { aContact, day, memoryOf, warsaw } from '../support/builders.ts';

/** "I have paid" about invoice F1, said on that day, after the letter that told that so much was open. */
const said = (at: string, named: string | null, id = at): GivenAnswer => ({
  id,
  at: warsaw(`${at} 12:00`),
  answer: 'paid',
  letterId: `letter of ${id}` as LetterId,
  about: [{ kind: 'invoice', id: invoiceId('F1') }],
  day: named === null ? null : day(named),
  taskKey: `task of ${id}`,
  came: null,
});

type Words = NonNullable<Parameters<typeof owing>[0]>;
const remembering = (answers: readonly GivenAnswer[], words: Words = {}, open = '100.00'): Words => ({
  ...words,
  dunning: {
    ...words.dunning,
    reminders: answers.map(({ letterId, at }) =>
      aReminder({
        decidedAt: at,
        ...(letterId && { letterId }),
        told: {
          ...{
            id: 'F1',
            number: 'F1',
            issuedOn: '2026-10-19',
            dueOn: '2026-11-02',
            daysOverdue: 20,
            lines: [],
          },
          total: { amount: '100.00', currency: 'PLN' },
          open: { amount: open, currency: 'PLN' },
          payUrl: null,
        },
      }),
    ),
  },
});
function held(answers: readonly GivenAnswer[], now: string, words: Words = {}) {
  const given = remembering(answers, words);
  const inbox = { ...NOTHING_RECEIVED, answers };
  const debt = aDebt({
    ...given,
    now: `${now} 10:00`,
    memory: { ...memoryOf(), ...withDunning(given), inbox },
  });
  const found = saidPaid(debt);
  return found && { id: found.answer.id, until: isoDay(found.until) };
}
const withDunning = ({ dunning }: Words) => ({ dunning: { ...memoryOf().dunning, ...dunning } });

function ended(answers: readonly GivenAnswer[], now: string, words: Words = {}) {
  const given = remembering(answers, words);
  const inbox = { ...NOTHING_RECEIVED, answers };
  return promisesThatEnd(
    owing({ ...given, now: `${now} 10:00`, memory: { ...memoryOf(), ...withDunning(given), inbox } }),
  ).map(({ id, came }) => `${id} ${came}`);
}

const THURSDAY = said('2026-11-26', '2026-11-24');

describe('"I have paid" holds reminders about its invoice', () => {
  test('for five working days from when it was said, or from a later day that it names', () => {
    expect(held([THURSDAY], '2026-12-03')).toEqual({ id: '2026-11-26', until: '2026-12-04' });
    expect(held([THURSDAY], '2026-12-04')).toBeNull();
    expect(held([said('2026-11-26', '2026-12-01')], '2026-12-08')).toMatchObject({ until: '2026-12-09' });
    expect(held([said('2026-11-26', null)], '2026-11-27')).not.toBeNull();
  });

  test('and about no other', () => {
    expect(held([THURSDAY], '2026-11-27', { account: { open: [anInvoice({ id: 'F2' })] } })).toBeNull();
  });

  test('once: said again without a payment or a person between, it holds nothing', () => {
    const again = said('2026-12-04', '2026-12-03');
    expect(held([THURSDAY, again], '2026-12-07')).toBeNull();
    const spoke = { contacts: [aContact({ at: warsaw('2026-12-02 10:00') })] };
    expect(held([THURSDAY, again], '2026-12-07', spoke)).toMatchObject({ id: '2026-12-04' });
    const task = {
      key: THURSDAY.taskKey ?? '',
      kind: 'answer-customer',
      createdAt: THURSDAY.at,
      result: null,
    } as const;
    const done = { dunning: { tasks: [{ ...task, doneAt: warsaw('2026-12-02 10:00') }] } };
    expect(held([THURSDAY, again], '2026-12-07', done)).toMatchObject({ id: '2026-12-04' });
  });

  test('until a payment took something off it, or the person who looked for the money has done so', () => {
    const part = { account: { open: [anInvoice({ total: 10_000n, open: 6_000n })] } };
    expect(held([THURSDAY], '2026-11-27', part)).toBeNull();
    const task = {
      key: THURSDAY.taskKey ?? '',
      kind: 'answer-customer',
      createdAt: THURSDAY.at,
      result: null,
    } as const;
    expect(
      held([THURSDAY], '2026-11-30', {
        dunning: { tasks: [{ ...task, doneAt: warsaw('2026-11-27 10:00') }] },
      }),
    ).toBeNull();
  });
});

describe('a promise to pay', () => {
  test('is broken when the money did not come in the time that money takes', () => {
    expect(ended([THURSDAY], '2026-12-03')).toEqual([]);
    expect(ended([THURSDAY], '2026-12-04')).toEqual(['2026-11-26 broken']);
  });

  test('is kept when nothing that matters is left, or money covers it', () => {
    const paid = { open: [anInvoice({ total: 10_000n, open: 0n })] };
    expect(ended([THURSDAY], '2026-11-27', { account: paid })).toEqual(['2026-11-26 kept']);
    expect(ended([THURSDAY], '2026-11-27', { account: { coming: [aPayment()] } })).toEqual([
      '2026-11-26 kept',
    ]);
  });

  test('about several invoices is kept once each is paid, on whatever days', () => {
    const about = ['F1', 'F2'].map((id) => ({ kind: 'invoice', id: invoiceId(id) }) as const);
    const open = [anInvoice({ id: 'F2', total: 10_000n, open: 0n })];
    const kept = (settled: readonly ReturnType<typeof aSettled>[]) =>
      ended([{ ...THURSDAY, about }], '2026-11-30', { account: { open, settled } });
    expect(kept([])).toEqual([]);
    expect(kept([aSettled({ id: 'F1' })])).toEqual(['2026-11-26 kept']);
  });

  test('is neither while nobody knows the payments, or sees the invoice', () => {
    expect(ended([THURSDAY], '2026-12-04', { feeds: new Map() })).toEqual([]);
    expect(ended([THURSDAY], '2026-12-04', { account: { open: [] } })).toEqual([]);
  });

  test('is told once, and is none without a day', () => {
    expect(ended([{ ...THURSDAY, came: 'broken' }], '2026-12-07')).toEqual([]);
    expect(ended([said('2026-11-26', null)], '2026-12-07')).toEqual([]);
  });
});

describe('the task to look for money that was said to be paid', () => {
  const over = (
    answer: GivenAnswer,
    open: bigint,
    replies: (typeof NOTHING_RECEIVED)['replies'] = [],
    doneAt: GivenAnswer['at'] | null = null,
  ) => {
    const key = answer.taskKey ?? '';
    const task = { key, kind: 'answer-customer', createdAt: answer.at, doneAt, result: null } as const;
    const memory = {
      ...memoryOf(),
      dunning: { ...memoryOf().dunning, tasks: [task] },
      inbox: { ...NOTHING_RECEIVED, answers: [answer], replies },
    };
    const account = { open: [anInvoice({ total: 10_000n, open })] };
    return tasksOfFoundMoney(owing({ now: '2026-11-30 10:00', account, memory }));
  };
  const unnamed = said('2026-11-26', null);

  test('ends once it is found, whether a day was named or not', () => {
    expect(over(THURSDAY, 0n)).toEqual(['task of 2026-11-26']);
    expect(over(unnamed, 0n)).toEqual(['task of 2026-11-26']);
    expect(over({ ...THURSDAY, came: 'broken' }, 0n), 'a person speaks with them').toEqual([]);
    expect(over(unnamed, 6_000n)).toEqual([]);
    expect(over(unnamed, 0n, [], warsaw('2026-11-27 10:00')), 'done already').toEqual([]);
  });

  test('stays while what was written beside it is owed an answer', () => {
    const reply = { id: unnamed.id, at: unnamed.at, letterId: null, about: [], owedBy: day('2026-11-27') };
    expect(over(unnamed, 0n, [{ ...reply, answeredAt: null }])).toEqual([]);
    expect(over(unnamed, 0n, [{ ...reply, answeredAt: unnamed.at }])).toHaveLength(1);
  });
});
