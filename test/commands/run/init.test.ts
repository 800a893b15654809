import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ownPolicy } from '../../../src/commands/run/own-folder.ts';
import { parsePolicy } from '../../../src/policy/parse.ts';
import { dropDatabase, emptyDatabase } from '../../support/database.ts';
import { shippedLanguages, shippedPolicy } from '../../support/policy.ts';
import { freshShell, shell } from '../../support/shell.ts';

const home = await mkdtemp(path.join(tmpdir(), 'tidings-first-hour-'));
const database = await emptyDatabase();
const own = path.join(home, 'szwalnia');
const data = path.join(own, 'data');
beforeEach(() => freshShell({ DATABASE_URL: database, TIDINGS_HOME: path.join(own, '.tidings') }));
afterAll(async () => {
  vi.unstubAllEnvs();
  await dropDatabase(database);
  await rm(home, { recursive: true, force: true });
});

const ANSWERS = ['--name', 'Szwalnia Łęcka', '--from', 'ola@szwalnia.example', '--languages', 'pl'];
const PLACE = ['--country', 'pl', '--zone', 'Europe/Warsaw'];
const policy = ['--policy', path.join(own, 'policy.yaml')];

describe('a company of one’s own', () => {
  test('is asked for what is missing, and a folder that holds anything is left as it is', async () => {
    const unasked = await shell('init', own, ...ANSWERS);
    expect(unasked).toMatchObject({ code: 2, err: expect.stringContaining('--country <code> is missing') });
    const slip = await shell('init', own, ...ANSWERS, '--country', 'PL', '--zone', 'Europe/Varsovie');
    expect(slip).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^policy\.yaml:\d+: company\.time_zone/),
    });
    const full = await shell('init', home, ...ANSWERS, ...PLACE);
    expect(full.code).toBe(0);
    const again = await shell('init', home, ...ANSWERS, ...PLACE);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('name a new folder') });
    await rm(home, { recursive: true });
  });

  test.each([
    ['de', 'de', 'Europe/Berlin'],
    ['AT', 'de', 'Europe/Vienna'],
    ['BE', 'en', 'Europe/Brussels'],
  ])('in %s speaks %s and keeps the hours of %s unless told otherwise', async (country, language, zone) => {
    const folder = path.join(home, `usual-${country}`);
    const made = await shell('init', folder, ...ANSWERS.slice(0, 4), '--country', country);
    expect(made).toMatchObject({ code: 0 });
    const written = await readFile(path.join(folder, 'policy.yaml'), 'utf8');
    expect(written).toContain(`languages: ["${language}"]`);
    expect(written).toContain(`time_zone: "${zone}"`);
  });

  test('comes in a file of 1250 with semicolons to letters in full words on a Saturday', async () => {
    expect(await shell('init', own, ...ANSWERS, ...PLACE)).toMatchObject({ code: 0, err: '' });
    await cp(path.join(own, 'examples'), data, { recursive: true });
    const polish =
      'id;name;email;language;credit_limit;currency\r\nC1;Żaneta Gęś;zaneta@klienci.example;pl;1 250,50;PLN\r\n';
    await writeFile(path.join(data, 'customers.csv'), iconv.encode(polish, 'windows-1250'));
    // As the folder's own command does it, from somewhere else.
    const imported = await run(path.join(own, 'tidings'), ['import', data]);
    expect(imported).toContain('customers: 1 rows read, 1 new');
    // A Saturday: what is shown is what goes on Monday.
    const monday = await shell(
      'round',
      '--dry-run',
      '--letters',
      '--at',
      '2026-11-28T10:00:00+01:00',
      ...policy,
    );
    expect(monday.out).toContain(
      'To: Żaneta Gęś <zaneta@klienci.example>\nGoes: Monday 2026-11-30 08:00, Europe/Warsaw',
    );
    expect(monday.out).toContain('Dzień dobry');
    expect(monday.out).toContain('Nothing was written.');
  });

  test('is never mixed with the demo company', async () => {
    const people = path.join(home, 'people.csv');
    await writeFile(people, 'id,name,role,email\nhalina,Halina,manager,halina@nowak.example\n');
    expect((await shell('import', 'people', people, ...policy)).code).toBe(0);
    const refused = await shell('import', 'people', people, ...policy);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('tidings init DIR');
  });
});

test('what a round wrote is shown by another command', async () => {
  const { code, err } = await shell('round', '--letters', ...policy);
  expect(code).toBe(2);
  expect(err).toContain('--letters goes with --dry-run');
});

test('whatever stands in an answer, the policy says just that', () => {
  const name = 'Nowak & "Syn": #1, sp. z o.o.';
  const answers = { name, from: 'ola@x.example', languages: 'pl, en', country: 'pl', zone: 'Europe/Warsaw' };
  const { company } = parsePolicy(ownPolicy(answers), 'policy.yaml', shippedPolicy, shippedLanguages);
  expect(company).toMatchObject({ name, languages: ['pl', 'en'], country: 'PL' });
  expect(company.from.address).toBe('ola@x.example');
});

test('each example is one row', async () => {
  const folder = path.join(import.meta.dirname, '../../../db/own');
  for (const file of await readdir(folder))
    expect((await readFile(path.join(folder, file), 'utf8')).trim().split('\n')).toHaveLength(2);
});

const run = (file: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(file, args, { cwd: tmpdir(), env: { ...process.env, TIDINGS_HOME: '' } }, (error, out, err) =>
      error ? reject(new Error(err)) : resolve(out),
    );
  });
