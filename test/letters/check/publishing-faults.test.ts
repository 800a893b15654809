import { describe, expect, test } from 'vitest';
import { ALL_LETTERS } from '../../../src/customer/letter-kinds.ts';
import { readSamples } from '../../../src/ledger/documents/letter-samples.ts';
import { checkTemplate } from '../../../src/letters/check/check.ts';
import { type CheckLetter, publishingFaults } from '../../../src/letters/check/publishing-faults.ts';
import type { Documents } from '../../../src/letters/template/documents.ts';
import { readFolders } from '../../../src/settings/letter-folders.ts';

const texts = await readFolders(null);
const { documents: shipped, languages } = texts;
const textOf = (path: string): string => shipped.get(path) ?? '';
const check: CheckLetter = async (source) =>
  checkTemplate(source, await readSamples(source.letter, source.language));
const faultsOf = (path: string, text: string, inForce: Documents = shipped, judge: CheckLetter = check) =>
  publishingFaults({ ...texts, documents: inForce }, new Map([[path, text]]), judge);
/** Names of the letters that a check was asked about. */
async function asked(path: string, text: string): Promise<string[]> {
  const letters: string[] = [];
  await publishingFaults(texts, new Map([[path, text]]), async ({ language, letter }) => {
    letters.push(`${language}/${letter}`);
    return [];
  });
  return letters;
}

test('a document is checked with every letter that it serves, and with no other', async () => {
  expect(await asked('pl/late.mjml', `${textOf('pl/late.mjml')}\n`)).toEqual(['pl/late']);
  const polish = await asked('pl/phrases.yaml', `${textOf('pl/phrases.yaml')}\n`);
  expect(polish).toHaveLength(ALL_LETTERS.length);
  expect(polish.every((name) => name.startsWith('pl/'))).toBe(true);
  expect(await asked('layout.mjml', `${textOf('layout.mjml')}\n`)).toHaveLength(
    languages.length * ALL_LETTERS.length,
  );
});

test('another sentence may be published', async () => {
  const text = textOf('en/phrases.yaml').replace('Our supplier is late.', 'Our supplier has let us down.');
  expect(text).not.toBe(textOf('en/phrases.yaml'));
  expect(await faultsOf('en/phrases.yaml', text)).toEqual([]);
});

describe('refused with the place of the fault', () => {
  test('a tag that is not closed', async () => {
    const faults = await faultsOf('en/late.mjml', textOf('en/late.mjml').replace('</mj-text>', ''));
    expect(faults).toMatchObject([
      {
        rule: 'well-formed',
        file: 'emails/en/late.mjml',
        line: expect.any(Number),
        column: expect.any(Number),
      },
    ]);
  });

  test('a layout that is broken, told once and not for each of all letters', async () => {
    const faults = await faultsOf('layout.mjml', textOf('layout.mjml').replace('</mj-head>', ''));
    expect(faults).toMatchObject([
      { rule: 'well-formed', file: 'emails/layout.mjml', line: expect.any(Number) },
    ]);
  });

  test('a layout that drops what letters must say, as a new fault of each letter', async () => {
    const text = textOf('layout.mjml').replace(
      '{% if replies %}<p>{{ replies }}</p>{% endif %}',
      '{{ company }}',
    );
    const faults = await publishingFaults(
      { ...texts, languages: ['en'] },
      new Map([['layout.mjml', text]]),
      check,
    );
    expect(faults).toHaveLength(ALL_LETTERS.length);
    expect(faults[0]).toMatchObject({
      rule: 'answers',
      file: 'emails/en/at-risk.mjml',
      message: expect.stringContaining('{{ replies }} is missing'),
    });
  });

  test('a sentence that other languages have and this one drops', async () => {
    const text = textOf('pl/phrases.yaml').replace(/^ {2}weather: .*\n/m, '');
    expect(text).not.toBe(textOf('pl/phrases.yaml'));
    const faults = await faultsOf('pl/phrases.yaml', text);
    expect(faults.map(({ file }) => file)).toContain('emails/pl/phrases.yaml');
  });

  test.each([
    ['a file that no letter is made with', 'en/hello.mjml', '<mjml/>', 'no letter is made with such a file'],
    ['a path out of the folder', '../../etc/passwd', 'x', 'no letter is made with such a file'],
    ['what no letter says', 'en/safety.yaml', 'never: []', 'stands in the folder of the language alone'],
    ['more than a megabyte', 'layout.mjml', 'ż'.repeat(600_000), 'is larger than 1,048,576 bytes'],
    ['what is no text', 'layout.mjml', 'a\0b', 'holds a NUL character'],
  ])('%s, before anything is parsed', async (_what, path, text, message) => {
    const never = () => Promise.reject(new Error('nothing is to be checked'));
    const faults = await publishingFaults(texts, new Map([[path, text]]), never);
    expect(faults).toMatchObject([{ rule: 'document', message: expect.stringContaining(message) }]);
  });
});

test("a reason of one's own may be added in one language after the other", async () => {
  const added = '\nreasons:\n  strike:\n    why: "There is a strike."\n    doing: "We wait for its end."\n';
  const withReason = textOf('en/phrases.yaml').replace('\nreasons:\n', added);
  // The letters themselves are sound: this is about what languages lack.
  const sound: CheckLetter = async () => [];
  expect(await faultsOf('en/phrases.yaml', withReason, shipped, sound)).toEqual([]);
  // What is missing in Polish since then does not stop another change of the Polish sentences.
  const inForce = new Map([...shipped, ['en/phrases.yaml', withReason]]);
  expect(await faultsOf('pl/phrases.yaml', `${textOf('pl/phrases.yaml')}\n`, inForce, sound)).toEqual([]);
});

test('a fault that another document has already stops nothing; one of its own does', async () => {
  const broken = textOf('en/late.mjml').replace('css-class="why"', 'css-class="because"');
  const inForce = new Map([...shipped, ['en/late.mjml', broken]]);
  expect(await faultsOf('en/phrases.yaml', `${textOf('en/phrases.yaml')}\n`, inForce)).toEqual([]);
  expect(await faultsOf('en/late.mjml', `${broken}\n`, inForce)).toMatchObject([
    { rule: 'answers', file: 'emails/en/late.mjml' },
  ]);
});
