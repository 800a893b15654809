import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { instantOf } from '../../src/calendar/time.ts';
import { readSamples } from '../../src/ledger/documents/letter-samples.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { checkTemplate } from '../../src/letters/check/check.ts';
import { type Fault, faultLine } from '../../src/letters/check/fault.ts';
import { forbiddenIn } from '../../src/letters/check/forbidden-words.ts';
import { languageFaults } from '../../src/letters/check/languages.ts';
import { safetyOf } from '../../src/letters/check/safety.ts';
import { sourceOf, sourcesOf } from '../../src/letters/template/documents.ts';
import { readFolders } from '../../src/settings/letter-folders.ts';
import { loadRules } from '../../src/settings/load-policy.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany } from '../support/company.ts';
import { freshDatabases } from '../support/database.ts';
import { without, writeCzech, writeSafety } from '../support/own-language.ts';

/* "Half of our customers are in Brno. Can they be written to in Czech, without waiting for the next version?" */
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-emails-'));
  vi.stubEnv('TIDINGS_EMAILS', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** What the check says of the language, beside English. */
async function faults(): Promise<readonly string[]> {
  const texts = await readFolders();
  const ofLetters: Fault[] = [];
  for (const source of sourcesOf(texts.documents, ['cs']))
    ofLetters.push(...(await checkTemplate(source, await readSamples(source.letter, source.language))));
  const missing = languageFaults({ ...texts, languages: ['cs', 'en'] });
  return [...new Set([...missing, ...ofLetters].map(faultLine))];
}

/** The policy of a company that writes in it. */
async function policy(says = 'languages: [en, cs]'): Promise<readonly string[]> {
  await writeFile(path.join(folder, 'policy.yaml'), `extends: default\ncompany: { ${says} }\n`);
  const loaded = await loadRules({ env: { TIDINGS_EMAILS: folder }, cwd: folder });
  return loaded.rules.company.languages;
}

const prepared = async (kind: 'late' | 'reminder-friendly'): Promise<void> => {
  const databases = await freshDatabases();
  const templates = await Templates.shipped();
  await templates
    .prepare(databases.ledgerPool, [{ kind, language: 'cs' }], instantOf(0))
    .finally(() => databases.close());
};

test('a folder with all that customers read passes the check, and a round writes in it', async () => {
  await writeCzech(folder);
  expect(await faults()).toEqual([]);
  expect(await policy()).toEqual(['en', 'cs']);
  const company = await aCompany({ company: { languages: ['en', 'cs'] } }, await Templates.shipped());
  await company.have('customers', {
    id: 'C2',
    name: 'Jana Malá',
    salutation: 'paní Malá',
    email: 'jana@mala.example',
    language: 'cs-CZ',
    owner_id: 'anna',
  });
  await company.haveOrder({ id: 'O2', customer_id: 'C2', summary: 'coat', promised_for: '2026-11-24' });
  await company.day(warsaw('2026-11-26 09:00'));
  const text = await company.text();
  expect(text).toMatch(/^Dobrý den, paní Malá,\n/);
  expect(text).toContain('úterý 24. listopadu');
  expect((await company.letters()).map(({ kind }) => kind)).toEqual(['late']);
  expect((await company.capturedMails()).join('\n')).toContain('Content-Language: cs');
  await company.close();
});

describe('what is missing is said by name, and nothing is written', () => {
  test('the words that no letter says', async () => {
    await writeCzech(folder);
    await without(folder, 'cs/safety.yaml');
    expect(await faults()).toEqual([
      expect.stringMatching(/^emails\/cs\/safety\.yaml: is missing: .*none leaves/),
    ]);
    await expect(policy()).rejects.toThrow(
      /company\.languages\[1\]: no letters can be .*cs\/safety\.yaml: is missing/,
    );
    await expect(prepared('late')).rejects.toThrow(/^emails\/cs\/safety\.yaml: is missing/);
  });

  test('one list of them', async () => {
    await writeCzech(folder);
    await writeFile(path.join(folder, 'cs/safety.yaml'), 'never: [a, b]\nharsh: [c, d, e, f, g]\n');
    const found = await faults();
    for (const gap of [
      ':1:8: never has 2',
      ': harsh_about_money is missing',
      ': look_first.shapes is missing',
    ])
      expect(found).toContainEqual(expect.stringContaining(`emails/cs/safety.yaml${gap}`));
  });

  test('a sentence and a letter', async () => {
    await writeCzech(folder, ({ closing, ...others }) => ({
      ...others,
      closing: { ...closing, because: undefined },
    }));
    await without(folder, 'cs/ready.mjml');
    expect(await faults()).toEqual(
      expect.arrayContaining([
        'emails/cs/phrases.yaml: has no "closing.because", which emails/en/phrases.yaml has: write it [languages]',
        'emails/cs/ready.mjml: is missing: write ready in "cs" too [languages]',
      ]),
    );
    await expect(policy()).rejects.toThrow(/"closing\.because"/);
  });

  test('letters to the company’s own people, where they are to read it', async () => {
    await writeCzech(folder);
    await expect(policy('languages: [cs], admin_language: cs')).rejects.toThrow(
      /company\.admin_language: no letters to the company’s own people .*emails\/cs\/digest\.mjml: is missing/,
    );
  });

  test('a language that has no folder, beside those that have', async () => {
    await writeCzech(folder);
    await expect(policy('languages: [en, sk]')).rejects.toThrow(/"sk" is not .*One of: cs, de, en, pl, ru\./);
  });
});

test('a friendly reminder that threatens is not written, whoever put it into the folder', async () => {
  await writeCzech(folder, ({ reminders, ...others }) => ({
    ...others,
    reminders: {
      ...reminders,
      slip: { one: 'Jinak následuje exekuce.', several: 'Jinak následuje exekuce.' },
    },
  }));
  await expect(prepared('reminder-friendly')).rejects.toThrow(/says "exekuc", which no letter of ours says/);
  await expect(prepared('late')).resolves.toBeUndefined();
});

test('a company adds to what letters of a shipped language never say, and takes nothing away', async () => {
  const { documents: shipped } = await readFolders(null);
  const own = 'never: [tomato]\ninnocent: [court, ignore]\nlook_first: { shapes: [] }\n';
  await writeSafety(folder, 'en', own);
  await writeFile(path.join(folder, 'en/phrases.yaml'), 'subjects: {}');
  const { documents } = await readFolders();
  const source = sourceOf({ letter: 'reminder-plain', language: 'en' }, (each) => documents.get(each));
  const said = forbiddenIn('A tomato. The court. Ignore this letter.', safetyOf(source), 'plain');
  expect(said).toEqual(['tomato', 'court', 'ignore this']);
  // Its sentences are changed by publishing them.
  expect(source.phrases).toBe(shipped.get('en/phrases.yaml'));
});

describe('where what a company adds for a shipped language cannot be read, nothing is written in it', () => {
  const unreadable = () => writeSafety(folder, 'en', 'never: [tomato');
  const SAYS = 'emails/en/safety.yaml:1:15: cannot be read as YAML';

  test('the policy does not name it, for customers or for the company’s own people', async () => {
    await unreadable();
    await expect(policy('languages: [pl, en], admin_language: pl')).rejects.toThrow(
      `company.languages[1]: no letters can be written in "en" yet: ${SAYS}`,
    );
    await expect(policy('languages: [pl], admin_language: en')).rejects.toThrow(
      `company.admin_language: no letters to the company’s own people can be written in "en" yet: ${SAYS}`,
    );
    expect(await policy('languages: [pl], admin_language: pl')).toEqual(['pl']);
  });

  test('no round writes in it, and what was published does not help', async () => {
    await unreadable();
    const { ledgerPool, close } = await freshDatabases();
    onTestFinished(close);
    const templates = await Templates.shipped();
    const prepare = () => templates.prepare(ledgerPool, [{ kind: 'late', language: 'en' }], instantOf(0));
    await expect(prepare()).rejects.toThrow(SAYS);
    await ledgerPool.query(
      `insert into publications (path, content, hash, by, at, why) values ('en/late.mjml', $1, 'h', 'psql', now(), 'by hand')`,
      [`${(await readFolders(null)).documents.get('en/late.mjml')}\n`],
    );
    await templates.refresh(ledgerPool);
    await expect(prepare()).rejects.toThrow(SAYS);
  });
});
