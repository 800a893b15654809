import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attend, type CustomerOutcome, verdictOn } from '../src/attend/attend.ts';
import type { InvoiceId } from '../src/customer/ids.ts';
import { NOTHING_RECEIVED, type Reply } from '../src/customer/replies.ts';
import { TONES, type Tone } from '../src/customer/tone.ts';
import type { Verdict } from '../src/dunning/verdict.ts';
import { tell } from '../src/explain/story.ts';
import { judgeAgain } from '../src/post/queue/last-look.ts';
import { entryOf } from '../src/round/verdict-tally.ts';
import { invoiceId, owing, paidLate } from './support/account.ts';
import { day, memoryOf, rules, warsaw } from './support/builders.ts';
import { changed, type Known, known, news } from './support/customers.ts';

/*
 * One judge. What the round decides about a customer is what the gate answers, what explain tells and what the last
 * look lets go, whatever the customer ordered, owes, paid, said or complained about.
 */
const theRules = rules();
const RUNS = { numRuns: 500 };
const words = ({ reasons }: Verdict) => reasons.map(({ code }) => code);

const roundOf = ({ facts, memory, now }: Known): CustomerOutcome => attend(facts, memory, now, theRules);
const gateOn = ({ facts, memory, now }: Known, id: InvoiceId, tone: Tone | null) =>
  verdictOn(id, tone, facts, memory, now, theRules);
const ownOn = ({ verdicts }: CustomerOutcome, id: InvoiceId) =>
  verdicts.find(({ invoiceId, plannedLetter }) => invoiceId === id && plannedLetter === null);

const law = (check: (of: Known) => void) => fc.assert(fc.property(known, check), RUNS);

test('without a tone the gate answers what the round decides', () => {
  const seen = { send: 0, soften: 0, hold: 0, 'hand over': 0 };
  let together = 0;
  law((of) => {
    const outcome = roundOf(of);
    for (const { id } of of.facts.account.open) {
      const own = ownOn(outcome, id);
      const answer = gateOn(of, id, null);
      if (own === undefined) {
        // Not overdue, or nothing to be paid.
        expect(answer?.do ?? 'hold').toBe('hold');
        continue;
      }
      expect(answer).toEqual(own);
      seen[own.do] += 1;
      if (words(own).includes('together_oldest') || own.holds[0]?.code === 'listed') together += 1;
    }
  });
  expect(Math.min(...Object.values(seen), together), JSON.stringify({ seen, together })).toBeGreaterThan(5);
});

test('asked in a tone, it answers what the round answers a letter that is planned in it', () => {
  const seen = { send: 0, soften: 0, hold: 0, 'hand over': 0 };
  law((of) => {
    const planned = of.facts.account.open.flatMap(({ id }) =>
      TONES.map((tone) => ({ id: `${id} ${tone}`, invoiceId: id, tone, plannedFor: null })),
    );
    const account = { ...of.facts.account, planned };
    const { verdicts } = roundOf({ ...of, facts: { ...of.facts, account } });
    for (const { id, invoiceId, tone } of planned) {
      const told = verdicts.find(({ plannedLetter }) => plannedLetter === id);
      const answer = gateOn(of, invoiceId, tone);
      expect(answer).toEqual(told ? { ...told, plannedLetter: answer?.plannedLetter } : null);
      if (told) seen[told.do] += 1;
    }
  });
  expect(Math.min(seen.send, seen.soften, seen.hold), JSON.stringify(seen)).toBeGreaterThan(20);
});

/** Our own hours, our own ladder and our own letters are no matter of another system. */
const OURS_ALONE = ['next_rung_later', 'ladder_ended', 'letter_held', 'listed', 'outside_hours'];

test("asked in the rung's own tone, it allows what our own letter may say, and holds for the same reasons", () => {
  let allowed = 0;
  let held = 0;
  law((of) => {
    const outcome = roundOf(of);
    for (const { id } of of.facts.account.open) {
      const own = ownOn(outcome, id);
      const tone = own?.rung?.tone ?? null;
      if (own === undefined || tone === null) continue;
      const answer = gateOn(of, id, tone);
      const theirs = (own.holds ?? []).map(({ code }) => code).filter((code) => !OURS_ALONE.includes(code));
      expect(answer?.holds.map(({ code }) => code)).toEqual(theirs);
      if (theirs.length > 0) held += 1;
      if (own.tone === null || words(own).includes('together_oldest')) continue;
      allowed += 1;
      expect(answer).toMatchObject({ do: own.do, tone: own.tone, release: own.release });
    }
  });
  expect(Math.min(allowed, held), `${allowed} ${held}`).toBeGreaterThan(20);
});

