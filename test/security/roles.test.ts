import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openDatabases } from '../../src/database/databases.ts';
import { readConfig } from '../../src/settings/config.ts';
import { rightsBeyondSelect, sayRights } from '../../src/source/contract/source-rights.ts';
import { insert } from '../support/company-rows.ts';
import { startConsole } from '../support/console.ts';
import { AT, oneStalledOrder, writeExport } from '../support/exports.ts';
import { anInvoice } from '../support/owing.ts';
import { rules } from '../support/policy.ts';
import { type RoledDatabase, type RoleName, roledDatabase } from '../support/roles.ts';
import { freshShell, type Said, shell } from '../support/shell.ts';

// One company whose every command runs as the role that db/roles.sql makes for it.
let company: RoledDatabase;
let home: string;
beforeAll(async () => {
  company = await roledDatabase();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-roles-'));
  await writeExport(path.join(home, 'export'), oneStalledOrder());
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await company.close();
  await rm(home, { recursive: true });
});

/** A command with our tables as `role`, and the source as `source`. */
async function as(role: RoleName, source: RoleName, ...args: readonly string[]): Promise<Said> {
  freshShell({
    DATABASE_URL: company.urlOf(role),
    SOURCE_DATABASE_URL: company.urlOf(source),
    TIDINGS_HOME: home,
  });
  try {
    const said = await shell(...args);
    expect({ args, code: said.code, err: said.code === 0 ? '' : said.err }).toEqual({
      args,
      code: 0,
      err: '',
    });
    return said;
  } finally {
    vi.unstubAllEnvs();
  }
}

test('a company lives with these roles: migrate, import, round, delivery, gate, and what a person decides', async () => {
  freshShell({ DATABASE_URL: company.urlOf('worker'), SOURCE_DATABASE_URL: company.urlOf('source') });
  const early = await shell('letters');
  vi.unstubAllEnvs();
  expect({ code: early.code, err: early.err }).toEqual({
    code: 2,
    err: expect.stringMatching(/permission denied.*Run `tidings migrate` as the owner of schema tidings/),
  });
  expect((await as('migrate', 'source', 'migrate')).out).toContain('Applied 0001_ledger');
  // Before the script runs again the roles have what later tables are given; after it, what is right for each.
  await company.applyRoles();
  await as('console', 'import', 'import', path.join(home, 'export'));
  await insert(company.admin, 'invoices', [anInvoice()]);
  await insert(company.admin, 'feeds', [{ name: 'payments', fresh_as_of: AT }]);
  await insert(company.admin, 'dunning_letters', [
    { id: 'D1', invoice_id: 'F1', tone: 'formal', planned_for: '2026-11-27' },
  ]);

  expect((await as('worker', 'source', 'round', '--at', AT)).out).toContain('Written: 1 letter');
  const sent = await as('worker', 'source', 'deliver', '--once', '--at', AT, '--json');
  // The letter, and the list of the day for the person who is to find out more.
  expect(JSON.parse(sent.out)).toMatchObject({ submitted: 2 });
  // Nobody of these may write to the history, but for this: that somebody was given what is kept of a customer.
  for (const role of ['worker', 'console'] as const)
    expect((await as(role, 'source', 'tell', 'C1', '--by', role, '--why', 'asked')).out).toContain(
      '"tables"',
    );
  await as('worker', 'source', 'round', '--at', '2026-11-27T10:00:00+01:00');
  const verdict = await as('worker', 'source', 'verdict', 'F1', '--tone', 'formal', '--json', '--at', AT);
  expect(JSON.parse(verdict.out)).toMatchObject({ invoice_id: 'F1', verdict: 'hold' });

  const { rows } = await company.admin.query<{ id: string }>('select id from tidings.letters limit 1');
  const letter = rows[0]?.id ?? '';
  for (const command of ['letters', 'cases', 'holds']) await as('console', 'source', command);
  await as('console', 'source', 'show', letter);
  await as('console', 'source', 'explain', 'C1', '--at', AT);
  await as('console', 'source', 'hold', 'F1', '--until', 'lifted', '--why', 'cash');
  await as('console', 'source', 'unhold', 'F1', '--why', 'counted');
  await as('console', 'source', 'templates', 'pull', path.join(home, 'letters'));
  await appendFile(path.join(home, 'letters/en/late.mjml'), '\n');
  const push = ['push', path.join(home, 'letters'), '--by', 'Ola', '--why', 'a blank line'];
  expect((await as('console', 'source', 'templates', ...push)).out).toContain('1 document published by Ola');
  await as('console', 'source', 'pause', '--why', 'stocktaking');
  await as('console', 'source', 'resume');
  await company.admin.query(
    `update tidings.letters set status = 'held', status_reason = 'a person looks', submitted_at = null`,
  );
  await as('console', 'source', 'release', letter, '--by', 'anna');
  for (const more of [[], ['--lift']]) await as('console', 'source', 'inbox', 'less', 'C1', ...more);
  await company.admin.query(
    `insert into tidings.inbox_mails (id, read_at, kind, why, folder) values ('m', now(), 'unknown', 'x', 'unknown')`,
  );
  await as('console', 'source', 'inbox', 'unknown', '--seen');
});

