import { describe, expect, test } from 'vitest';
import { PAGE_LANGUAGES, type PageLanguage } from '../../../src/console/frame/say.ts';
import { guardWords } from '../../../src/console/show/guard-words.ts';
import { type Trip, trippedGuards } from '../../../src/guards/guards.ts';
import { keptWhy } from '../../../src/guards/kept-why.ts';
import { trippedByMove } from '../../../src/guards/moved.ts';
import { tripOfSupervised } from '../../../src/guards/supervised.ts';
import { trippedByTime } from '../../../src/guards/time-guards.ts';
import { tripText } from '../../../src/guards/trip-text.ts';
import { tripWhy } from '../../../src/guards/trip-why.ts';
import { rules } from '../../support/policy.ts';
import { strictSayIn } from '../../support/strict-say.ts';
import { warsaw } from '../../support/when.ts';

const { guards } = rules();
const NOW = warsaw('2026-11-27 10:00');
const before = (hours: number) => warsaw('2026-11-27 10:00') - hours * 3_600_000;

/** A round in which nothing is odd. */
const QUIET: Parameters<typeof trippedGuards>[0] = {
  items: { order: 1_000, service_job: 1_000 },
  invoices: 1_000,
  newlyStalled: { order: 0, service_job: 0 },
  letters: [],
  vanished: [],
  addresses: [],
};
const letters = [{ kinds: ['order'], count: 900 } as const];
const unusual = new Map([['order', { days: 20, busiest: 3, newlyStalled: 3 }] as const]);
const HOME = { system: '1', timeline: '1', database: 'tidings', table: '7', folder: null };
const clocks = (lastRound: number | null, database: number = NOW) =>
  trippedByTime(
    NOW,
    { lastRound, lastResume: null, database } as Parameters<typeof trippedByTime>[1],
    guards,
  );

/** What each guard sees, as it makes it. */
const TRIPS: Readonly<Record<string, readonly (Trip | null)[]>> = {
  'everything stalls at once': trippedGuards(
    { ...QUIET, newlyStalled: { order: 900, service_job: 0 } },
    guards,
    new Map(),
  ),
  'rows are gone': [true, false].flatMap((emptied) =>
    trippedGuards(
      { ...QUIET, letters, vanished: [{ kind: 'order', gone: 900, of: 1_000, emptied }] },
      guards,
      new Map(),
    ),
  ),
  'too many letters': [unusual, new Map()].flatMap((last) =>
    trippedGuards({ ...QUIET, letters }, guards, last),
  ),
  'more than a company allows': trippedGuards(
    { ...QUIET, letters: [{ kinds: ['order'], count: 9 }] },
    { ...guards, lettersPerRound: 5 },
    new Map(),
  ),
  'an address of many': [1, 3].flatMap((many) =>
    trippedGuards(
      {
        ...QUIET,
        addresses: Array.from({ length: many }, (_, nth) => ({
          address: `${nth}@nowak.example`,
          customers: 900,
        })),
      },
      guards,
      new Map(),
    ),
  ),
  clocks: [clocks(null, before(5)), clocks(null, before(-72)), clocks(before(-48))],
  'a long gap': [clocks(before(24 * 40))],
  'a ledger that moved': Object.keys(HOME).map((part) =>
    trippedByMove({ ...HOME, folder: 'x' }, { ...HOME, folder: 'x', [part]: 'another' }),
  ),
  'letters that people are to see first': [tripOfSupervised([{ kind: 'late', left: 3 }], 5)],
};
const ALL = Object.values(TRIPS)
  .flat()
  .filter((trip) => trip !== null);

const reader = (language: PageLanguage) => ({
  say: strictSayIn(language),
  language,
  locale: `${language}-PL`,
  timeZone: 'Europe/Warsaw',
});
const said = (trip: Trip | null, language: PageLanguage) =>
  guardWords([{ why: trip?.why ?? [], number: null }], reader(language), 1_000);

