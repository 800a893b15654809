import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { templatesCommand } from '../../../src/commands/templates/templates.ts';
import { ConfigurationFailure } from '../../../src/failure.ts';
import { packageRoot } from '../../../src/settings/package-root.ts';
import { freshShell } from '../../support/shell.ts';

// A clone in which somebody ran the demo has a database of its own.
beforeEach(() => freshShell({ TIDINGS_HOME: path.join(tmpdir(), 'tidings-no-home') }));
const folders: string[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

/** Runs the command, and gives what it printed. */
async function run(...argv: string[]): Promise<string> {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  await templatesCommand().exitOverride().parseAsync(argv, { from: 'user' });
  return print.mock.calls.map(([line]) => String(line)).join('\n');
}

test('the files of a folder are judged, and the shipped ones where it has none', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'letters-'));
  folders.push(folder);
  await mkdir(path.join(folder, 'en'));
  const shipped = await readFile(path.join(packageRoot, 'emails/en/late.mjml'), 'utf8');
  await writeFile(
    path.join(folder, 'en/late.mjml'),
    shipped.replace('See where it stands', 'Look where it stands'),
  );
  await run('render', 'late', '--files', folder, '--out', folder);
  expect(await readFile(path.join(folder, 'en-late.txt'), 'utf8')).toContain('Look where it stands');
  await run('render', 'late', '--language', 'pl', '--files', folder, '--out', folder);
  expect(await readFile(path.join(folder, 'pl-late.txt'), 'utf8')).toMatch(/^Subject: /);
});

test('check --report says of each letter and language how plainly it speaks', async () => {
  const printed = await run('check', '--files', '--report');
  expect(process.exitCode).toBeUndefined();
  expect(printed).toMatch(/^late +en +\d+ of 120 +\d+ +easy \(Flesch [\d.]+\) +all 5 +nothing$/m);
  expect(printed).toMatch(/^task +pl +\d+ +\d+ +\w+ \(FOG-PL [\d.]+\) +none are due +nothing$/m);
  expect(printed).toMatch(/\n\n108 templates are sound\.$/);
});

test('variables lists what a letter may say, with examples', async () => {
  const printed = await run('variables', 'late', '--language', 'pl');
  expect(printed).toMatch(/^item\.number +text +1042$/m);
  expect(printed).toMatch(/^next_word_by +day +2026-11-26$/m);
  expect(printed).toMatch(/^filters: by, .*plural/m);
});

test('render writes a letter as HTML and as text', async () => {
  const out = await mkdtemp(path.join(tmpdir(), 'letters-'));
  folders.push(out);
  await run('render', 'late', '--language', 'ru', '--sample', 'no promise, stands still', '--out', out);
  expect(await readFile(path.join(out, 'ru-late.txt'), 'utf8')).toMatch(/^Subject: Заказ 1042 задерживается/);
  expect(await readFile(path.join(out, 'ru-late.html'), 'utf8')).toContain('lang="ru"');
});

test.each([
  [['render', 'lost'], 'There is no letter "lost"'],
  [['render', 'late', '--language', 'xx'], 'emails/xx/phrases.yaml is missing'],
  [['render', 'late', '--sample', 'none such'], 'has no sample "none such"'],
])('%j says what is wrong and what there is', async (argv, message) => {
  await expect(run(...argv)).rejects.toThrow(ConfigurationFailure);
  await expect(run(...argv)).rejects.toThrow(message);
});