test('the worker serves the console with its own rights, and people do there what they may', async () => {
  const config = readConfig({
    DATABASE_URL: company.urlOf('worker'),
    SOURCE_DATABASE_URL: company.urlOf('source'),
  });
  const databases = await openDatabases(config);
  const running = await startConsole(databases, { rules: rules(), clock: systemClock });
  const admin = await running.signIn('admin');
  await admin.post('/settings/pause', { why: 'stocktaking' });
  expect((await admin.get('/settings')).text).toContain('stocktaking');
  await admin.post('/settings/resume');
  expect((await admin.get('/settings')).text).not.toContain('stocktaking');
  expect((await admin.post('/settings/users', { name: 'ola', role: 'writer' })).status).toBe(200);
  for (const act of ['password', 'shut-out', 'let-in'])
    expect((await admin.post(`/settings/users/ola/${act}`)).status).toBeLessThan(400);
  expect((await admin.post('/settings/users/ola/role', { role: 'reader' })).status).toBe(303);
  expect((await admin.post('/account/preferences', { language: 'pl', time_zone: '' })).status).toBe(303);
  expect((await admin.post('/sign-out-everywhere')).status).toBe(303);
  await running.close();
  await databases.close();
  await as('console', 'source', 'user', 'add', 'kim', '--role', 'reader');
  await as('console', 'source', 'user', 'password', 'ola');
  for (const act of ['shut-out', 'let-in']) await as('console', 'source', 'user', act, 'ola');
  await as('console', 'source', 'user', 'role', 'ola', '--role', 'admin');
  expect((await as('console', 'source', 'user', 'list')).out).toMatch(/ola +admin/);
});

async function refusalOf(role: RoleName, statement: string): Promise<string> {
  const client = new pg.Client({ connectionString: company.urlOf(role) });
  await client.connect();
  try {
    await client.query('begin read write');
    await client.query(statement);
    return 'allowed';
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error);
  } finally {
    await client.end();
  }
}

const NO_RIGHT = '42501';
test.each<[RoleName, string]>([
  ['source', "insert into source.feeds values ('orders', now())"],
  ['source', "update source.orders set stage = 'ready'"],
  ['source', 'delete from source.orders'],
  ['source', 'truncate source.orders'],
  ['source', 'create table source.more (id text)'],
  ['source', 'select from tidings.letters'],
  ['worker', 'select from source.orders'],
  ['worker', "insert into source.feeds values ('orders', now())"],
  ['worker', 'delete from tidings.rounds'],
  ['worker', 'delete from tidings.template_versions'],
  ['worker', 'truncate tidings.letters'],
  ['worker', 'delete from tidings.letters'],
  ['worker', 'delete from tidings.holds'],
  ['worker', "update tidings.holds set why = 'x'"],
  ['worker', "insert into tidings.history (at, subject_kind) values (now(), 'letter')"],
  ['worker', "update tidings.history set who = 'nobody'"],
  ['worker', "update tidings.template_versions set letter = 'x'"],
  ['worker', "update tidings.letter_cases set told = '{}'"],
  ['worker', "update tidings.letter_words set said = ''"],
  ['worker', 'delete from tidings.letter_words'],
  ['console', "insert into tidings.letter_words values ('x', '')"],
  ['worker', "update tidings.pauses set why = 'x'"],
  ['worker', 'delete from tidings.pauses'],
  ['worker', "update tidings.publications set why = 'x'"],
  ['worker', 'delete from tidings.publications'],
  ['worker', 'delete from tidings.console_users'],
  ['worker', "update tidings.console_users set name = 'x'"],
  ['worker', 'delete from tidings.console_sessions'],
  ['worker', "update tidings.console_sessions set user_name = 'admin'"],
  ['worker', 'delete from tidings.console_tries'],
  ['console', "insert into tidings.console_sessions values ('x', 'admin', 'x', now(), now())"],
  ['console', 'delete from tidings.console_users'],
  ['console', "update tidings.publications set why = 'x'"],
  ['console', 'delete from tidings.publications'],
  ['worker', "insert into tidings.kysely_migration values ('x', 'y')"],
  ['worker', 'create table tidings.more (id text)'],
  ['worker', 'alter table tidings.letters disable trigger all'],
  ['console', "update tidings.letters set to_address = 'me@evil.example'"],
  ['console', "update tidings.letters set facts = '{}'"],
  ['console', 'delete from tidings.holds'],
  ['console', 'insert into tidings.letters (id) values (null)'],
  ['console', 'insert into tidings.rounds (at) values (now())'],
  ['console', 'select from source.orders'],
  ['import', 'delete from source.orders'],
  ['import', 'select from tidings.letters'],
  ['migrate', 'select from source.orders'],
  ['migrate', 'create schema another'],
])('%s may not: %s', async (role, statement) => {
  expect(await refusalOf(role, statement)).toBe(NO_RIGHT);
});

