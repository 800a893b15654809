import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { openPause } from '../../src/ledger/rounds/pauses.ts';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { rules, shippedLanguages, shippedPolicy } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

const OWN = 'extends: default\ncompany:\n  name: Corner <b>Cycles</b>\n  from: "Cycles <a@b.example>"\n';
let databases: FreshDatabases;
let running: RunningConsole;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-settings-'));
  const policyFile = path.join(folder, 'policy.yaml');
  await writeFile(policyFile, OWN);
  databases = await freshDatabases();
  running = await startConsole(databases, {
    rules: rules(),
    clock: fixedClock(warsaw('2026-11-27 10:00')),
    policyFile,
    policyTexts: { file: OWN, name: 'policy.yaml', shipped: shippedPolicy, languages: shippedLanguages },
  });
});
afterAll(async () => {
  await running.close();
  await databases.close();
  await rm(folder, { recursive: true });
});

const historyOf = async (kind: string) => {
  const { rows } = await databases.ledgerPool.query<{ what: string; who: string; subject_id: string }>(
    'select subject_id, what, who from history where subject_kind = $1 order by id',
    [kind],
  );
  return rows;
};

test('the policy in force says of each value where it comes from, and the file is shown as it is', async () => {
  const reader = await running.signIn('reader');
  const { text } = await reader.get('/settings/policy');
  expect(text).toMatch(
    /company\.name<\/code>.*Corner &lt;b&gt;Cycles&lt;\/b&gt;[\s\S]{0,80}href="#file-3">line 3</,
  );
  expect(text).toMatch(
    /waiting\.silence<\/code>.*5 working days, 10 working days, 20 working days[\s\S]{0,90}href="#default-\d+">default, line \d+</,
  );
  expect(text).toContain('<li id="file-1"><code>extends: default</code></li>');
  expect(text).not.toContain('The file has changed since');
  await writeFile(path.join(folder, 'policy.yaml'), `${OWN}# more\n`);
  expect((await reader.get('/settings/policy')).text).toContain('The file has changed since');
});

test('what the data lack is shown to whoever may read, and the link to it stands among the settings', async () => {
  const reader = await running.signIn('reader');
  expect((await reader.get('/settings')).text).toContain('href="/settings/data"');
  expect((await reader.get('/settings/data')).text).toContain('The source is empty');
  const pool = databases.openSourceForImport();
  await pool.query(`
    insert into source.customers (id, name, email) values ('D1', 'Zofia', null);
    insert into source.orders (id, customer_id, number, placed_at, stage, promised_for, reason) values
      ('D1', 'D1', 'D1', '2020-01-02', 'limbo <b>', '2020-02-01', 'mercury_retrograde'),
      ('D2', 'gone', 'D2', '2020-01-02', 'limbo <b>', null, null);`);
  const { text } = await reader.get('/settings/data');
  expect(text).toContain('mercury_retrograde: 1');
  expect(text).toContain('limbo &lt;b&gt;: 2');
  expect(text).toContain(
    'orders.customer_id: 1 rows name somebody or something that is not in customers, such as gone',
  );
  expect(text).toContain('had their customers an address that may be used: 1.');
  await pool.query('truncate source.orders, source.customers');
  await pool.end();
});

test('a releaser pauses with a reason, everybody sees it, and the history tells who resumed', async () => {
  const [releaser, reader] = [await running.signIn('releaser'), await running.signIn('reader')];
  expect((await reader.get('/settings')).text).not.toContain('action="/settings/pause"');
  const without = await releaser.post('/settings/pause', { why: '  ' });
  expect([without.status, await openPause(databases.ledgerPool)]).toEqual([422, null]);
  expect(without.text).toContain('Say why.');

  const paused = await releaser.post('/settings/pause', { why: 'stocktaking' });
  expect((await releaser.get(paused.headers.get('location') ?? '')).text).toContain(
    'Paused. What is on its way',
  );
  expect((await reader.get('/settings')).text).toContain(`Paused by ${releaser.name}: stocktaking`);
  const second = await releaser.post('/settings/pause', { why: 'another' });
  expect((await releaser.get(second.headers.get('location') ?? '')).text).toContain('It was paused already.');
  await releaser.post('/settings/resume');
  expect(await openPause(databases.ledgerPool)).toBeNull();
  expect((await historyOf('pause')).map(({ who }) => who)).toEqual([releaser.name, releaser.name]);
});

test('an admin adds a user, who signs in with a password that is shown once and then chooses another', async () => {
  const admin = await running.signIn('admin');
  const added = await admin.post('/settings/users', { name: ' Ola ', role: 'writer' });
  const given = /class="given">([^<]+)</.exec(added.text)?.[1] ?? '';
  expect(given).toMatch(/^\w{20}$/);
  expect((await admin.get('/settings/users')).text).not.toContain(given);
  expect((await admin.post('/settings/users', { name: 'ola', role: 'reader' })).text).toContain(
    'There is a user of this name already.',
  );
  const ola = await running.enter('ola', given);
  expect((await ola.get('/')).headers.get('location')).toBe('/account');
  const own = { current: given, password: 'a password of her own', again: 'a password of her own' };
  expect((await ola.post('/account/password', own)).status).toBe(303);
  expect((await (await running.enter('ola', 'a password of her own')).get('/')).status).toBe(200);
});

test('an admin gives roles, shuts out and lets in, each in the history with the name', async () => {
  const [admin, kim] = [await running.signIn('admin'), await running.signIn('reader')];
  const at = (act: string) => `/settings/users/${kim.name}/${act}`;
  await admin.post(at('role'), { role: 'releaser' });
  expect((await kim.get('/settings')).text).toContain('action="/settings/pause"');
  await admin.post(at('shut-out'));
  expect((await kim.get('/')).status).toBe(303);
  expect((await admin.get('/settings/users')).text).toContain('shut out</span>');
  await admin.post(at('let-in'));
  await admin.post(at('password'));
  const acts = (await historyOf('user')).filter(
    ({ subject_id, who }) => subject_id === kim.name && who === admin.name,
  );
  expect(acts.map(({ what }) => what)).toEqual([
    'took another role',
    'shut out',
    'let in again',
    'took another password',
  ]);
  expect((await admin.post('/settings/users/nobody/shut-out')).status).toBe(404);
});

test('the last admin who may sign in stays one', async () => {
  const admin = await running.signIn('admin');
  const others = "update console_users set disabled_at = now() where role = 'admin' and name <> $1";
  await databases.ledgerPool.query(others, [admin.name]);
  for (const [act, fields] of [
    ['role', { role: 'reader' }],
    ['shut-out', {}],
  ] as const) {
    const refused = await admin.post(`/settings/users/${admin.name}/${act}`, fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('the only admin');
  }
  expect((await admin.get('/settings/users')).status).toBe(200);
});
