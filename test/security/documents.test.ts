import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ALARM_CODES } from '../../src/alarms/alarm.ts';
import { Vitals } from '../../src/gate/vitals.ts';
import { readConfig } from '../../src/settings/config.ts';
import { packageRoot } from '../../src/settings/package-root.ts';

// Who runs the server finds every variable, metric, alarm and exit code, and no file that is not there.
const read = (file: string): string => readFileSync(path.join(packageRoot, file), 'utf8');
const operations = read('docs/operations.md');
const security = read('docs/security.md');

/** Names of all variables that the configuration asks for. */
function variablesRead(): string[] {
  const names = new Set<string>();
  const env = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_target, name) => {
        names.add(String(name));
        return undefined;
      },
      ownKeys: () => [],
    },
  );
  readConfig(env);
  // The schema reads a copy of the environment: its names stand in the source.
  for (const [, name] of read('src/settings/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm))
    names.add(name ?? '');
  return [...names];
}

const missing = (names: readonly string[], document: string): string[] =>
  names.filter((name) => !document.includes(`\`${name}\``));

test('every variable that is read is told of', () => {
  const names = variablesRead();
  expect(names).toEqual(
    expect.arrayContaining(['DATABASE_URL_FILE', 'TIDINGS_HOME', 'DKIM_DOMAIN', 'SOURCE_RIGHTS']),
  );
  expect(missing(names, operations)).toEqual([]);
});

test('every alarm has what it means and what to do', () => {
  for (const code of ALARM_CODES) {
    const row = operations.split('\n').find((line) => line.startsWith(`| \`${code}\` |`));
    const [, , meaning = '', remedy = ''] = (row ?? '').split('|').map((cell) => cell.trim());
    expect({ code, told: meaning.length > 20 && remedy.length > 20 }).toEqual({ code, told: true });
  }
});

test('every metric and every exit code is told of', async () => {
  const metrics = (await new Vitals().registry.getMetricsAsJSON()).map(({ name }) => name);
  const own = metrics.filter((name) => name.startsWith('tidings_'));
  expect(own.length).toBeGreaterThan(8);
  expect(missing(own, operations)).toEqual([]);
  const codes = [...operations.matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code));
  expect(codes).toEqual([0, 1, 2]);
});

test('what the threat model names as a wall or its test is there', () => {
  const files = [
    ...security.matchAll(
      /`((?:test|docs|db|src|inbox|letters|post|source|waiting|commands)\/[\w./-]+\.\w+)`/g,
    ),
  ];
  expect(files.length).toBeGreaterThan(25);
  const known = new Set(
    ['src', 'test', 'docs', 'db'].flatMap((folder) =>
      readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.join(folder, file),
      ),
    ),
  );
  const there = (file: string) => known.has(file) || known.has(path.join('src', file));
  expect(files.map(([, file]) => file ?? '').filter((file) => !there(file))).toEqual([]);
});

test('the unit, the image and the compose file set only variables that are read', () => {
  const names = [...variablesRead(), 'NODE_ENV', 'TIDINGS_POLICY'];
  const unit = [...read('docs/deploy/tidings.service').matchAll(/^Environment=([A-Z_]+)=/gm)].map(
    ([, name]) => name,
  );
  const image = [...read('Dockerfile').matchAll(/^(?:ENV)? +([A-Z_]+)=/gm)].map(([, name]) => name);
  const compose = parse(read('compose.yaml'));
  expect(
    [...unit, ...image, ...Object.keys(compose.services.tidings.environment)].filter(
      (name) => !names.includes(name ?? ''),
    ),
  ).toEqual([]);
  expect(unit.length).toBeGreaterThan(4);
});

test('the service is told of by the worker, watched, and shut in; the container is not root and is watched too', () => {
  const unit = read('docs/deploy/tidings.service');
  for (const line of [
    'Type=notify',
    'NotifyAccess=all',
    'WatchdogSec=5min',
    'DynamicUser=yes',
    'NoNewPrivileges=yes',
    'ProtectSystem=strict',
    'CapabilityBoundingSet=',
  ])
    expect(unit.split('\n')).toContain(line);
  const image = read('Dockerfile');
  expect(image).toMatch(/^USER 1000:1000$/m);
  expect(image).toMatch(/^HEALTHCHECK .*\n.*\/healthz/m);
  const { services } = parse(read('compose.yaml'));
  expect(Object.keys(services)).toEqual(['tidings', 'database', 'mail']);
  expect(services.tidings).toMatchObject({ read_only: true, cap_drop: ['ALL'], init: true });
});
