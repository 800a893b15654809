import { describe, expect, test } from 'vitest';
import { attend } from '../../../src/attend/attend.ts';
import type { StatusLetter } from '../../../src/letters/compose/compose.ts';
import { letterIdOf, letterKey, messageIdOf } from '../../../src/letters/compose/identity.ts';
import {
  aCase,
  aCustomer,
  aJob,
  aLetter,
  aLine,
  anOrder,
  aPerson,
  day,
  facts,
  memoryOf,
  people,
  personId,
  rules,
  STAFF,
  warsaw,
} from '../../support/builders.ts';

const NOW = warsaw('2026-11-26 10:00');
function letterTo(differs: Parameters<typeof facts>[0], memory = memoryOf(), now = NOW): StatusLetter {
  const { letters } = attend(facts(differs), memory, now, rules());
  const letter = letters.find((each) => 'cases' in each);
  if (!letter) throw new Error('no letter was written');
  return letter;
}
const late = anOrder({ promisedFor: day('2026-11-25') });

test('who writes to whom, about what, and by when we write again', () => {
  expect(letterTo({ items: [late] })).toMatchObject({
    kind: 'late',
    language: 'en',
    to: { name: 'Zofia Maj', address: 'zofia@maj.example' },
    replyTo: { name: 'Anna Lis', address: 'anna@nowak.example' },
    signedBy: 'anna',
    about: [{ kind: 'order', id: 'O1' }],
    findings: ['promise_missed'],
    nextWordBy: day('2026-11-30'),
    inReplyTo: null,
    facts: {
      today: '2026-11-26',
      nextWordBy: '2026-11-30',
      lettersBefore: 0,
      noNews: false,
      apology: 'delay',
      nextPerson: null,
      deciders: [],
    },
  });
});

test('the key is case, kind and occasion; id and Message-ID come from it and never change', () => {
  const letter = letterTo({ items: [late] });
  expect(letter.key).toBe('order:O1@20261126T090000Z/late/1');
  expect(letter.id).toBe(letterIdOf(letter.key));
  expect(letter.messageId).toBe(messageIdOf(letter.key, rules()));
  expect(letter.messageId).toMatch(/^<[0-9a-f]{32}@nowak\.example>$/);
});

test('a letter of several cases has one key, in whichever order they come', () => {
  const a = { caseId: 'a', ordinal: 1 };
  const b = { caseId: 'b', ordinal: 2 };
  expect(letterKey('several-items', [a, b])).toBe(letterKey('several-items', [b, a]));
  expect(letterKey('several-items', [a, b])).not.toBe(letterKey('several-items', [a, { ...b, ordinal: 3 }]));
});

describe('several items', () => {
  test('the one that is latest leads, and the earliest word counts for all', () => {
    const soon = anOrder({
      id: 'O2',
      promisedFor: day('2026-11-24'),
      neededBy: day('2026-11-28'),
      ownerId: personId('marek'),
    });
    const letter = letterTo({ items: [late, soon] });
    expect(letter).toMatchObject({
      kind: 'several-items',
      signedBy: 'marek',
      nextWordBy: day('2026-11-27'),
      about: [{ id: 'O1' }, { id: 'O2' }],
    });
    expect(letter.cases).toHaveLength(2);
  });

  test('a letter that holds a delay apologises for it, whatever else it tells', () => {
    const theirs = aJob({ stage: 'waiting for approval', stageSince: warsaw('2026-11-23 09:00') });
    expect(letterTo({ items: [theirs, late] }).facts.apology).toBe('delay');
    expect(letterTo({ items: [theirs] }).facts.apology).toBeNull();
  });
});

test('a site manager is greeted by their own name', () => {
  const job = aJob({
    contactName: 'Adam Kot',
    contactEmail: 'adam@site.example',
    promisedFor: day('2026-11-25'),
  });
  const customer = aCustomer({ name: 'Budex', salutation: 'Dear Ms Maj' });
  expect(letterTo({ items: [job], customer }).facts.customer).toEqual({ name: 'Adam Kot', salutation: null });
  expect(letterTo({ items: [late], customer }).facts.customer).toEqual({
    name: 'Budex',
    salutation: 'Dear Ms Maj',
  });
});