/** What stands between the thousands of a number. */
const GROUPED = /(?<=\d)[., ](?=\d{3}(?!\d))/g;

test('each reason that a guard may have is among those told here', () => {
  const codes = tripWhy.options.map(({ shape }) => shape.code.value);
  expect(new Set([...ALL.flatMap(({ why }) => why.map(({ code }) => code)), 'written_before'])).toEqual(
    new Set(codes),
  );
});

describe.each(Object.entries(TRIPS))('%s', (_, trips) => {
  test.each(PAGE_LANGUAGES)('is said in words in %s', (language) => {
    expect(trips.length).toBeGreaterThan(0);
    for (const trip of trips) {
      const words = said(trip, language);
      const text = trip && tripText(trip);
      expect(words, `${text}`).not.toMatch(/guard |\{|undefined|\borders\b|UTC/);
      if (language !== 'en') expect(words, `${text}`).not.toMatch(/\b(than|the|more|ago|stands)\b/);
      // Every figure that it holds is told.
      const figures = (said: string) => [...new Set(said.replace(GROUPED, '').match(/\d+/g))].sort();
      if (trip && !/, at 20|at 20/.test(tripText(trip)))
        expect(figures(words)).toEqual(expect.arrayContaining(figures(tripText(trip))));
    }
  });
});

test("moments are told on the company's clocks, as the reader writes days", () => {
  const [toCome] = TRIPS.clocks?.slice(2) ?? [];
  expect(said(toCome ?? null, 'de')).toBe(
    'Der letzte Durchlauf war am 29.11.2026, 10:00, und das kommt erst noch: Eine Uhr ging falsch.',
  );
});

test('two reasons of one guard are both told, and by which number one of them is held', () => {
  const [first] = TRIPS['more than a company allows'] ?? [];
  const [second] = TRIPS['letters that people are to see first'] ?? [];
  const both = [
    { why: first?.why ?? [], number: null },
    { why: second?.why ?? [], number: '7' },
  ];
  expect(guardWords(both, reader('en'), 1_000)).toBe(
    'Letters in one round: 9, more than the policy allows: 5. Until 5 letters of a kind were let go, each of them waits for a person. Held as number 7.',
  );
});

test('large numbers are written as the reader writes them', () => {
  const many = trippedGuards(
    { ...QUIET, letters: [{ kinds: ['order'], count: 2_000_000 }] },
    { ...guards, lettersPerRound: 12_345 },
    new Map(),
  ).filter(({ why }) => why[0]?.code === 'letters');
  expect(said(many[0] ?? null, 'en')).toContain('2,000,000 letters');
  expect(said(many[0] ?? null, 'de')).toContain('2.000.000 Briefe');
  expect(said(many[0] ?? null, 'pl')).toContain('(2 000 000, więcej');
});

test('what the ledger keeps of it is told as it was, and what a version before wrote as it stands there', () => {
  for (const trip of ALL)
    expect(keptWhy(JSON.parse(JSON.stringify(trip.why)), tripText(trip)), tripText(trip)).toEqual(trip.why);
  const two = ALL.slice(0, 2);
  expect(
    keptWhy(
      two.flatMap(({ why }) => why),
      two.map(tripText).join('; '),
    ),
    'of two guards',
  ).toEqual(two.flatMap(({ why }) => why));
  const old = keptWhy(null, 'guard letters_per_round: 3');
  expect(guardWords([{ why: old, number: null }], reader('de'), 1_000)).toBe('guard letters_per_round: 3');
});

test('codes that say less than the sentence, as an older worker leaves them, are not believed', () => {
  const [first, second] = ALL;
  if (!first || !second) throw new Error('there are more guards than one');
  const both = `${tripText(first)}; ${tripText(second)}`;
  expect(keptWhy(first.why, both)).toEqual([{ code: 'written_before', text: both }]);
});
