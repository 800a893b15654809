import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attend } from '../../src/attend/attend.ts';
import { dayOf, instantOf } from '../../src/calendar/time.ts';
import type { CaseLetter, WaitingItem } from '../../src/customer/customer.ts';
import { sameItem } from '../../src/customer/ids.ts';
import type { StatusLetter } from '../../src/letters/compose/compose.ts';
import { stageNamed } from '../../src/policy/stage.ts';
import { isFinished } from '../../src/policy/stage-kinds.ts';
import { lookWith } from '../../src/waiting/find.ts';
import { theFinding } from '../../src/waiting/finding.ts';
import { wordGiven } from '../../src/waiting/our-word.ts';
import { toldBroken } from '../../src/waiting/promise.ts';
import { aCustomer, aJob, anOrder, facts, memoryOf, rules } from '../support/builders.ts';
import { items, moment, play, type Round, steps } from '../support/timeline.ts';

const theRules = rules();
const { calendar } = theRules;

const story = (law: (rounds: readonly Round[]) => void) =>
  fc.assert(
    fc.property(items, steps, moment, (words, story, start) => law(play(words, story, start, theRules))),
    { numRuns: 150 },
  );

const lettersOf = ({ outcome }: Round): readonly StatusLetter[] =>
  outcome.letters.filter((letter) => 'cases' in letter);

const kindOf = (item: WaitingItem) => stageNamed(item.stage, theRules).kind;

test('never two letters for one occasion: keys, Message-IDs and the nth letter of a case are unique', () => {
  story((rounds) => {
    const letters = rounds.flatMap(({ outcome }) => outcome.letters);
    expect(new Set(letters.map(({ key }) => key)).size).toBe(letters.length);
    expect(new Set(letters.map(({ id }) => id)).size).toBe(letters.length);
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(letters.length);
    const occasions = rounds
      .flatMap(lettersOf)
      .flatMap(({ cases }) => cases.map((c) => `${c.caseId}#${c.ordinal}`));
    expect(new Set(occasions).size).toBe(occasions.length);
    const tasks = rounds.flatMap(({ outcome }) => outcome.tasks.map(({ key }) => key));
    expect(new Set(tasks).size).toBe(tasks.length);
  });
});

test('the same round twice gives nothing new', () => {
  story((rounds) => {
    for (const { facts, outcome, now } of rounds) {
      const again = attend(facts, outcome.memory, now, theRules);
      expect(again.letters).toEqual([]);
      expect(again.tasks).toEqual([]);
      expect(again.memory.cases.map(({ id, letters }) => [id, letters.length])).toEqual(
        outcome.memory.cases.map(({ id, letters }) => [id, letters.length]),
      );
    }
  });
});

test('never more than one letter to one address on one day', () => {
  story((rounds) => {
    const written = rounds.flatMap((round) =>
      lettersOf(round).map(({ to }) => `${round.today} ${to.address}`),
    );
    // What never left (withdrawn, refused) may be replaced on its day; the timeline counts it as written all the same.
    expect(new Set(written).size).toBe(written.length);
  });
});

test('a letter gives a word for a working day ahead, within a week; what is on course or ends, gives none', () => {
  story((rounds) => {
    for (const round of rounds) {
      for (const { nextWordBy } of lettersOf(round)) {
        if (nextWordBy === null) continue;
        expect(nextWordBy).toBeGreaterThan(round.today);
        expect(nextWordBy).toBeLessThanOrEqual(round.today + 7);
        expect(calendar.isWorkingDay(nextWordBy)).toBe(true);
      }
      for (const decision of round.outcome.decisions) {
        if (decision.do !== 'write' || theFinding(decision.findings, 'promise_withdrawn')) continue;
        const mayEnd = ['over', 'ready', 'silent', 'on_course'].includes(decision.state);
        // Who was asked twice hears no more from a machine.
        if (decision.state !== 'theirs') expect(decision.nextWordBy === null).toBe(mayEnd);
      }
    }
  });
});

/** What keeps even a letter about a broken promise back; each is somebody's to lift, or ends by itself. */
const STILL_HOLDS = [
  'not_seen',
  'abandoned',
  'feed_stale',
  'shared_address',
  'complaint_open',
  'person_spoke',
  'letter_held',
  'already_written_today',
  'outside_hours',
];

test('a broken promise is always told in the first sending hour, unless one of the named holds', () => {
  let told = 0;
  story((rounds) => {
    for (const round of rounds) {
      const look = lookWith(round.facts, round.before, round.now, theRules);
      for (const item of round.facts.items) {
        const { situation, state } = look(item);
        if (state !== 'broken') continue;
        const decision = decisionFor(item, round);
        if (decision?.do === 'hold') expect(STILL_HOLDS).toContain(decision.hold.code);
        else if (decision?.do === 'nothing') expect(toldBroken(situation)).toBe(true);
        else expect(decision?.do).toMatch(/write|hand_over/);
        if (decision?.do === 'write') told += 1;
      }
    }
  });
  expect(told).toBeGreaterThan(50);
});

test('nobody gets a letter while on course without a word owed, a day that changed, or movement', () => {
  story((rounds) => {
    for (const { outcome } of rounds)
      for (const { do: verb, state, findings } of outcome.decisions) {
        if (verb !== 'write' || state !== 'on_course') continue;
        const news = findings.map(({ kind }) => kind);
        expect(news.join()).toMatch(/word_due|promise_moved|promise_withdrawn|moving_again/);
      }
  });
});