test('explain tells what the round decides', () => {
  law((of) => {
    const { facts, memory, now } = of;
    const { decisions, verdicts } = roundOf(of);
    const { id: customerId } = facts.customer;
    const story = tell({
      subject: { customerId, item: null, invoice: null },
      customer: facts.customer,
      facts,
      memory,
      quarantined: [],
      letters: [],
      now,
      rules: theRules,
      words,
    });
    const told = story.account?.invoices.flatMap((invoice) => invoice.verdicts) ?? [];
    const byInvoice = facts.account.open.flatMap(({ id }) =>
      verdicts.filter(({ invoiceId }) => invoiceId === id).map((each) => entryOf(customerId, each, words)),
    );
    expect(JSON.stringify(told)).toBe(JSON.stringify(byInvoice));
    const items = story.items.map(({ id, decision }) => [id, decision.do]);
    const decided = (id: string) => decisions.find(({ item }) => item.id === id)?.do ?? 'nothing';
    expect(items).toEqual(facts.items.map(({ id }) => [id, decided(id)]));
  });
});

/** What a letter says that must stand when it leaves. */
const saying = (letter: CustomerOutcome['letters'][number] | undefined): string | null => {
  if (letter === undefined) return null;
  if ('invoices' in letter)
    return JSON.stringify([letter.id, letter.facts.invoices.map(({ id, open }) => [id, open])]);
  if (!('cases' in letter)) return letter.id;
  const told = letter.cases.map(({ caseId, told: { stage, lineNo, promisedFor } }) => [
    caseId,
    stage,
    lineNo,
    promisedFor,
  ]);
  return JSON.stringify([letter.id, told]);
};

test('the last look lets every letter of this very round go', () => {
  let looked = 0;
  law((of) => {
    const { letters, memory } = roundOf(of);
    for (const letter of letters) {
      if (letter.audience !== 'customer') continue;
      looked += 1;
      const look = judgeAgain({ ...letter, decidedAt: of.now }, of.facts, memory, of.now, theRules);
      // A letter about money is composed anew, and says the same.
      expect(look).toEqual({ still: true, ...('invoices' in letter && { facts: letter.facts }) });
    }
  });
  expect(looked).toBeGreaterThan(100);
});

test('when something comes in between, it lets go just what the round and the gate would say then', () => {
  const seen = { reminders: 0, goes: 0, stays: 0 };
  fc.assert(
    fc.property(known, news, (of, what) => {
      const first = roundOf(of);
      const then = changed(of, what);
      const again = roundOf(then);
      for (const letter of first.letters) {
        if (letter.audience !== 'customer') continue;
        const { facts, memory } = changed({ ...of, memory: first.memory }, what);
        const { still } = judgeAgain({ ...letter, decidedAt: of.now }, facts, memory, of.now, theRules);
        const same = again.letters.find(({ id }) => id === letter.id);
        expect(still).toBe(saying(same) === saying(letter));
        seen[still ? 'goes' : 'stays'] += 1;
        if (!still || !('invoices' in letter) || letter.kind === 'payment-seen') continue;
        seen.reminders += 1;
        for (const { invoiceId, tone } of letter.invoices)
          expect(gateOn(then, invoiceId, null)).toMatchObject({ tone });
      }
    }),
    RUNS,
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(20);
});

test('of two mails only the later one is answered: the answer was for both, and the gate says so too', () => {
  const settled = { settled: paidLate(40, 35, 50, 0, 40, 60, 45) };
  const { facts, now } = owing({ account: { ...settled } });
  const replies = [aReply('2026-11-02 09:00', null), aReply('2026-11-03 09:00', '2026-11-03 15:00')];
  const memory = { ...memoryOf(), inbox: { ...NOTHING_RECEIVED, replies } };
  const of = { facts, memory, now };
  const id = invoiceId('F1');
  expect(ownOn(roundOf(of), id)).toMatchObject({ do: 'send', tone: 'friendly', holds: [] });
  expect(gateOn(of, id, null)).toEqual(ownOn(roundOf(of), id));
  expect(gateOn(of, id, 'friendly')).toMatchObject({ do: 'send', tone: 'friendly', holds: [] });
});

const aReply = (at: string, answeredAt: string | null): Reply => ({
  id: at,
  at: warsaw(at),
  letterId: null,
  about: [],
  owedBy: day('2026-11-04'),
  answeredAt: answeredAt === null ? null : warsaw(answeredAt),
});
