import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR, type Instant, instantOf } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { digestOf, namesWanted } from '../../src/commands/round/digest.ts';
import { summary } from '../../src/commands/round/summary.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { ConfigurationFailure } from '../../src/failure.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { round, type World } from '../../src/round/round.ts';
import type { RoundReport } from '../../src/round/round-report.ts';
import { readNames } from '../../src/source/find/names.ts';
import { FINDING_KINDS } from '../../src/waiting/finding.ts';
import { at } from '../calendar/words.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';
import { demoRules } from './demo-rules.ts';

const NOW = at('2026-11-25T10:00:00+01:00');

/** What follows letters of more than one day before, a choice of the policy that the demo does not make, or what a person asks for. */
const NOT_YET: readonly string[] = ['done', 'shipped', 'half_time', 'promise_given', 'reopened', 'asked_for'];

let databases: FreshDatabases;
let rules: Rules;
let first: RoundReport;

const worldAt = async (now: Instant): Promise<World> => ({
  databases,
  rules,
  clock: fixedClock(now),
  templates: await shippedTemplates(),
});

async function roundAt(now: Instant): Promise<RoundReport> {
  const report = await round(await worldAt(now), { wait: true });
  if (!report) throw new Error('another round is under way');
  return report;
}

beforeAll(async () => {
  rules = await demoRules();
  databases = await freshDatabases();
  await loadDemo(databases, rules, fixedClock(NOW), await shippedTemplates());
  first = await roundAt(NOW);
});
afterAll(() => databases.close());

describe('the first round of the demo', () => {
  test('writes in three languages, and no guard trips', () => {
    const languages = new Set(first.letters.map(({ language }) => language));
    expect([...languages].sort()).toEqual(['en', 'pl', 'ru']);
    expect(first.guard).toBeNull();
    expect(first.written).toBe(first.letters.length);
    expect(first.unmapped_stages).toEqual(['u hafciarki']);
  });

  test('shows every letter that a first day can bring, and every reminder', () => {
    const kinds = new Set(first.letters.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'at-risk',
      'cancelled',
      'credit-hold',
      'late',
      'moving-again',
      'on-course',
      'payment-seen',
      'promise-moved',
      'ready',
      'reminder-firm',
      'reminder-formal',
      'reminder-friendly',
      'reminder-plain',
      'several-items',
      'still-late',
      'waiting-for-you',
      'word-redeemed',
    ]);
  });

  test('knows every state, and finds each thing that can be found on a first day', () => {
    expect(Object.keys(first.found).sort()).toEqual(
      FINDING_KINDS.filter((kind) => !NOT_YET.includes(kind)).toSorted(),
    );
  });

  test('its letters stand in the ledger, each with a subject', async () => {
    const { rows } = await databases.ledgerPool.query<{ letters: string; without: string }>(
      `select count(*) as letters, count(*) filter (where subject = '') as without
       from letters where audience = 'customer' and round_id = $1
         and (status = 'queued' or (status = 'held' and kind = 'reminder-formal'))`,
      [first.round_id],
    );
    expect(rows[0]).toEqual({ letters: String(first.written), without: '0' });
  });

  test('is told in one screen of 100 columns, with names', async () => {
    const names = await readNames(databases.sourcePool, 'source', namesWanted(digestOf(first)));
    const lines = summary(first, {
      company: rules.company.name,
      names,
      outbox: '/home/.tidings/outbox',
    }).split('\n');
    expect(lines.length).toBeLessThanOrEqual(45);
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(100);
    const text = lines.join('\n');
    expect(text).toMatch(/Eleanor Ashworth +promise moved +en +ZK 1017 damask curtains, two pairs/);
    expect(text).toMatch(/Alice Turner +still late +en +ZK 1022 riding breeches, two pairs/);
    expect(text).toContain('npx tidings explain turner');
    expect(text).toContain('a person was in touch with them lately: Barbara Król');
    expect(text).toMatch(
      /Renata Sobczak +review the credit limit of Harbour Upholstery Ltd, Szwalnia Bałtyk/,
    );
    expect(text).toMatch(/Agata Lis: .*a person calls/);
    expect(text).toContain('orders zk-1025: its customer k-usuniety is not in customers');
    expect(text).toContain('"u hafciarki"');
    expect(text).toContain('/home/.tidings/outbox');
  });
});

describe('what comes after', () => {
  test('the same round again writes nothing', async () => {
    const again = await roundAt(instantOf(NOW + HOUR));
    expect(again.letters).toEqual([]);
    expect(again.tasks).toEqual([]);
    // The formal letter waits, and somebody has to decide about it: asked for in the round that wrote it.
    expect(first.tasks.map(({ kind, customer_id }) => `${kind} ${customer_id}`)).toContain(
      'decide-money neon',
    );
    expect(again.nothing_new).toBeGreaterThan(0);
  });

  test('the demo is not laid over tables that hold rows', async () => {
    const loading = loadDemo(databases, rules, fixedClock(NOW), await shippedTemplates());
    await expect(loading).rejects.toBeInstanceOf(ConfigurationFailure);
    await expect(loading).rejects.toThrow(/empty tables.*people.*TIDINGS_HOME/s);
    const { rows } = await databases.sourcePool.query<{ people: string }>(
      'select count(*) as people from source.people',
    );
    expect(rows[0]?.people).toBe('6');
  });

  test('on the working days that follow, every word that was given is kept by its day', async () => {
    const days = ['2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02'];
    const words = first.letters.flatMap(({ next_word_by: by, about }) =>
      by === null ? [] : about.map(({ id }) => ({ id, by })),
    );
    expect(words.length).toBeGreaterThan(20);
    const writtenOn = new Map<string, string>();
    for (const day of days) {
      const { letters } = await roundAt(at(`${day}T10:00:00+01:00`));
      for (const { about } of letters)
        for (const { id } of about) writtenOn.set(id, writtenOn.get(id) ?? day);
    }
    const unkept = words.filter(({ id, by }) => (writtenOn.get(id) ?? 'never') > by);
    expect(unkept).toEqual([]);
    expect(days).toEqual(expect.arrayContaining(words.map(({ by }) => by)));
  });
});
