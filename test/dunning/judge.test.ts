import { describe, expect, test } from 'vitest';
import { verdictOn } from '../../src/attend/attend.ts';
import type { PlannedLetter } from '../../src/customer/account.ts';
import type { Reminder } from '../../src/customer/reminders.ts';
import { NOTHING_RECEIVED } from '../../src/customer/replies.ts';
import type { Tone } from '../../src/customer/tone.ts';
import { judgeInvoices } from '../../src/dunning/judge.ts';
import type { Verdict } from '../../src/dunning/verdict.ts';
import { anInvoice, aPayment, aReminder, CLEAN, invoiceId, MIXED, owing, POOR } from '../support/account.ts';
import { aCustomer, day, rules, warsaw } from '../support/builders.ts';

type Words = NonNullable<Parameters<typeof owing>[0]>;
const judge = (words: Words = {}): Verdict => {
  const [first] = judgeInvoices(owing(words));
  if (!first) throw new Error('no verdict');
  return first;
};
const ask = (words: Words, tone: Tone, about = 'F1'): Verdict | null => {
  const { facts, memory, now, rules: given } = owing(words);
  return verdictOn(invoiceId(about), tone, facts, memory, now, given);
};
const sent = (...rungs: readonly string[]): { dunning: { reminders: readonly Reminder[] } } => ({
  dunning: {
    reminders: rungs.map((rung, index) =>
      aReminder({ decidedAt: warsaw(`2026-11-0${index + 1} 10:00`), rung, ordinal: index + 1 }),
    ),
  },
});
const reasons = (verdict: Verdict) => verdict.reasons.map(({ code }) => code);
/** So long overdue that every rung is due by days. */
const LONG_OVERDUE = anInvoice({ dueOn: day('2026-09-21') });
const overdue = (settled: Words['account'], ...rungs: readonly string[]): Words => ({
  account: { ...settled, open: [LONG_OVERDUE] },
  ...sent(...rungs),
});

test('the first reminder to somebody who pays is friendly', () => {
  expect(judge({ account: CLEAN })).toMatchObject({
    number: 'F1',
    plannedLetter: null,
    daysOverdue: 24,
    record: { grade: 'clean' },
    rung: { rung: 'nudge' },
    askedTone: 'friendly',
    do: 'send',
    tone: 'friendly',
    release: 'automatic',
    holds: [],
    until: null,
    without: 'friendly',
    reasons: [{ code: 'ladder', evidence: { rung: 'nudge', tone: 'friendly', days: 24 } }],
  });
});

describe('the rungs, by record', () => {
  test('clean: the plain one is softened, and for the harsh ones a person calls', () => {
    const plain = judge(overdue(CLEAN, 'nudge'));
    expect(plain).toMatchObject({ do: 'soften', tone: 'friendly', askedTone: 'plain', without: 'plain' });
    expect(reasons(plain)).toEqual(['clean_never_above_friendly', 'ladder']);
    const firm = judge(overdue(CLEAN, 'nudge', 'reminder'));
    expect(firm).toMatchObject({ do: 'hand over', tone: null, rung: { rung: 'notice' }, without: 'firm' });
    expect(reasons(firm)[0]).toBe('record_asks_person');
    expect(judge(overdue(CLEAN, 'nudge', 'reminder', 'notice'))).toMatchObject({
      do: 'hand over',
      without: 'formal',
    });
  });

  test('mixed: as the ladder says; the formal one waits for a person', () => {
    expect(judge(overdue(MIXED, 'nudge', 'reminder'))).toMatchObject({
      do: 'send',
      tone: 'firm',
      release: 'automatic',
    });
    const formal = judge(overdue(MIXED, 'nudge', 'reminder', 'notice'));
    expect(formal).toMatchObject({ do: 'send', tone: 'formal', release: 'human' });
    expect(reasons(formal)).toEqual(['person_releases', 'ladder']);
  });

  test('unknown: friendly first, whatever the ladder begins with', () => {
    const harsh = rules({ dunning: { ladder: [{ rung: 'notice', after: '5 days', tone: 'firm' }] } });
    expect(judge({ rules: harsh })).toMatchObject({
      do: 'soften',
      tone: 'friendly',
      record: { grade: 'unknown' },
    });
    expect(judge({ rules: harsh, account: POOR })).toMatchObject({ do: 'send', tone: 'firm' });
  });

  test('poor: as the ladder says; a rung that a person releases is respected', () => {
    expect(judge(overdue(POOR, 'nudge', 'reminder', 'notice'))).toMatchObject({
      tone: 'formal',
      release: 'human',
    });
    const ladder = [
      { rung: 'nudge', after: '5 days', tone: 'friendly', release: 'human' },
      { rung: 'final', after: '9 days', tone: 'formal' },
    ];
    const words = { ...overdue(POOR, 'nudge'), rules: rules({ dunning: { ladder } }) };
    expect(judge(words)).toMatchObject({ tone: 'formal', release: 'automatic' });
    expect(judge({ account: CLEAN, rules: rules({ dunning: { ladder } }) })).toMatchObject({
      do: 'send',
      release: 'human',
    });
  });
});