test('the source cannot be written to even where a right was given by mistake, unless a session asks for it', async () => {
  await company.admin.query(`grant insert on source.feeds to ${company.name('source')}`);
  const client = new pg.Client({ connectionString: company.urlOf('source') });
  await client.connect();
  const write = client.query("insert into source.feeds values ('orders', now())");
  await expect(write).rejects.toThrow('read-only transaction');
  await client.end();
  await company.admin.query(`revoke insert on source.feeds from ${company.name('source')}`);
});

const whatRunSays = async (env: Readonly<Record<string, string>>): Promise<string> => {
  freshShell({ DATABASE_URL: company.urlOf('worker'), TIDINGS_HOME: home, ...env });
  const { code, err } = await shell('run');
  return `${code} ${err}`;
};

test('what a reader may do beside reading is found, however it came to that right', async () => {
  const reader = company.name('source');
  const given: readonly (readonly [string, string, string])[] = [
    [
      `grant insert on source.orders to ${reader}`,
      `revoke insert on source.orders from ${reader}`,
      'INSERT on source.orders',
    ],
    [
      `grant update (stage) on source.orders to ${reader}`,
      `revoke update (stage) on source.orders from ${reader}`,
      'UPDATE on source.orders',
    ],
    [
      'grant truncate on source.feeds to public',
      'revoke truncate on source.feeds from public',
      'TRUNCATE on source.feeds',
    ],
    [
      `grant create on schema source to ${reader}`,
      `revoke create on schema source from ${reader}`,
      'CREATE on source',
    ],
    [
      `alter table source.people owner to ${reader}`,
      'alter table source.people owner to current_user',
      'ownership on source.people',
    ],
    // By SET ROLE it could take up the rights of another.
    [
      `alter role ${reader} noinherit; grant ${company.name('import')} to ${reader}`,
      `revoke ${company.name('import')} from ${reader}; alter role ${reader} inherit`,
      'INSERT on source.complaints, UPDATE on source.complaints',
    ],
    [
      `create schema erp; create table erp.secret (id text); create view source.more as select * from erp.secret;
       grant delete on erp.secret to ${reader}`,
      'drop schema erp cascade',
      'DELETE on erp.secret',
    ],
  ];
  const pool = new pg.Pool({ connectionString: company.urlOf('source'), max: 1 });
  for (const [give, take, says] of given) {
    await company.admin.query(give);
    expect(sayRights(await rightsBeyondSelect(pool, 'source'))).toContain(says);
    await company.admin.query(take);
  }
  expect(sayRights(await rightsBeyondSelect(pool, 'source'))).toBeNull();
  await pool.end();
});

test('a worker does not start with more than SELECT on the source, unless it is told to; doctor tells of it', async () => {
  expect(await whatRunSays({ SOURCE_DATABASE_URL: company.url })).toMatch(
    /^2 SOURCE_DATABASE_URL: its user may do more in schema source than read \(it is a superuser\)\. .*SOURCE_RIGHTS=any/,
  );
  // Refused for its address only now.
  const taken = { TIDINGS_ADDRESS: `127.0.0.1:${new URL(company.url).port}` };
  for (const env of [
    { SOURCE_DATABASE_URL: company.urlOf('source') },
    { SOURCE_DATABASE_URL: company.url, SOURCE_RIGHTS: 'any' },
    // In our own database the source has no other user.
    { DATABASE_URL: company.url, SOURCE_DATABASE_URL: '' },
  ])
    expect(await whatRunSays({ ...taken, ...env })).toMatch(/^2 TIDINGS_ADDRESS/);
  freshShell({ DATABASE_URL: company.urlOf('worker'), SOURCE_DATABASE_URL: company.url });
  const doctor = await shell('doctor', '--at', AT);
  expect(doctor.code).toBe(1);
  expect(doctor.out).toMatch(/FAULT +rights .*it is a superuser.*db\/roles\.sql/);
});
