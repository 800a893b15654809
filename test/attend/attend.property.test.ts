import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attend } from '../../src/attend/attend.ts';
import { dayOf, type Instant, instantOf } from '../../src/calendar/time.ts';
import { workingDeadline } from '../../src/calendar/working-time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import type { CaseLetter, WaitingItem } from '../../src/customer/customer.ts';
import { sameItem } from '../../src/customer/ids.ts';
import type { StatusLetter } from '../../src/letters/compose/compose.ts';
import { stageNamed } from '../../src/policy/stage.ts';
import { isFinished } from '../../src/policy/stage-kinds.ts';
import { aCustomer, aJob, anOrder, facts, memoryOf, rules } from '../support/builders.ts';
import { items, moment, play, type Round, steps } from '../support/timeline.ts';

const theRules = rules();
const zone = zoneOf(theRules.company.timeZone);
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

test('every letter gives a next word: a working day after today', () => {
  story((rounds) => {
    for (const round of rounds)
      for (const { nextWordBy } of lettersOf(round)) {
        expect(nextWordBy).toBeGreaterThan(round.today);
        expect(calendar.isWorkingDay(nextWordBy)).toBe(true);
        expect(nextWordBy).toBeLessThanOrEqual(
          calendar.addWorkingDays(round.today, theRules.waiting.nextWordWithin),
        );
      }
  });
});

test('nobody hears nothing for longer than the limit without a decision', () => {
  story((rounds) => {
    for (const round of rounds)
      for (const item of round.facts.items) {
        if (isFinished(kindOf(item))) continue;
        const limit = workingDeadline(calendar, zone, lastHeardOf(item, round), theRules.waiting.silence);
        if (limit <= round.now) expect(verbFor(item, round)).toMatch(/write|hold|hand_over/);
      }
  });
});

test('nothing outlasts its allowance or its promise without being noticed', () => {
  story((rounds) => {
    for (const round of rounds)
      for (const item of round.facts.items) {
        const kind = kindOf(item);
        if (isFinished(kind)) continue;
        const { allowance } = stageNamed(item.stage, theRules);
        const over =
          item.stageSince !== null &&
          workingDeadline(calendar, zone, item.stageSince, allowance) <= round.now;
        const late = item.promisedFor !== null && round.today > item.promisedFor;
        if (over || late) expect(verbFor(item, round)).not.toBe('unnoticed');
        if (!over || kind === 'awaiting_customer') continue;
        const findings = decisionFor(item, round)?.findings.map((finding) => finding.kind);
        expect(findings).toContain('stage_overrun');
      }
  });
});

test('every word is followed on its day: by a letter, a hold, a call, or the end of the wait', () => {
  story((rounds) => {
    for (const round of rounds)
      for (const item of round.facts.items) {
        if (isFinished(kindOf(item))) continue;
        const letter = reachedOf(item, round).at(-1);
        if (!letter || letter.nextWordBy === null || round.today < letter.nextWordBy) continue;
        if (spokenTo(item, round).some((at) => at >= letter.decidedAt)) continue;
        expect(verbFor(item, round)).toMatch(/write|hold|hand_over/);
      }
  });
});

test('what is ready, done or closed never gets a letter', () => {
  story((rounds) => {
    for (const round of rounds)
      for (const { about } of lettersOf(round))
        for (const ref of about) {
          const item = round.facts.items.find((open) => sameItem(open, ref));
          expect(item && isFinished(kindOf(item))).toBe(false);
        }
  });
});

test('a wait for the customer is never called our delay', () => {
  story((rounds) => {
    for (const { facts, outcome } of rounds)
      for (const item of facts.items) {
        if (kindOf(item) !== 'awaiting_customer') continue;
        const decision = outcome.decisions.find(({ item: ref }) => sameItem(ref, item));
        const ours =
          decision?.findings.filter(({ kind }) => /promise|needed|overrun|moving/.test(kind)) ?? [];
        expect(ours).toEqual([]);
        if (decision?.do === 'write') expect(decision.letter).toBe('waiting-for-you');
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
const verbFor = (item: WaitingItem, round: Round) => decisionFor(item, round)?.do ?? 'unnoticed';

const NOT_REACHED = ['withdrawn', 'held', 'refused'];
const reachedOf = (item: WaitingItem, { before }: Round) =>
  before.cases
    .filter((theCase) => sameItem(theCase.item, item))
    .flatMap(({ letters }) => letters)
    .filter(({ status }) => !NOT_REACHED.includes(status))
    .sort((a, b) => a.decidedAt - b.decidedAt);

const spokenTo = (item: WaitingItem, { facts }: Round): Instant[] =>
  facts.contacts
    .filter((c) => c.direction === 'to_customer' && (c.item === null || sameItem(c.item, item)))
    .map(({ at }) => at);

const lastHeardOf = (item: WaitingItem, round: Round) =>
  [...reachedOf(item, round).map(({ decidedAt }) => decidedAt), ...spokenTo(item, round)].reduce(
    (latest, at) => instantOf(Math.max(latest, at)),
    item.openedAt,
  );