describe('what holds', () => {
  test('names the verdict by the first, and keeps what it would have been', () => {
    const coming = [aPayment({ status: 'scheduled', scheduledFor: day('2026-12-01') })];
    const verdict = judge({ ...overdue({ ...POOR, coming }, 'nudge', 'reminder'), updateNow: true });
    expect(verdict).toMatchObject({
      do: 'hold',
      tone: null,
      until: '2026-12-07',
      askedTone: 'firm',
      without: 'firm',
    });
    expect(verdict.holds.map(({ code }) => code)).toEqual(['money_scheduled', 'update_today']);
  });

  test('the first one gives the day, though a later one may last longer', () => {
    const verdict = judge({ account: { open: [anInvoice({ disputed: true })] }, updateNow: true });
    expect(verdict).toMatchObject({ do: 'hold', until: null });
  });

  test('no rung is due: no tone is asked', () => {
    expect(judge(sent('nudge', 'reminder'))).toMatchObject({
      do: 'hold',
      rung: null,
      askedTone: null,
      without: null,
    });
    expect(judge({ account: { open: [anInvoice({ dueOn: day('2026-11-24') })] } })).toMatchObject({
      do: 'hold',
      daysOverdue: 2,
      holds: [{ code: 'within_grace' }, { code: 'next_rung_later' }],
    });
  });

  test('when it ends, the rung is the one where it stood', () => {
    const words = overdue(POOR, 'nudge');
    const held = judge({ ...words, updateNow: true });
    expect(held).toMatchObject({ do: 'hold', rung: { rung: 'reminder' } });
    expect(judge({ ...words, now: '2027-02-11 10:00' })).toMatchObject({
      do: 'send',
      rung: { rung: 'reminder' },
    });
  });
});

describe('no letter can reach them: a person calls', () => {
  test.each([
    ['no_address', { email: null }],
    ['no_address', { email: 'zofia at maj' }],
    ['email_not_wanted', { emailAllowed: false }],
  ])('%s', (why, customer) => {
    const verdict = judge({ customer: aCustomer(customer) });
    expect(verdict).toMatchObject({ do: 'hand over', tone: null });
    expect(reasons(verdict)).toEqual([why, 'ladder']);
  });

  test('the last letter came back', () => {
    const reminders = [aReminder({ decidedAt: warsaw('2026-11-20 10:00'), status: 'bounced' })];
    const suppressed = new Map([['zofia@maj.example', 'bounced' as const]]);
    const memory = { inbox: { ...NOTHING_RECEIVED, suppressed } };
    const verdict = judge({ dunning: { reminders }, memory });
    expect(verdict).toMatchObject({ do: 'hand over', tone: null });
    expect(reasons(verdict)[0]).toBe('address_bounced');
    // A person lifted it.
    expect(judge({ dunning: { reminders } })).toMatchObject({ do: 'send' });
  });
});

