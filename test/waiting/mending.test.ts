import { describe, expect, test } from 'vitest';
import { attendMending } from '../../src/attend/attend-mending.ts';
import type { Instant } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import type { Account } from '../../src/customer/account.ts';
import type { CustomerMemory } from '../../src/customer/customer.ts';
import { NOTHING_DUNNED } from '../../src/customer/reminders.ts';
import { withWhatWasSaid } from '../../src/customer/said.ts';
import { judgeInvoices } from '../../src/dunning/judge.ts';
import { signatory } from '../../src/letters/compose/status-facts.ts';
import { mendingOf } from '../../src/waiting/mending.ts';
import { anInvoice, aReminder, aSettled, owing } from '../support/account.ts';
import { aCase, aContact, aLetter, anOrder, day, rules, situation, warsaw } from '../support/builders.ts';

/* "You broke your word to us, and the next thing that we heard was a machine asking for money." */
const letter = aLetter({ decidedAt: warsaw('2026-11-02 10:00'), nextWordBy: day('2026-11-04') });
const after = aLetter({ decidedAt: warsaw('2026-11-06 10:00'), ordinal: 2 });
const broken = (now: string, differs: Partial<Parameters<typeof situation>[1]> = {}) =>
  situation(anOrder(), { cases: [aCase({ letters: [letter, after] })], ...differs, now: warsaw(now) });

describe('a customer is mended', () => {
  test('from the day after the word that we broke', () => {
    expect(mendingOf(broken('2026-11-06 11:00'))).toMatchObject({
      because: 'word_was_broken',
      since: warsaw('2026-11-05 00:00'),
      until: day('2026-12-05'),
      well: 0,
      wanted: 3,
    });
  });

  test('not when a letter or a person kept it, or it is not over', () => {
    const inTime = { ...after, decidedAt: warsaw('2026-11-04 16:00') };
    expect(
      mendingOf(broken('2026-11-06 11:00', { cases: [aCase({ letters: [letter, inTime] })] })),
    ).toBeNull();
    const contacts = [aContact({ at: warsaw('2026-11-03 12:00') })];
    expect(mendingOf(broken('2026-11-06 11:00', { contacts }))).toBeNull();
    expect(mendingOf(broken('2026-11-04 23:00', { cases: [aCase({ letters: [letter] })] }))).toBeNull();
    expect(mendingOf(broken('2026-11-05 08:00', { cases: [aCase({ letters: [letter] })] }))).not.toBeNull();
  });

  test('by a complaint that was settled, a reminder of what was paid or is contested, and a credit hold', () => {
    const closed = owing({
      account: { closedComplaints: [{ id: 'B1', closedAt: warsaw('2026-11-20 10:00') }] },
    });
    expect(mendingOf(closed)?.because).toBe('complaint_settled');
    const reminders = [aReminder({ decidedAt: warsaw('2026-11-20 10:00') })];
    const reminded = (account: Partial<Account>) =>
      mendingOf(owing({ account, dunning: { reminders } }))?.because ?? null;
    expect(reminded({ open: [anInvoice()] }), 'that they owe').toBeNull();
    expect(reminded({ open: [anInvoice({ disputed: true })] })).toBe('reminder_was_wrong');
    const settled = (paidOn: string) => [
      aSettled({ id: 'F1', dueOn: day('2026-10-26'), paidOn: day(paidOn) }),
    ];
    expect(reminded({ open: [], settled: settled('2026-11-17') })).toBe('reminder_was_wrong');
    expect(reminded({ open: [], settled: settled('2026-11-19') }), 'it crossed with the letter').toBeNull();
    const held = aLetter({ decidedAt: warsaw('2026-11-02 10:00'), kind: 'credit-hold' });
    expect(mendingOf(broken('2026-11-06 11:00', { cases: [aCase({ letters: [held] })] }))?.because).toBe(
      'stood_for_credit',
    );
  });

  test('by a complaint that they made to a person, once it is settled', () => {
    const taken = { id: 'taken:1', item: null, invoiceId: null, openedAt: warsaw('2026-11-18 10:00') };
    const { facts, memory } = owing({ account: { open: [anInvoice()] } });
    const settled = (closedAt: Instant | null) => {
      const now = warsaw('2026-11-20 11:00');
      const said = withWhatWasSaid(facts, { ...memory, complaints: [{ ...taken, closedAt }] }, now);
      const mending = mendingOf({ facts: said, memory, now, zone: zoneOf('Europe/Warsaw'), rules: rules() });
      return { open: said.account.complaints.length, because: mending?.because ?? null };
    };
    expect(settled(null)).toEqual({ open: 1, because: null });
    expect(settled(warsaw('2026-11-20 12:00')), 'not yet').toEqual({ open: 1, because: null });
    expect(settled(warsaw('2026-11-20 10:00'))).toEqual({ open: 0, because: 'complaint_settled' });
  });

  test('until three contacts went well, and for the span at least, and twice the span at most', () => {
    const spoke = (...days: readonly string[]) => ({
      contacts: days.map((each) => aContact({ at: warsaw(`${each} 12:00`) })),
    });
    const well = (now: string, differs = {}) => mendingOf(broken(now, differs))?.well ?? null;
    const cases = [aCase({ letters: [letter] })];
    expect(well('2026-11-10 11:00', { cases, ...spoke('2026-11-09') }), 'not settled yet').toBe(0);
    expect(well('2026-11-12 11:00', { cases, ...spoke('2026-11-09') })).toBe(1);
    const all = spoke('2026-11-09', '2026-11-16', '2026-11-17');
    expect(well('2026-12-04 11:00', { cases, ...all })).toBe(3);
    expect(mendingOf(broken('2026-12-05 11:00', { cases, ...all }))).toBeNull();
    expect(mendingOf(broken('2026-12-05 11:00', { cases }))?.until).toBe(day('2027-01-04'));
    expect(mendingOf(broken('2027-01-04 11:00', { cases }))).toBeNull();
  });

  test('by nobody where the policy says so', () => {
    const theRules = { ...rules(), mending: { days: 0, contacts: 3 } };
    expect(mendingOf(broken('2026-11-06 11:00', { rules: theRules }))).toBeNull();
  });
});

