import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { packageRoot } from '../../src/settings/package-root.ts';
import { freshShell, shell } from '../support/shell.ts';
import { tidings } from '../support/tidings.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'tidings-line-'));
// No test here gets as far as a database: nothing listens on this port.
const NOWHERE = 'postgres://me:geheim@127.0.0.1:1/mine';
beforeEach(() => freshShell({ DATABASE_URL: NOWHERE, TIDINGS_HOME: folder }));
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const policy = async (text: string): Promise<string> => {
  const file = path.join(folder, 'theirs.yaml');
  await writeFile(file, text);
  return file;
};

/** In the order in which one needs them; `help` comes last by itself. */
const COMMANDS = [
  ['init', 'import', 'doctor', 'learn', 'policy'],
  ['replay', 'round', 'backlog'],
  ['run', 'deliver', 'pause', 'resume', 'alarms'],
  ['explain', 'cases', 'letters', 'show', 'release', 'correct', 'week'],
  ['tasks', 'task', 'contact', 'inbox'],
  ['verdict', 'hold', 'unhold', 'holds'],
  ['templates', 'user', 'history', 'tell', 'forget', 'migrate'],
].flat();

test('--help lists every command, and each is loaded by its name and has help of its own', async () => {
  const { code, out } = await shell('--help');
  expect(code).toBe(0);
  const listed = [...out.matchAll(/^ {2}([a-z]+)(?= |$)/gm)].map(([, name]) => name);
  expect(listed).toEqual([...COMMANDS, 'help']);
  for (const command of COMMANDS) {
    const help = await shell(command, '--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain(`Usage: tidings ${command}`);
  }
  expect(await shell('help', 'round')).toEqual(await shell('round', '--help'));
});

test('a command loads what it needs alone: the brake of a pause no page and no letter', async () => {
  const seen = path.join(folder, 'seen');
  const { code } = await tidings({ cwd: folder, env: { NODE_V8_COVERAGE: seen } }, 'pause', '--help');
  const [report = ''] = await readdir(seen);
  const loaded: string[] = JSON.parse(await readFile(path.join(seen, report), 'utf8')).result.map(
    ({ url }: { readonly url: string }) =>
      url.replace(pathToFileURL(packageRoot).href, '').replace(/^node:.*/, ''),
  );
  const among = (part: RegExp) => loaded.filter((url) => part.test(url));
  expect({ code, pause: among(/\/commands\/run\/pause\./).length }).toEqual({ code: 0, pause: 1 });
  expect(among(/\/(console|letters|fastify|nodemailer|imapflow)\//)).toEqual([]);
});

test('a real process says the same, with its exit code', async () => {
  const env = { DATABASE_URL: NOWHERE };
  const [unknown, unreachable] = await Promise.all([
    tidings({ cwd: folder }, 'nonsense'),
    tidings({ cwd: folder, env }, 'letters'),
  ]);
  expect(unknown).toMatchObject({ code: 2, out: '' });
  expect(unknown.err).toContain("unknown command 'nonsense'\n(tidings --help lists the commands)");
  expect(unreachable).toMatchObject({ code: 2, out: '' });
  expect(unreachable.err).toMatch(/^DATABASE_URL: the database 127\.0\.0\.1:1\/mine refuses connections/);
});

describe('a wrong command line ends in 2 with a way on', () => {
  test.each([
    [['nonsense'], "unknown command 'nonsense'", 'tidings --help'],
    [['roudn'], 'Did you mean round?', 'tidings --help'],
    [['round', '--jsn'], 'Did you mean --json?', 'tidings round --help'],
    [['show'], "missing required argument 'letter'", 'tidings show --help'],
    [['templates', 'check', '--x'], "unknown option '--x'", 'tidings templates check --help'],
    [['letters', '--status', 'gone'], 'Allowed choices are queued', 'tidings letters --help'],
    [['round', '--at', 'soon'], '"soon" is not a moment; write it like 2026-11-26T09:00:00+01:00', ''],
    [['hold', 'F1', '--why', 'x'], "required option '--until <day>' not specified", 'tidings hold --help'],
    [['hold', 'F1', '--until', '2026-12-31'], "required option '--why <text>'", 'tidings hold --help'],
    [['hold', 'F1', '--until', 'soon', '--why', 'x'], '--until "soon" is not a day; write it like', ''],
    [['unhold', 'F1', '--customer', '--invoice'], 'cannot be used with option', 'tidings unhold --help'],
    [['verdict', 'F1', '--tone', 'rude'], 'Allowed choices are friendly, plain, firm, formal', ''],
    [['release', 'x'], "required option '--by <name>' not specified", 'tidings release --help'],
  ])('%j', async (args, says, way) => {
    const { code, err } = await shell(...args);
    expect(err).toContain(says);
    expect(err).toContain(way);
    expect(code).toBe(2);
  });
});

describe('a policy that cannot be used ends in 2', () => {
  test('a file that is not there', async () => {
    for (const command of [['round'], ['import', '.'], ['run'], ['deliver', '--once']]) {
      const { code, err } = await shell(...command, '--policy', '/none.yaml');
      expect(err).toBe(
        '/none.yaml: there is no such policy file (looked for /none.yaml). Correct --policy, or leave it out.\n',
      );
      expect(code).toBe(2);
    }
  });

  test('bad YAML, with its line', async () => {
    const file = await policy('extends: default\ncompany:\n  name: [Nowak\nhours: {}\n');
    const { code, err } = await shell('round', '--policy', file);
    expect(err).toMatch(/theirs\.yaml:[34]: is not valid YAML: /);
    expect(code).toBe(2);
  });

  test('every fault at once, each with its line and what was meant', async () => {
    const file = await policy(
      'extends: default\nwaiting:\n  silence: 3 moons\n  stages:\n    sewing: { kind: in_progres }\ncompny: {}\n',
    );
    const { code, err } = await shell('doctor', '--policy', file);
    const lines = err.trim().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/theirs\.yaml:3: waiting\.silence: "3 moons" is not a span of time/),
      expect.stringMatching(/theirs\.yaml:5: .*"in_progres" is not a stage kind; did you mean in_progress\?/),
      expect.stringMatching(/theirs\.yaml:6: compny: is not a key of a policy; did you mean company\?/),
    ]);
    expect(code).toBe(2);
  });
});

describe('a database that cannot be reached ends in 2, soon, without its password or a stack', () => {
  test.each([
    [
      { DATABASE_URL: 'postgres://me:geheim@127.0.0.1:1/mine' },
      /^DATABASE_URL: the database 127\.0\.0\.1:1\/mine refuses/,
    ],
    [
      { DATABASE_URL: 'postgres://me:geheim@no.such.host.invalid/mine' },
      /^DATABASE_URL: .*can not be found|can't be reached/,
    ],
    [{ DATABASE_URL: 'mysql://me:geheim@127.0.0.1/mine' }, /^DATABASE_URL is not a postgres:\/\/ address/],
    [{ TIDINGS_ADDRESS: 'everywhere' }, /^TIDINGS_ADDRESS is not host:port/],
    [{ SMTP_URL: 'http://me:geheim@relay' }, /^SMTP_URL is not a smtp:\/\/ address/],
  ])('%j', async (env, says) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const { code, err, out } = await shell('letters');
    expect(err).toMatch(says);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err + out).not.toContain('geheim');
    expect(code).toBe(2);
  });
});
