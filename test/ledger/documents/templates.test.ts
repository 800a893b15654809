import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readInForce } from '../../../src/ledger/documents/documents-in-force.ts';
import { Templates } from '../../../src/ledger/documents/templates.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { statusFacts } from '../../support/outbox.ts';
import { warsaw } from '../../support/when.ts';

let databases: FreshDatabases;
beforeEach(async () => {
  databases = await freshDatabases();
});
afterEach(() => databases.close());

test('a version that a restored backup does not hold is filed again: the worker need not be started anew', async () => {
  const templates = await Templates.shipped();
  const letters = [
    { kind: 'late', language: 'en' },
    { kind: 'late', language: 'en' },
    { kind: 'task', language: 'en' },
  ] as const;
  const filed = async () => {
    await templates.prepare(databases.ledgerPool, letters, warsaw('2026-11-26 10:00'));
    const { rows } = await databases.ledgerPool.query('select letter from template_versions order by letter');
    return rows.map(({ letter }) => letter);
  };
  expect(await filed()).toEqual(['late', 'task']);
  // The backup was made before either was used.
  await databases.ledgerPool.query('truncate template_versions cascade');
  expect(await filed()).toEqual(['late', 'task']);
  expect(await filed()).toEqual(['late', 'task']);
});

describe('what the company published', () => {
  const now = warsaw('2026-11-26 10:00');
  const LETTER = { kind: 'late', language: 'en', facts: statusFacts } as const;
  /** What the letter says as shipped, and as the company has it. */
  const SHIPPED = 'We did not keep that day.';
  const OURS = 'That day has passed.';

  /** Puts a text in force as only somebody at the database can: unchecked. */
  async function byHand(path: string, change: (text: string) => string): Promise<void> {
    const { documents } = await readInForce(databases.ledgerPool);
    await databases.ledgerPool.query(
      `insert into publications (path, content, hash, by, at, why) values ($1, $2, 'h', 'psql', now(), 'by hand')`,
      [path, change(documents.get(path) ?? '')],
    );
  }
  /** The text of a letter as a round would write it now, and of which templates it heard that they fell back. */
  async function written(templates: Templates, letter: typeof LETTER = LETTER) {
    const fellBack: string[] = [];
    await templates.refresh(databases.ledgerPool);
    await templates.prepare(databases.ledgerPool, [letter], now, (name) => fellBack.push(name));
    const { subject, text } = templates.of(letter).render(letter.facts);
    return { subject, text, fellBack };
  }

  test('is taken up by the next round of a worker that runs already', async () => {
    const templates = await Templates.shipped();
    expect((await written(templates)).text).toContain(SHIPPED);
    await byHand('en/phrases.yaml', (text) => text.replaceAll(SHIPPED, OURS));
    expect(await written(templates)).toMatchObject({
      text: expect.stringContaining(OURS),
      fellBack: [],
    });
    const { rows } = await databases.ledgerPool.query('select letter from template_versions');
    expect(rows).toEqual([{ letter: 'late' }, { letter: 'late' }]);
  });

  test('keeps its own sentences and says the shipped ones where an upgrade brought more', async () => {
    const templates = await Templates.shipped();
    // What no letter says any more is left out of it, too.
    await byHand(
      'en/phrases.yaml',
      (text) =>
        `${text
          .replaceAll('We have no new day yet.', 'There is no new day yet.')
          .replace(/^apologies:\n(?: {2}.*\n)*/m, '')
          .replace(/^ {2}late: "We promised .*\n/m, '')}an_older_sentence: "Hello."\n`,
    );
    const before = (await readInForce(databases.ledgerPool)).shipped.get('en/phrases.yaml') ?? '';
    const { text, fellBack } = await written(templates);
    expect(fellBack).toEqual([]);
    expect(before).toContain('We are sorry for the delay.');
    expect(text).toContain('We did not keep that day. There is no new day yet. We are sorry for the delay.');
    const { taken } = await readInForce(databases.ledgerPool);
    expect(taken.get('en/phrases.yaml')).toEqual([
      ...['delay', 'risk', 'silence', 'standstill'].map((key) => `apologies.${key}`),
      'what.late',
    ]);
  });

  test.each<[string, string, (text: string) => string]>([
    ['does not compile', 'en/late.mjml', (text) => text.replace('</mj-text>', '')],
    ['has no letter in its layout', 'layout.mjml', (text) => text.replace('<!-- the letter -->', '')],
    ['is no YAML', 'en/phrases.yaml', () => 'subject: [unclosed'],
    ['has a number where a sentence stands', 'en/phrases.yaml', () => 'subjects: 7'],
    [
      'says what no letter has',
      'en/late.mjml',
      (text) => text.replace('{{ item.what }}', '{{ item.nonsense }}'),
    ],
    ['is empty', 'layout.mjml', () => ''],
  ])(
    'and %s stops nothing: the last good words are said, and somebody hears of it',
    async (_what, path, change) => {
      await byHand('en/phrases.yaml', (text) => text.replaceAll(SHIPPED, OURS));
      const templates = await Templates.shipped();
      expect((await written(templates)).text).toContain(OURS);
      await byHand(path, change);
      for (const worker of [templates, await Templates.shipped()])
        expect(await written(worker)).toMatchObject({
          text: expect.stringContaining(OURS),
          fellBack: ['en/late'],
        });
    },
  );

  test('and breaks before any letter was written with another falls back to the shipped file', async () => {
    await byHand('layout.mjml', () => '<mjml>');
    expect(await written(await Templates.shipped())).toMatchObject({
      text: expect.stringContaining(SHIPPED),
      fellBack: ['en/late'],
    });
  });

  test('and breaks on the facts of one letter alone stops nothing either', async () => {
    await byHand('en/late.mjml', (text) =>
      text.replace(
        '{{ subject }}',
        "{% if item.number == '1001' %}{{ item.nonsense }}{% endif %}{{ subject }}",
      ),
    );
    const templates = await Templates.shipped();
    // JSON, so that it is as if it came from the ledger.
    const facts = JSON.parse(JSON.stringify(statusFacts).replace('"number":"1001"', '"number":"7"'));
    const other = { ...LETTER, facts };
    expect((await written(templates, other)).fellBack).toEqual([]);
    expect(await written(templates)).toMatchObject({
      subject: expect.stringContaining('1001'),
      fellBack: ['en/late'],
    });
  });

  test('is of no use to verdicts where its phrases are broken: they are said in the shipped ones', async () => {
    await byHand('en/phrases.yaml', () => 'subjects: 7');
    const templates = await (await Templates.shipped()).refresh(databases.ledgerPool);
    expect(() => templates.verdictWords('en')).not.toThrow();
  });

  test('says verdicts in another language where letters have no sentences in the one that was asked for', async () => {
    const templates = await Templates.shipped();
    expect(templates.verdictWords('xx', 'en')).toBe(templates.verdictWords('en'));
    expect(() => templates.verdictWords('xx')).toThrow('there are no sentences in xx');
  });
});
