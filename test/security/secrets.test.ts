import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { letterRow, putAddressedLetters } from '../support/outbox.ts';
import { freshShell, shell } from '../support/shell.ts';
import { startTidings } from '../support/tidings.ts';

/** One for every variable that may hold a secret; none of them may ever be printed, in whatever shape. */
const SECRETS = {
  database: 'Geheim-1-database',
  source: 'Geheim-2-source',
  smtp: 'Geheim-3-smtp',
  oauthSecret: 'Geheim-4-client-secret',
  oauthToken: 'Geheim-5-refresh-token',
  gate: 'Geheim-6-gate-token-of-length',
};

const NOON = '2026-11-26T09:10:00Z';
let databases: FreshDatabases;
let folder: string;
let server: SMTPServer;
let smtpPort: number;
/** A line of the key that letters are signed with. */
let keyLine: string;

beforeAll(async () => {
  databases = await freshDatabases();
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-secrets-'));
  await putAddressedLetters(databases.ledgerPool, [{ id: 'a' }]);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  keyLine = pem.split('\n')[5] ?? '';
  await writeFile(path.join(folder, 'dkim.pem'), pem);
  // It lets nobody in, and says so rudely.
  server = new SMTPServer({
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    logger: false,
    onAuth: (_auth, _session, done) => done(new Error('who are you')),
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  smtpPort = (server.server.address() as AddressInfo).port;
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  server.close();
  await databases.close();
  await rm(folder, { recursive: true });
});

/** The test server's own password is a secret too. */
const ownPassword = (): string => decodeURIComponent(new URL(databases.url).password);

function expectNoSecret(what: string, text: string): void {
  const shapes = [...Object.values(SECRETS), ownPassword(), keyLine].flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('hex'),
  ]);
  expect({ what, told: shapes.filter((shape) => text.includes(shape)) }).toEqual({ what, told: [] });
}

const everySecret = (): Record<string, string> => ({
  DATABASE_URL: databases.url,
  SOURCE_DATABASE_URL: databases.url,
  SOURCE_RIGHTS: 'any',
  TIDINGS_HOME: folder,
  DKIM_SELECTOR: '2026a',
  DKIM_KEY_FILE: path.join(folder, 'dkim.pem'),
  SMTP_URL: `smtp://me@127.0.0.1:${smtpPort}`,
  SMTP_PASSWORD: SECRETS.smtp,
  TIDINGS_GATE_TOKEN: SECRETS.gate,
  LOG_LEVEL: 'trace',
});

test.each([
  ['nothing listens', { DATABASE_URL: `postgres://me:${SECRETS.database}@127.0.0.1:1/tidings` }],
  ['no such host', { DATABASE_URL: `postgres://me:${SECRETS.database}@nowhere.invalid/tidings` }],
  ['a mistyped address', { DATABASE_URL: `postgres//me:${SECRETS.database}@127.0.0.1/tidings` }],
  ['a password with a slash', { DATABASE_URL: `postgres://me:1/${SECRETS.database}@127.0.0.1/tidings` }],
  ['no such source', { SOURCE_DATABASE_URL: `postgres://me:${SECRETS.source}@127.0.0.1:1/erp` }],
  ['a mistyped mail server', { SMTP_URL: `smtp://me:${SECRETS.smtp}@mail.example:port` }],
  ['a mail server twice', { SMTP_URL: `smtp://me:${SECRETS.smtp}@127.0.0.1:1` }],
  ['half of OAuth2', { SMTP_PASSWORD: '', SMTP_OAUTH_CLIENT_SECRET: SECRETS.oauthSecret }],
  ['a short token', { TIDINGS_GATE_TOKEN: 'Geheim-1 database' }],
])('a configuration that is wrong ends in 2 and tells no secret: %s', async (what, env) => {
  freshShell({ ...everySecret(), ...env });
  const { code, out, err } = await shell('deliver', '--once', '--at', NOON);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/_URL|_TOKEN|OAuth2/) });
  expectNoSecret(what, out + err);
});

test('a wrong password of the database, from a file', async () => {
  const url = new URL(databases.url);
  url.password = SECRETS.database;
  const file = path.join(folder, 'database-url');
  await writeFile(file, `${url.href}\n`);
  freshShell({ ...everySecret(), DATABASE_URL: '', DATABASE_URL_FILE: file });
  const { code, out, err } = await shell('letters');
  expect(code).toBe(2);
  expect(err).toMatch(/^DATABASE_URL: the database .* does not let us in .*Check the user, the password/);
  expectNoSecret('wrong password', out + err);
});

const tokens = async (): Promise<Record<string, string>> => ({
  SMTP_PASSWORD: '',
  SMTP_OAUTH_URL: `http://127.0.0.1:${await freePort()}/token`,
  SMTP_OAUTH_CLIENT_ID: 'tidings',
  SMTP_OAUTH_CLIENT_SECRET: SECRETS.oauthSecret,
  SMTP_OAUTH_REFRESH_TOKEN: SECRETS.oauthToken,
});

test('a mail server and a service of tokens that do not let us in', async () => {
  for (const [letter, login] of [
    ['b', {}],
    ['c', await tokens()],
  ] as const) {
    await putAddressedLetters(databases.ledgerPool, [{ id: letter }]);
    freshShell({ ...everySecret(), ...login });
    const sent = await shell('deliver', '--once', '--at', NOON);
    expect(sent.err).toMatch(/takes no letters: .*(who are you|ECONNREFUSED)/);
    expectNoSecret('deliver', sent.out + sent.err);
    vi.unstubAllEnvs();
  }
});

test('a worker at its most talkative that cannot log in, is asked with a wrong token, and loses its database', async () => {
  await databases.ledgerPool.query('update letters set decided_at = now(), due_at = now()');
  const port = await freePort();
  const worker = startTidings(
    {
      cwd: folder,
      env: {
        ...everySecret(),
        ...(await tokens()),
        TIDINGS_ADDRESS: `127.0.0.1:${port}`,
        CONSOLE_ADDRESS: `127.0.0.1:${await freePort()}`,
      },
    },
    'run',
  );
  await worker.until('running', () => worker.out().includes('Running for'));
  const ask = async (page: string, token: string) =>
    (
      await fetch(`http://127.0.0.1:${port}${page}`, { headers: { authorization: `Bearer ${token}` } })
    ).text();
  // It was refused for another reason before.
  const tried = async () =>
    /ECONNREFUSED/.test(String((await letterRow(databases.ledgerPool, 'a')).status_reason));
  await worker.until('tried', tried);
  let answers = await ask('/v1/dunning/verdict?invoice=F1', `${SECRETS.gate}x`);
  answers += await ask('/v1/dunning/verdict?invoice=F1', SECRETS.gate);
  await databases.ledgerPool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
  );
  answers += (await ask('/readyz', '')) + (await ask('/metrics', ''));
  worker.kill('SIGTERM');
  const { code, out, err } = await worker.ended();
  expect(code).toBe(0);
  expect(err).toContain('worker stopped');
  expectNoSecret('worker', out + err + answers);
  // What a person reads in the ledger later is no place for a secret either.
  const { status_reason } = await letterRow(databases.ledgerPool, 'a');
  expect(status_reason).toMatch(/ECONNREFUSED/);
  expectNoSecret('ledger', String(status_reason));
});
