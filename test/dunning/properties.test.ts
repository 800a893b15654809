import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comingMoney } from '../../src/account/coming-money.ts';
import { daysLater } from '../../src/calendar/duration.ts';
import { type Day, dayOf, isoDay } from '../../src/calendar/time.ts';
import type { Account, Invoice } from '../../src/customer/account.ts';
import type { LetterStatus } from '../../src/customer/letter-status.ts';
import type { HandHold, Reminder } from '../../src/customer/reminders.ts';
import { TONES } from '../../src/customer/tone.ts';
import { judgeInvoices } from '../../src/dunning/judge.ts';
import { isHarsh, type Verdict } from '../../src/dunning/verdict.ts';
import {
  aHandHold,
  anInvoice,
  answerAbout,
  aPayment,
  aReminder,
  aSettled,
  owing,
} from '../support/account.ts';
import { day, FRESH, rules, warsaw } from '../support/builders.ts';

const theRules = rules();
const { ladder, minimumGap } = theRules.dunning;
const START = day('2026-03-02');
const on = (n: number): Day => dayOf(START + n);

/** What happens on one day: the letter's fate, whether the worker runs, and what else stands in the way. */
const aDay = fc.record({
  runs: fc.boolean(),
  stale: fc.boolean(),
  updateNow: fc.boolean(),
  fate: fc.constantFrom<LetterStatus>(
    'submitted',
    'submitted',
    'submitted',
    'uncertain',
    'refused',
    'withdrawn',
  ),
  skip: fc.integer({ min: 1, max: 9 }),
});
const invoice = fc.record({
  dueIn: fc.integer({ min: -40, max: 30 }),
  open: fc.bigInt({ min: 1n, max: 99_999_999_999_999n }),
  disputed: fc.constantFrom(false, false, false, true),
  currency: fc.constantFrom('PLN', 'EUR', 'CHF'),
});
const settled = fc.record({
  dueAgo: fc.integer({ min: 5, max: 900 }),
  late: fc.integer({ min: -10, max: 90 }),
});
const customer = fc.record({
  invoices: fc.array(invoice, { minLength: 1, maxLength: 4 }),
  settled: fc.array(settled, { maxLength: 14 }),
  habit: fc.constantFrom<'as it comes' | 'on time' | 'late'>('as it comes', 'on time', 'late'),
  coming: fc.array(fc.record({ amount: fc.bigInt({ min: 1n, max: 1_000_000n }), day: fc.nat(80) }), {
    maxLength: 2,
  }),
  since: fc.constantFrom(null, day('2001-05-01')),
  hold: fc.option(fc.record({ from: fc.nat(60), days: fc.nat(40) })),
});
const story = fc.tuple(customer, fc.array(aDay, { minLength: 10, maxLength: 60 }));
type Customer = typeof customer extends fc.Arbitrary<infer Value> ? Value : never;
type Days = readonly (typeof aDay extends fc.Arbitrary<infer Value> ? Value : never)[];

function accountOf(who: Customer): Account {
  const late = { 'as it comes': null, 'on time': 0, late: 40 }[who.habit];
  return {
    ...owing().facts.account,
    open: who.invoices
      .map(({ dueIn, ...rest }, index): Invoice => anInvoice({ id: `F${index}`, dueOn: on(dueIn), ...rest }))
      .sort((a, b) => a.dueOn - b.dueOn),
    settled: who.settled.map((one, index) =>
      aSettled({ id: `S${index}`, dueOn: on(-one.dueAgo), paidOn: on(-one.dueAgo + (late ?? one.late)) }),
    ),
    coming: who.coming.map((one, index) =>
      aPayment({ id: `P${index}`, amount: one.amount, status: 'scheduled', scheduledFor: on(one.day) }),
    ),
    customerSince: who.since,
  };
}

/** A round of one day, and what was remembered when it began. */
interface Round {
  readonly today: Day;
  readonly stale: boolean;
  readonly before: readonly Reminder[];
  readonly verdicts: readonly Verdict[];
}

