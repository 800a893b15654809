import { describe, expect, test } from 'vitest';
import { PAGE_LANGUAGES, sayIn } from '../../../src/console/frame/say.ts';
import { guardWords } from '../../../src/console/show/guard-words.ts';
import { trippedGuards } from '../../../src/guards/guards.ts';
import { trippedByMove } from '../../../src/guards/moved.ts';
import { tripOfSupervised } from '../../../src/guards/supervised.ts';
import { trippedByTime } from '../../../src/guards/time-guards.ts';
import { rules } from '../../support/policy.ts';
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

/** What each guard says of itself, as it makes it. */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  'everything stalls at once': trippedGuards(
    { ...QUIET, newlyStalled: { order: 900, service_job: 0 } },
    guards,
    new Map(),
  ).map(({ reason }) => reason),
  'rows are gone': [true, false].flatMap((emptied) =>
    trippedGuards(
      { ...QUIET, letters, vanished: [{ kind: 'order', gone: 900, of: 1_000, emptied }] },
      guards,
      new Map(),
    ).map(({ reason }) => reason),
  ),
  'too many letters': [unusual, new Map()].flatMap((last) =>
    trippedGuards({ ...QUIET, letters }, guards, last).map(({ reason }) => reason),
  ),
  'more than a company allows': trippedGuards(
    { ...QUIET, letters: [{ kinds: ['order'], count: 9 }] },
    { ...guards, lettersPerRound: 5 },
    new Map(),
  ).map(({ reason }) => reason),
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
    ).map(({ reason }) => reason),
  ),
  clocks: [clocks(null, before(5)), clocks(null, before(-72)), clocks(before(-48))].flatMap(
    (trip) => trip?.reason ?? [],
  ),
  'a long gap': [clocks(before(24 * 40))].flatMap((trip) => trip?.reason ?? []),
  'a ledger that moved': Object.keys(HOME).flatMap(
    (part) =>
      trippedByMove({ ...HOME, folder: 'x' }, { ...HOME, folder: 'x', [part]: 'another' })?.reason ?? [],
  ),
  'letters that people are to see first': [tripOfSupervised([{ kind: 'late', left: 3 }], 5)?.reason ?? ''],
};

describe.each(Object.entries(REASONS))('%s', (_, reasons) => {
  test.each(PAGE_LANGUAGES)('is said in words in %s', (language) => {
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) {
      const said = guardWords(reason, sayIn(language));
      expect(said, reason).not.toContain('guard ');
      expect(said, reason).not.toMatch(/\{|undefined/);
      if (language !== 'en') expect(said, reason).not.toMatch(/\b(than|the|more|ago|stands)\b/);
      // Every figure and name that it holds is told.
      const told = (text: string) => [...new Set(text.match(/\d+|orders/g))].sort();
      if (!/which is yet to come|, at 20/.test(reason))
        expect(told(said)).toEqual(expect.arrayContaining(told(reason)));
    }
  });
});

test('two reasons of one guard are both told, and by which number one of them is held', () => {
  const [first = ''] = REASONS['more than a company allows'] ?? [];
  const [second = ''] = REASONS['letters that people are to see first'] ?? [];
  expect(guardWords(`${first}; ${second} (release --guard 7)`, sayIn('en'))).toBe(
    'Letters in one round: 9, more than the policy allows: 5. Until 5 letters of a kind were let go, each of them waits for a person. Held as number 7.',
  );
});

test('what we have no words for stands as it is', () => {
  expect(guardWords('guard letters_per_round: 3', sayIn('de'))).toBe('guard letters_per_round: 3');
});