test('only what is overdue gets a verdict: the due day itself, credit notes and what is to come get none', () => {
  const open = [
    anInvoice({ id: 'today', dueOn: day('2026-11-26') }),
    anInvoice({ id: 'to come', dueOn: day('2026-12-24') }),
    anInvoice({ id: 'credit', total: -500n, open: -500n }),
    anInvoice({ id: 'nothing', open: 0n }),
    anInvoice({ id: 'yesterday', dueOn: day('2026-11-25') }),
  ];
  expect(judgeInvoices(owing({ account: { open } })).map(({ invoiceId: id }) => id)).toEqual(['yesterday']);
  expect(judgeInvoices(owing({ account: { open: [] } }))).toEqual([]);
});

test('one due on Saturday is not overdue on Monday', () => {
  const account = { open: [anInvoice({ dueOn: day('2026-11-21') })] };
  expect(judgeInvoices(owing({ account, now: '2026-11-23 10:00' }))).toEqual([]);
  expect(judge({ account, now: '2026-11-24 10:00' }).daysOverdue).toBe(1);
});

test('an amount that nobody can read is shown with its doubt, and never dunned', () => {
  const open = [anInvoice({ total: 0n, open: 0n, currency: '', doubts: ['amount_unusable'] })];
  expect(judge({ account: { open } })).toMatchObject({ do: 'hold', holds: [{ code: 'doubtful' }] });
});

describe('another system asks', () => {
  const planned = (tone: Tone, id = 'F1'): { planned: readonly PlannedLetter[] } => ({
    planned: [{ id: 'D1', invoiceId: invoiceId(id), tone, plannedFor: null }],
  });
  const answer = (tone: Tone, account: Words['account'], words: Words = {}) =>
    judgeInvoices(owing({ account: { open: [LONG_OVERDUE], ...account, ...planned(tone) }, ...words })).find(
      ({ plannedLetter }) => plannedLetter === 'D1',
    );

  test('and gets an answer beside our own verdict', () => {
    const verdicts = judgeInvoices(owing({ account: { ...POOR, ...planned('plain') } }));
    expect(verdicts.map(({ plannedLetter }) => plannedLetter)).toEqual([null, 'D1']);
  });

  test('whether it may threaten: not a clean record, a poor one if it must', () => {
    expect(answer('formal', CLEAN)).toMatchObject({
      do: 'soften',
      tone: 'friendly',
      askedTone: 'formal',
      without: 'formal',
    });
    expect(answer('firm', POOR)).toMatchObject({ do: 'send', tone: 'firm' });
    expect(answer('formal', POOR)).toMatchObject({ do: 'send', tone: 'formal', release: 'human' });
    expect(answer('formal', {})).toMatchObject({ do: 'soften', tone: 'friendly' });
  });

  test('never for more than it asked, nor than the ladder allows by days overdue', () => {
    expect(answer('friendly', POOR)).toMatchObject({ do: 'send', tone: 'friendly' });
    const recent = answer('formal', { ...POOR, open: [anInvoice()] });
    expect(recent).toMatchObject({ do: 'soften', tone: 'plain', rung: { rung: 'reminder' } });
    expect(recent?.reasons.map(({ code }) => code)).toContain('asked_above_ladder');
  });

  test('its own hours and its own ladder are not ours', () => {
    expect(answer('plain', POOR, { now: '2026-11-28 22:00' })?.do).toBe('send');
    expect(answer('plain', POOR, sent('nudge', 'reminder', 'notice', 'final'))?.do).toBe('send');
    const held = {
      dunning: { reminders: [aReminder({ decidedAt: warsaw('2026-11-02 10:00'), status: 'held' })] },
    };
    expect(answer('plain', POOR, held)?.do).toBe('send');
  });

  test('our reminder of yesterday holds its letter, and so does everything else', () => {
    const yesterday = { dunning: { reminders: [aReminder({ decidedAt: warsaw('2026-11-25 10:00') })] } };
    expect(answer('plain', POOR, yesterday)).toMatchObject({ do: 'hold', holds: [{ code: 'minimum_gap' }] });
    expect(answer('plain', POOR, { feeds: new Map() })).toMatchObject({ do: 'hold', tone: null });
  });

  test('what is not overdue is within its grace; before the first rung nothing may be asked', () => {
    expect(answer('formal', { open: [anInvoice({ dueOn: day('2026-12-10') })] })).toMatchObject({
      do: 'hold',
      daysOverdue: 0,
      until: '2026-12-15',
      holds: [{ code: 'within_grace' }, { code: 'next_rung_later' }],
    });
    const bare = rules({ dunning: { ladder: [] } });
    expect(answer('formal', POOR, { rules: bare })).toMatchObject({
      do: 'hold',
      holds: [{ code: 'ladder_ended' }],
    });
  });

  test('about something settled or unknown: no verdict, which means no', () => {
    expect(judgeInvoices(owing({ account: planned('firm', 'F9') }))).toHaveLength(1);
    expect(ask({}, 'firm', 'F9')).toBeNull();
    const credit = { open: [anInvoice({ total: -500n, open: -500n })] };
    expect(ask({ account: credit }, 'firm')).toBeNull();
  });

  test('the gate gives the same answer', () => {
    const account = { ...CLEAN, open: [LONG_OVERDUE] };
    expect(ask({ account }, 'formal')).toEqual({ ...answer('formal', account), plannedLetter: 'asked' });
  });

  test('it may have a channel of its own: our lack of an address does not concern it', () => {
    expect(answer('plain', POOR, { customer: aCustomer({ email: null }) })?.do).toBe('send');
  });
});