/** Plays the days: what may go becomes a letter about that invoice, with the fate of its day. */
function play([who, days]: readonly [Customer, Days]): readonly Round[] {
  const account = accountOf(who);
  const rounds: Round[] = [];
  let reminders: readonly Reminder[] = [];
  let n = 0;
  for (const { runs, stale, updateNow, fate, skip } of days) {
    n += skip;
    if (!runs) continue;
    const today = on(n);
    const now = warsaw(`${isoDay(today)} 10:00`);
    const holds = handHolds(who, n);
    const feeds = stale && n % 3 === 0 ? new Map() : FRESH;
    // Addresses that refused would end every story; a person mends them here at once.
    const address = `billing-${n}@maj.example`;
    const words = { now, account, feeds, updateNow: updateNow && n % 4 === 0, rules: theRules };
    const situation = owing({ ...words, dunning: { reminders, holds } });
    const verdicts = judgeInvoices(situation);
    rounds.push({ today, stale: feeds.size === 0, before: reminders, verdicts });
    const gone = verdicts.filter(({ tone }) => tone !== null);
    reminders = [
      ...reminders,
      ...gone.map(({ invoiceId, rung, tone, release }) =>
        aReminder({
          decidedAt: now,
          invoiceId,
          rung: rung?.rung ?? null,
          tone,
          address,
          status: release === 'human' ? 'submitted' : fate,
        }),
      ),
    ];
  }
  return rounds;
}

const handHolds = ({ hold }: Customer, n: number): readonly HandHold[] =>
  hold !== null && n >= hold.from && n <= hold.from + hold.days
    ? [aHandHold({ until: isoDay(on(hold.from + hold.days)) })]
    : [];

const law = (check: (rounds: readonly Round[], who: Customer) => void) =>
  fc.assert(
    fc.property(story, (told) => check(play(told), told[0])),
    { numRuns: 120 },
  );
const GONE: readonly LetterStatus[] = ['submitted', 'uncertain'];
const goneAbout = ({ before }: Round, id: string) =>
  before.filter(({ invoiceId, status }) => invoiceId === id && GONE.includes(status));
const indexOf = (rung: string | null | undefined) => ladder.findIndex((one) => one.rung === rung);

test('a clean record never meets firm or formal', () => {
  let clean = 0;
  let called = 0;
  law((rounds) => {
    for (const { verdicts } of rounds)
      for (const { record, tone, do: verb } of verdicts) {
        if (record.grade !== 'clean') continue;
        clean += 1;
        if (verb === 'hand over') called += 1;
        expect(tone === null || tone === 'friendly').toBe(true);
      }
  });
  expect(clean).toBeGreaterThan(200);
  expect(called).toBeGreaterThan(0);
});

test('no rung is skipped, and none comes before its day', () => {
  const seen = new Set<string>();
  law((rounds) => {
    for (const round of rounds)
      for (const { invoiceId, rung, tone, daysOverdue } of round.verdicts) {
        if (tone === null || rung === null) continue;
        seen.add(rung.rung);
        expect(indexOf(rung.rung)).toBe(goneAbout(round, invoiceId).length);
        expect(daysLater(dayOf(0), rung.after)).toBeLessThanOrEqual(daysOverdue);
      }
  });
  expect([...seen].sort()).toEqual(['final', 'notice', 'nudge', 'reminder']);
});

test('no two reminders about one invoice within the gap', () => {
  law((rounds) => {
    for (const round of rounds)
      for (const { invoiceId, tone } of round.verdicts) {
        const last = goneAbout(round, invoiceId).at(-1);
        if (tone === null || !last) continue;
        const lastDay = owing({ now: last.decidedAt }).today;
        expect(round.today).toBeGreaterThanOrEqual(daysLater(lastDay, minimumGap));
      }
  });
});

test('days overdue up: the tone for a poor record never goes down', () => {
  let steps = 0;
  law((rounds) => {
    const highest = new Map<string, number>();
    for (const { verdicts } of rounds)
      for (const { invoiceId, record, tone } of verdicts) {
        if (record.grade !== 'poor' || tone === null) continue;
        expect(TONES.indexOf(tone)).toBeGreaterThanOrEqual(highest.get(invoiceId) ?? 0);
        if (highest.has(invoiceId)) steps += 1;
        highest.set(invoiceId, TONES.indexOf(tone));
      }
  });
  expect(steps).toBeGreaterThan(0);
});