test('nobody is named: the company itself signs and answers', () => {
  const letter = letterTo({ items: [late], people: people(), customer: aCustomer({ ownerId: null }) });
  expect(letter).toMatchObject({ signedBy: null, replyTo: null });
  expect(letter.facts.person).toEqual({
    name: 'Pracownia Nowak',
    role: 'owner',
    phone: null,
    email: 'kontakt@nowak.example',
  });
});

test('on credit hold it names who decides, each once', () => {
  const held = aJob({ stage: 'credit check', stageSince: warsaw('2026-11-24 09:00') });
  expect(letterTo({ items: [held] }).facts.deciders.map(({ name }) => name)).toEqual([
    'Karol Sowa',
    'Marek Wrona',
  ]);
  const both = people(
    aPerson({ id: 'anna', reportsTo: personId('karol') }),
    aPerson({ id: 'karol', role: 'credit' }),
  );
  expect(letterTo({ items: [held], people: both }).facts.deciders.map(({ name }) => name)).toEqual(['karol']);
});

describe('the letter after the first', () => {
  const told = {
    stage: 'picking',
    lineNo: null,
    promisedFor: day('2026-11-25'),
    stoodStill: true,
    state: 'broken',
  } as const;
  const before = aLetter({ decidedAt: warsaw('2026-11-26 10:00'), nextWordBy: day('2026-11-30'), told });
  const monday = warsaw('2026-11-30 10:00');
  const since = { stageSince: warsaw('2026-11-23 09:00') };

  test('says honestly that nothing changed', () => {
    const letter = letterTo(
      { items: [{ ...late, ...since }] },
      memoryOf(aCase({ letters: [before] })),
      monday,
    );
    expect(letter).toMatchObject({ kind: 'still-late', facts: { noNews: true, lettersBefore: 1 } });
  });

  test('does not say so when the date, the stage, or the named line has moved', () => {
    const noNews = (order: ReturnType<typeof anOrder>, letter = before) =>
      letterTo({ items: [order] }, memoryOf(aCase({ letters: [letter] })), monday).facts.noNews;
    expect(noNews({ ...late, ...since, promisedFor: day('2026-11-24') })).toBe(false);
    const named = { ...before, told: { ...told, stage: 'from warehouse', lineNo: 2 } };
    const lines = (stage: string) => [
      aLine({ lineNo: 1, stage: 'sewing', stageSince: warsaw('2026-11-16 09:00') }),
      aLine({ lineNo: 2, stage, stageSince: warsaw('2026-11-19 09:00') }),
    ];
    expect(noNews({ ...late, ...since, lines: lines('from warehouse') }, named)).toBe(true);
    expect(noNews({ ...late, ...since, lines: lines('packing') }, named)).toBe(false);
  });

  test('owns up to a broken word, and apologises for the silence', () => {
    const letter = letterTo(
      { items: [{ ...late, ...since }] },
      memoryOf(aCase({ letters: [before] })),
      warsaw('2026-12-01 10:00'),
    );
    expect(letter.facts).toMatchObject({ apology: 'silence', items: [{ brokenWord: '2026-11-30' }] });
  });
});

test('of what our own limit stopped the manager is named at once, unless they sign it themselves', () => {
  const order = aJob({ stage: 'credit check', stageSince: warsaw('2026-11-24 09:00') });
  expect(letterTo({ items: [order] }).facts.nextPerson?.name).toBe('Marek Wrona');
  const marek = people(...STAFF.filter(({ id }) => id !== 'anna'));
  const customer = aCustomer({ ownerId: personId('marek') });
  expect(letterTo({ items: [order], people: marek, customer }).facts.nextPerson?.name).not.toBe(
    'Marek Wrona',
  );
});