test('every word is redeemed on its day: by a letter, a hold, a call that somebody has to make, or the end of the wait', () => {
  let redeemed = 0;
  story((rounds) => {
    for (const round of rounds)
      for (const item of round.facts.items) {
        if (isFinished(kindOf(item))) continue;
        const look = lookWith(round.facts, round.before, round.now, theRules)(item);
        if (look.state === 'over' || look.state === 'ready') continue;
        const by = wordGiven(look.situation);
        if (by === null || round.today < by) continue;
        redeemed += 1;
        const decision = decisionFor(item, round);
        if (decision?.do !== 'nothing') expect(decision?.do).toMatch(/write|hold|hand_over/);
        else expect(callsOf(item, round).length, decision.reason).toBeGreaterThan(0);
      }
  });
  expect(redeemed).toBeGreaterThan(50);
});

test('a day that a letter names as ahead is never over', () => {
  story((rounds) => {
    for (const round of rounds) {
      for (const { cases } of lettersOf(round))
        for (const { told } of cases)
          for (const named of [told.expected, told.callBy])
            if (named != null) expect(named).toBeGreaterThanOrEqual(round.today);
      for (const { findings, do: verb } of round.outcome.decisions) {
        if (verb !== 'write') continue;
        const risk = theFinding(findings, 'promise_at_risk');
        if (risk) expect(risk.promisedFor).toBeGreaterThanOrEqual(round.today);
      }
    }
  });
});

test('what is done gets no letter but the one that ends its story', () => {
  story((rounds) => {
    for (const round of rounds)
      for (const item of round.facts.items) {
        if (!isFinished(kindOf(item))) continue;
        const decision = decisionFor(item, round);
        if (decision?.do === 'write')
          expect(['ready', 'cancelled', 'done', 'shipped']).toContain(decision.letter);
      }
  });
});

test('a wait for the customer is never called our delay', () => {
  story((rounds) => {
    for (const { facts, outcome } of rounds)
      for (const item of facts.items) {
        if (kindOf(item) !== 'awaiting_customer') continue;
        const decision = outcome.decisions.find(({ item: ref }) => sameItem(ref, item));
        if (decision?.state !== 'theirs') continue;
        const ours = decision.findings.filter(({ kind }) => /missed|at_risk|overrun|moving/.test(kind));
        expect(ours).toEqual([]);
        if (decision.do === 'write') expect(decision.letter).toBe('waiting-for-you');
      }
  });
});

test('while a letter about it waits for a person, no other one is written', () => {
  story((rounds) => {
    for (const round of rounds)
      for (const { about } of lettersOf(round))
        for (const ref of about) {
          const held = round.before.cases.some(
            ({ item, letters }) => sameItem(item, ref) && letters.some(({ status }) => status === 'held'),
          );
          expect(held).toBe(false);
        }
  });
});

test('an address that refused a letter gets no other one, and a person calls', () => {
  story((rounds) => {
    for (const round of rounds) {
      const refused = round.before.cases
        .flatMap(({ letters }) => letters)
        .reduce<CaseLetter | null>(
          (last, one) => (last && last.decidedAt > one.decidedAt ? last : one),
          null,
        );
      if (refused?.status !== 'refused') continue;
      expect(lettersOf(round).map(({ to }) => to.address)).not.toContain(refused.address);
    }
  });
});

test('no string and no date makes it fail, and none reaches a header', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '\0', '\r\nBcc: all@x.example', '{{ x }}'),
  );
  const date = fc.oneof(fc.integer({ min: -8_000_000, max: 8_000_000 }).map(dayOf), fc.constant(null));
  const at = fc.integer({ min: -8_000_000_000_000, max: 1_780_000_000_000 }).map(instantOf);
  const line = fc.record({
    lineNo: fc.nat(9),
    description: text,
    stage: text,
    stageSince: at,
    promisedFor: date,
    reason: text,
  });
  const item = fc.record({
    id: text,
    number: text,
    summary: text,
    asset: text,
    stage: fc.oneof(text, fc.constantFrom('picking', 'PICKING ', 'credit check')),
    openedAt: at,
    stageSince: at,
    promisedFor: date,
    neededBy: date,
    reason: text,
    publicNote: text,
    contactName: text,
    contactEmail: fc.oneof(text, fc.constant('site@maj.example')),
    url: text,
    lines: fc.array(line, { maxLength: 3 }),
  });
  let written = 0;
  const hostileRules = rules({ waiting: { abandoned_after: '1000 months' } });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 4 }), text, text, moment, (items, name, email, now) => {
      const given = facts({
        customer: aCustomer({ id: name, name, email, timeZone: name, language: email }),
        items: items.map((one, index) => (index % 2 ? aJob(one) : anOrder(one))),
      });
      const { letters } = attend(given, memoryOf(), now, hostileRules);
      written += letters.length;
      for (const letter of letters) {
        expect(letter.to.address).not.toMatch(/[\p{Cc}\s<>,;]/u);
        expect(letter.messageId).toMatch(/^<[0-9a-f]{32}@nowak\.example>$/);
        expect(JSON.parse(JSON.stringify(letter.facts))).toEqual(letter.facts);
      }
    }),
    { numRuns: 300 },
  );
  expect(written).toBeGreaterThan(50);
});

const decisionFor = (item: WaitingItem, { outcome }: Round) =>
  outcome.decisions.find(({ item: ref }) => sameItem(ref, item));

/** Calls about it that people were asked for. */
const callsOf = (item: WaitingItem, { outcome }: Round) =>
  outcome.memory.cases
    .filter((theCase) => sameItem(theCase.item, item))
    .flatMap(({ tasks }) => tasks.filter(({ kind }) => kind === 'call-customer'));