describe('while they are mended', () => {
  test('no machine asks for money, whatever they owe', () => {
    const closed = { closedComplaints: [{ id: 'B1', closedAt: warsaw('2026-11-20 10:00') }] };
    const [verdict] = judgeInvoices(owing({ account: { open: [anInvoice()], ...closed } }));
    expect(verdict).toMatchObject({ do: 'hold' });
    expect(verdict?.holds.map(({ code }) => code)).toContain('mended');
  });

  test('a manager signs', () => {
    const usual = signatory(situation(anOrder(), { now: warsaw('2026-11-06 11:00') }));
    const signs = signatory(broken('2026-11-06 11:00'));
    expect(usual?.role).toBe('owner');
    expect(signs?.role).toBe('manager');
  });

  test('each next contact is a task of the manager’s until it went well, once', () => {
    const watched = (now: string, memory: Partial<CustomerMemory> = {}, differs = {}) => {
      const {
        facts,
        rules: theRules,
        memory: known,
      } = broken(now, {
        cases: [aCase({ letters: [letter] })],
        ...differs,
      });
      return attendMending(facts, { ...known, ...memory }, warsaw(now), theRules);
    };
    const [task] = watched('2026-11-06 11:00').tasks;
    expect(task).toMatchObject({ kind: 'watch-contacts', why: 'word_was_broken', urgent: false });
    const kept = {
      key: task?.key ?? '',
      kind: 'watch-contacts',
      createdAt: warsaw('2026-11-06 11:00'),
      doneAt: null,
      result: null,
    } as const;
    const memory = { dunning: { ...NOTHING_DUNNED, tasks: [kept] } };
    expect(watched('2026-11-07 11:00', memory)).toEqual({ tasks: [], over: [] });
    const spoke = { contacts: [aContact({ at: warsaw('2026-11-09 12:00') })] };
    const next = watched('2026-11-12 11:00', memory, spoke);
    expect(next.over).toEqual([kept.key]);
    expect(next.tasks.map(({ key }) => key)).toEqual([kept.key.replace(/1$/, '2')]);
    expect(watched('2027-02-01 11:00', memory)).toEqual({ tasks: [], over: [kept.key] });
  });
});
