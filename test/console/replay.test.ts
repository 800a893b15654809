import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { keepReplay } from '../../src/replay/page/kept-replay.ts';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { rules } from '../support/policy.ts';
import { fullReport } from '../support/replay-report.ts';
import { warsaw } from '../support/when.ts';

let databases: FreshDatabases;
let running: RunningConsole;
let home: string;
beforeAll(async () => {
  databases = await freshDatabases();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-replay-page-'));
  const world = { rules: rules(), clock: fixedClock(warsaw('2026-11-27 10:00')) };
  running = await startConsole(databases, world, { TIDINGS_HOME: home });
});
afterAll(async () => {
  await running.close();
  await databases.close();
  await rm(home, { recursive: true });
});

test('where no replay was made, the page says how one is; made meanwhile, it is shown to whoever may read', async () => {
  const reader = await running.signIn('reader');
  const before = await reader.get('/replay');
  expect(before.status).toBe(200);
  expect(before.text).toContain('No replay was made here yet.');
  expect(before.text).toContain('tidings replay --from');
  await keepReplay(home, { made_at: '2026-11-26T09:00:00.000Z', report: fullReport(), old: null });
  const { status, text } = await reader.get('/replay');
  expect(status).toBe(200);
  expect(text).toContain('Was who waited too long told in time?');
  expect(text, 'days as they are written in Poland').toMatch(/\d [A-Z][a-z]{2} 2026/);
  expect(text).not.toMatch(/[A-Z][a-z]{2} \d+, 2026/);
  expect(text).toContain('<time datetime="2026-11-26T09:00:00.000Z">');
  expect(text).toContain('&lt;script src=https://evil.example');
  expect(text).not.toMatch(/<script(?![^>]* src="\/assets\/)|<img|<[^>]+ (style|on\w+)=/i);
});

test('a file that this build cannot read is told of, and breaks nothing', async () => {
  await writeFile(path.join(home, 'replay.json'), '{"made_at": 1}');
  const reader = await running.signIn('reader');
  const { status, text } = await reader.get('/replay');
  expect(status).toBe(200);
  expect(text).toContain('by another version of Tidings');
});

test('in Polish it is said in Polish', async () => {
  await keepReplay(home, { made_at: '2026-11-26T09:00:00.000Z', report: fullReport(), old: fullReport() });
  const reader = await running.signIn('reader');
  const { text } = await reader.get('/replay', { 'accept-language': 'pl' });
  expect(text).toContain('<html lang="pl">');
  expect(text).toContain('Czy kogoś niepokojono niepotrzebnie?');
  expect(text).toContain('Według drugiej polityki');
  expect(text, 'a table by its word').toContain('Zamówienia</span> <span class="beneath">orders</span>');
});
