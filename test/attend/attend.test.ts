import { describe, expect, test } from 'vitest';
import { attend } from '../../src/attend/attend.ts';
import { NOTHING_ABSENT } from '../../src/customer/absence.ts';
import type { ItemId } from '../../src/customer/ids.ts';
import { NOTHING_RECEIVED } from '../../src/customer/replies.ts';
import {
  aCase,
  aContact,
  aCustomer,
  aJob,
  aLetter,
  anOrder,
  day,
  FRESH,
  facts,
  memoryOf,
  ORDER,
  personId,
  rules,
  told,
  warsaw,
} from '../support/builders.ts';

const NOW = warsaw('2026-11-26 10:00');
const late = anOrder({ promisedFor: day('2026-11-25') });
const letter = aLetter({ decidedAt: warsaw('2026-11-25 10:00'), nextWordBy: day('2026-11-27') });

test('nothing to attend to: the very memory it was given', () => {
  const memory = memoryOf();
  expect(attend(facts({ items: [] }), memory, NOW, rules())).toEqual({
    decisions: [],
    verdicts: [],
    promises: [],
    letters: [],
    tasks: [],
    endedReminders: [],
    endedTasks: [],
    answered: [],
    callsMade: [],
    memory,
  });
  expect(attend(facts({ items: [] }), memory, NOW, rules()).memory).toBe(memory);
});

test('a letter opens a case, remembers what it told, and counts for its address today', () => {
  const { memory, letters } = attend(facts({ items: [late] }), memoryOf(), NOW, rules());
  expect(memory.cases).toMatchObject([
    {
      item: { kind: 'order', id: 'O1' },
      openedAt: NOW,
      closedAt: null,
      letters: [
        { id: letters[0]?.id, ordinal: 1, status: 'queued', decidedAt: NOW, nextWordBy: day('2026-11-30') },
      ],
    },
  ]);
  expect(memory.writtenToday).toEqual(new Map([['zofia@maj.example', 1]]));
});

test('a hold remembers nothing; an unanswered message is a task, and holds no letter about a broken promise', () => {
  const held = attend(
    facts({ items: [late], contacts: [aContact({ at: warsaw('2026-11-26 09:00') })] }),
    memoryOf(),
    NOW,
    rules(),
  );
  expect(held).toMatchObject({ decisions: [{ do: 'hold' }], letters: [], tasks: [], memory: { cases: [] } });
  const owed = attend(
    facts({
      items: [late],
      contacts: [aContact({ at: warsaw('2026-11-26 09:00'), direction: 'from_customer' })],
    }),
    memoryOf(),
    NOW,
    rules(),
  );
  // They wrote where the company's people read it: it stands in the list of the day.
  expect(owed.tasks).toContainEqual(
    expect.objectContaining({ kind: 'answer-customer', forPerson: 'anna', urgent: false }),
  );
  expect(owed.letters.map(({ kind }) => kind)).toEqual(['late']);
});

test('one letter per address', () => {
  const site = aJob({ promisedFor: day('2026-11-25'), contactEmail: 'SITE@maj.example' });
  const same = aJob({ id: 'J2', promisedFor: day('2026-11-25'), contactEmail: 'site@maj.example' });
  const { letters } = attend(facts({ items: [late, site, same] }), memoryOf(), NOW, rules());
  expect(letters.map(({ to, about }) => [to.address, about.length])).toEqual([
    ['zofia@maj.example', 1],
    ['SITE@maj.example', 2],
  ]);
});

describe('a case closes', () => {
  const memory = memoryOf(aCase({ letters: [letter] }));
  const theCaseWith = (items: ReturnType<typeof anOrder>[], differs: object = {}) =>
    attend(facts({ items, ...differs }), memory, NOW, rules()).memory.cases[0];

  const DONE = { closedAt: NOW, closedBecause: 'done', itemEnded: true };

  test('when its item is done, or its row says that it is over; not while it waits to be fetched', () => {
    expect(theCaseWith([anOrder({ stage: 'delivered' })])).toMatchObject(DONE);
    expect(theCaseWith([anOrder({ stage: 'ready' })])).toMatchObject({
      closedAt: null,
      letters: { length: 2 },
    });
    const absence = { ...NOTHING_ABSENT, over: new Set(['order:O1']) };
    expect(theCaseWith([anOrder({ id: 'O2' })], { absence })).toMatchObject(DONE);
  });

  test('not when its item is in no row: it is not seen, listed, and taken up where it stood', () => {
    for (const items of [[], [anOrder({ id: 'O2' })]]) {
      const { decisions, memory: after } = attend(facts({ items }), memory, NOW, rules());
      expect(after.cases[0]).toBe(memory.cases[0]);
      expect(after.absent).toEqual([{ about: ORDER, state: 'not_seen', since: NOW }]);
      expect(decisions.at(-1)).toMatchObject({
        item: ORDER,
        do: 'hold',
        hold: { code: 'not_seen', exports: null },
      });
      const again = attend(facts({ items: [...items, anOrder()] }), after, NOW, rules());
      expect(again.memory.absent).toEqual([]);
      expect(again.memory.cases[0]).toBe(memory.cases[0]);
    }
  });

  test('not on a stale feed, and not because its row cannot be judged', () => {
    expect(theCaseWith([], { feeds: new Map() })).toBe(memory.cases[0]);
    expect(theCaseWith([], { feeds: FRESH, quarantined: [{ kind: 'order', id: 'O1' as ItemId }] })).toBe(
      memory.cases[0],
    );
  });

  test('with the letter that says it moves again, which owes no further word', () => {
    const moved = attend(
      facts({ items: [anOrder({ stage: 'packing', stageSince: warsaw('2026-11-26 08:00') })] }),
      memory,
      NOW,
      rules(),
    );
    expect(moved.letters).toMatchObject([{ kind: 'moving-again', nextWordBy: null }]);
    expect(moved.memory.cases).toMatchObject([
      { closedBecause: 'moved', itemEnded: false, letters: { length: 2 } },
    ]);
  });

  test('with the letter that tells how it ended: the word that we gave is not left open', () => {
    const closed = anOrder({ closedAt: warsaw('2026-11-26 09:00'), outcome: 'cancelled' });
    const { letters, memory: after } = attend(facts({ items: [], ended: [closed] }), memory, NOW, rules());
    expect(letters).toMatchObject([{ kind: 'cancelled', nextWordBy: null }]);
    expect(after.cases[0]).toMatchObject({ closedAt: NOW, closedBecause: 'done', letters: { length: 2 } });
    const next = attend(
      facts({ items: [], ended: [closed] }),
      { ...after, writtenToday: new Map() },
      warsaw('2026-11-27 10:00'),
      rules(),
    );
    expect(next.letters).toEqual([]);
  });
});