test('when a hold ends, the invoice is taken up at the rung where it stood', () => {
  law((rounds) => {
    const stood = new Map<string, string>();
    for (const { verdicts } of rounds)
      for (const { invoiceId, do: verb, rung } of verdicts) {
        const before = stood.get(invoiceId);
        if (rung !== null && before !== undefined) expect(rung.rung).toBe(before);
        stood.delete(invoiceId);
        if (verb === 'hold' && rung !== null) stood.set(invoiceId, rung.rung);
      }
  });
});

test('on stale payments nothing goes, and the gate never says yes', () => {
  let stale = 0;
  law((rounds) => {
    for (const round of rounds) {
      if (!round.stale) continue;
      stale += 1;
      for (const { do: verb, tone, holds } of round.verdicts)
        expect([verb, tone, holds[0]?.code]).toEqual(['hold', null, 'payments_stale']);
    }
  });
  expect(stale).toBeGreaterThan(20);
  fc.assert(
    fc.property(customer, fc.constantFrom(...TONES), (who, tone) => {
      const situation = owing({ account: accountOf(who), feeds: new Map() });
      for (const { id } of situation.facts.account.open)
        expect(answerAbout(situation, id, tone)).toMatchObject({ do: 'hold', tone: null });
    }),
  );
});

test('the gate never allows more than was asked, nor anything harsh to a clean record', () => {
  fc.assert(
    fc.property(customer, fc.constantFrom(...TONES), fc.nat(120), (who, asked, n) => {
      const situation = owing({ account: accountOf(who), now: warsaw(`${isoDay(on(n))} 10:00`) });
      for (const { id } of situation.facts.account.open) {
        const answer = answerAbout(situation, id, asked);
        if (answer === null || answer.tone === null) continue;
        expect(TONES.indexOf(answer.tone)).toBeLessThanOrEqual(TONES.indexOf(asked));
        if (answer.record.grade === 'clean') expect(isHarsh(answer.tone)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

test('nothing known later than now changes a verdict', () => {
  fc.assert(
    fc.property(customer, fc.nat(100), fc.integer({ min: 1, max: 400 }), (who, n, ahead) => {
      const account = accountOf(who);
      const now = warsaw(`${isoDay(on(n))} 10:00`);
      const later = on(n + ahead);
      const future: Partial<Account> = {
        settled: [...account.settled, aSettled({ id: 'later', dueOn: on(n - 50), paidOn: later })],
        coming: [...account.coming, aPayment({ id: 'later', bookedOn: later, amount: 1_000_000n })],
        complaints: [
          { id: 'later', item: null, invoiceId: null, openedAt: warsaw(`${isoDay(later)} 09:00`) },
        ],
        plans: [{ id: 'later', invoiceId: null, agreedOn: later, holdsUntil: dayOf(later + 9) }],
      };
      const judge = (known: Account) => judgeInvoices(owing({ account: known, now }));
      expect(judge({ ...account, ...future })).toEqual(judge(account));
    }),
    { numRuns: 300 },
  );
});

test('every verdict is whole: a tone just where a letter may go, a hold or a reason where none may', () => {
  law((rounds) => {
    for (const { verdicts } of rounds)
      for (const verdict of verdicts) {
        const goes = verdict.do === 'send' || verdict.do === 'soften';
        expect(verdict.tone !== null).toBe(goes);
        expect(verdict.holds.length > 0).toBe(verdict.do === 'hold');
        expect(verdict.until).toBe(verdict.holds[0]?.until ?? null);
        if (verdict.do !== 'hold') expect(verdict.reasons.length).toBeGreaterThan(0);
        if (verdict.do === 'soften') expect(verdict.tone).not.toBe(verdict.askedTone);
        if (verdict.do === 'send') expect(verdict.tone).toBe(verdict.askedTone);
      }
  });
});

test('what is covered never exceeds what came, nor what is open', () => {
  fc.assert(
    fc.property(customer, fc.nat(60), (who, n) => {
      const account = accountOf(who);
      const money = comingMoney(account, on(n), theRules);
      const came = account.coming.reduce((sum, { amount }) => sum + amount, 0n);
      let covered = 0n;
      for (const invoice of account.open) {
        const cover = money.of(invoice);
        expect(cover.covered + cover.remains).toBe(invoice.open);
        covered += cover.covered;
      }
      const left = [...money.left.values()].reduce((sum, amount) => sum + amount, 0n);
      expect(covered + left).toBeLessThanOrEqual(came);
    }),
  );
});