describe('the first reminder, by habit', () => {
  /* Due on Monday 2 November 2026; the shipped days of the first two rungs. */
  const policy = rules({
    dunning: {
      ladder: [
        { rung: 'nudge', after: '7 days', tone: 'friendly' },
        { rung: 'reminder', after: '14 days', tone: 'plain' },
        { rung: 'notice', after: '30 days', tone: 'firm' },
      ],
    },
  });
  const on = (date: string, settled: Words['account'] = {}, ...sent: readonly Reminder[]) =>
    judge({ now: `${date} 10:00`, account: settled, dunning: { reminders: sent }, rules: policy });

  test('to somebody who usually pays in time waits for the days in which the money usually comes', () => {
    expect(on('2026-11-10', CLEAN)).toMatchObject({
      do: 'hold',
      until: '2026-11-12',
      rung: { rung: 'nudge' },
    });
    expect(on('2026-11-10', CLEAN).holds).toMatchObject([{ code: 'usual_delay', until: '2026-11-12' }]);
    expect(on('2026-11-12', CLEAN)).toMatchObject({ do: 'send', holds: [] });
  });

  test('to somebody who usually pays weeks later comes when the grace is over, and says why', () => {
    const late = on('2026-11-09', POOR);
    expect(on('2026-11-06', POOR).holds.map(({ code }) => code)).toContain('within_grace');
    expect(late).toMatchObject({ do: 'send', tone: 'friendly' });
    expect(reasons(on('2026-11-07', POOR))).toContain('usually_late');
    expect(reasons(late), 'on the day of the rung there is nothing to say').not.toContain('usually_late');
  });

  test('that comes so early is the most that another system may send', () => {
    const asked = (date: string, tone: Tone) =>
      ask({ now: `${date} 10:00`, account: POOR, rules: policy }, tone);
    expect(asked('2026-11-07', 'formal')).toMatchObject({
      do: 'soften',
      tone: 'friendly',
      rung: { rung: 'nudge' },
    });
    expect(asked('2026-11-07', 'friendly')).toMatchObject({ do: 'send', release: 'automatic' });
    expect(asked('2026-11-06', 'formal')).toMatchObject({ do: 'hold' });
  });

  test('one that was sent is followed by the ladder alone', () => {
    const first = aReminder({ decidedAt: warsaw('2026-11-09 10:00') });
    expect(on('2026-11-13', CLEAN, first).holds.map(({ code }) => code)).toEqual([
      'next_rung_later',
      'minimum_gap',
    ]);
    expect(on('2026-11-16', POOR, first)).toMatchObject({ do: 'send', tone: 'plain' });
  });
});