test('closed by mistake and opened again: its story goes on in the case that it had, and does not start from zero', () => {
  const told24 = aLetter({
    decidedAt: warsaw('2026-11-26 10:00'),
    kind: 'late',
    nextWordBy: day('2026-11-30'),
    told: told({ promisedFor: day('2026-11-25'), state: 'broken' }),
  });
  const before = memoryOf(aCase({ letters: [told24] }));
  const closed = { ...late, closedAt: warsaw('2026-11-27 09:00'), outcome: 'delivered' };
  const absence = { ...NOTHING_ABSENT, over: new Set(['order:O1']) };
  const friday = attend(
    facts({ items: [], ended: [closed], absence }),
    before,
    warsaw('2026-11-27 10:00'),
    rules(),
  );
  expect(friday.letters).toEqual([]);
  expect(friday.memory.cases[0]).toMatchObject({ itemEnded: true });

  const same = attend(facts({ items: [late] }), friday.memory, warsaw('2026-11-27 15:00'), rules());
  expect(same.letters, 'it was told already').toEqual([]);
  const monday = attend(facts({ items: [late] }), same.memory, warsaw('2026-11-30 10:00'), rules());
  expect(monday.letters.filter(({ audience }) => audience === 'customer')).toMatchObject([
    { kind: 'still-late' },
  ]);
  expect(monday.memory.cases).toMatchObject([
    { id: 'order:O1@first', closedAt: null, itemEnded: false, letters: { length: 2 } },
  ]);
});

test('a letter that was withdrawn keeps its number: the next is another occasion', () => {
  const memory = memoryOf(aCase({ letters: [{ ...letter, status: 'withdrawn' }] }));
  expect(attend(facts({ items: [late] }), memory, NOW, rules()).letters[0]?.key).toBe(
    'order:O1@first/late/2',
  );
});

test('it reads no clock: the same arguments give the same outcome', () => {
  const given = facts({
    items: [late, aJob({ promisedFor: day('2026-11-24') })],
    customer: aCustomer({ language: 'xx' }),
  });
  expect(attend(given, memoryOf(), NOW, rules())).toEqual(attend(given, memoryOf(), NOW, rules()));
  expect(attend(given, memoryOf(), NOW, rules()).letters[0]?.language).toBe('en');
});

test('one message about everything they wait for asks one person for one answer', () => {
  const message = aContact({
    id: 'm1',
    item: null,
    channel: 'email',
    direction: 'from_customer',
    at: warsaw('2026-11-26 08:00'),
  });
  const both = facts({
    items: [late, { ...late, id: 'O2' as typeof late.id }],
    contacts: [message],
  });
  const first = attend(both, memoryOf(), NOW, rules());
  expect(first.decisions.map((decision) => decision.do)).toEqual(['write', 'write']);
  expect(first.tasks.filter(({ kind }) => kind === 'answer-customer')).toHaveLength(1);
  expect(attend(both, first.memory, NOW, rules()).tasks).toEqual([]);
});

test('a task that came of a mail tells of its items what the round itself noticed, answers that we know of included', () => {
  const { item } = aCase();
  const reply = { id: 'R1', letterId: null, about: [item], owedBy: day('2026-11-25') };
  const answered = { ...reply, at: warsaw('2026-11-24 09:00'), answeredAt: warsaw('2026-11-25 15:00') };
  const untold = {
    key: 'reply/answer-customer/R2',
    kind: 'answer-customer',
    forPerson: personId('anna'),
    customerId: aCustomer().id,
    caseId: null,
    about: [item],
    why: 'reply_owed',
    dueOn: day('2026-11-27'),
    urgent: true,
  } as const;
  const memory = { ...memoryOf(), inbox: { ...NOTHING_RECEIVED, replies: [answered], untold: [untold] } };
  const { decisions, letters } = attend(facts({ items: [late] }), memory, NOW, rules());
  const noticed = decisions.flatMap(({ findings }) => findings.map(({ kind }) => kind));
  expect(noticed).toContain('promise_missed');
  expect(noticed).not.toContain('long_silence');
  expect(letters.filter(({ audience }) => audience === 'staff')).toMatchObject([
    { facts: { task: 'answer-customer', items: [{ found: noticed }] } },
  ]);
});
