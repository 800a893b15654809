import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { letterRow, putAddressedLetters } from '../support/outbox.ts';
import { freshShell, shell } from '../support/shell.ts';

let databases: FreshDatabases;
let home: string;
beforeEach(async () => {
  databases = await freshDatabases();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-mail-'));
  freshShell({ DATABASE_URL: databases.url, TIDINGS_HOME: home });
  await putAddressedLetters(databases.ledgerPool, [{ id: 'a' }, { id: 'b' }]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await databases.close();
  await rm(home, { recursive: true });
});

async function refusing(): Promise<{ url: string; close(): Promise<void> }> {
  const server = new SMTPServer({
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    logger: false,
    onAuth: (_auth, _session, done) => done(new Error('\u001b[31mwho are you')),
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://me:geheim@127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const NOON = '2026-11-26T09:10:00Z';

test('a server that refuses the login fails the run with what to do; the letters stay, the password is not told', async () => {
  const server = await refusing();
  vi.stubEnv('SMTP_URL', server.url);
  vi.stubEnv('IMAP_URL', 'imap://me:heimlich@127.0.0.1:1');
  const { code, err, out } = await shell('deliver', '--once', '--at', NOON);
  const doctor = await shell('doctor', '--at', NOON);
  await server.close();
  expect(code).toBe(1);
  expect(err).toMatch(/takes no letters: .*who are you.*Nothing is lost.*tidings doctor/);
  for (const id of ['a', 'b'])
    expect((await letterRow(databases.ledgerPool, id)).status).toMatch(/^(retry|queued)$/);
  expect(doctor.code).toBe(1);
  expect(doctor.out).toMatch(/FAULT +mail .*Check the user and the password in SMTP_URL\./);
  expect(doctor.out).toMatch(/FAULT +inbox .*The mailbox at 127\.0\.0\.1:1 cannot be opened: /);
  const all = err + out + doctor.out + doctor.err;
  for (const secret of ['geheim', 'heimlich']) expect(all).not.toContain(secret);
  expect(all).not.toContain('\u001b');
});

test('a server that refuses connections: the same', async () => {
  vi.stubEnv('SMTP_URL', 'smtp://me:geheim@127.0.0.1:1');
  const { code, err } = await shell('deliver', '--once', '--at', NOON);
  expect(code).toBe(1);
  expect(err).toMatch(/127\.0\.0\.1:1 takes no letters: .*ECONNREFUSED/);
  // Letters would leave, and nobody reads what is answered.
  expect((await shell('doctor', '--at', NOON)).out).toMatch(
    /warning +inbox +IMAP_URL is not set: .*A reply holds no reminder, a dead address stays open, and letters offer no answer/,
  );
  for (const id of ['a', 'b'])
    expect((await letterRow(databases.ledgerPool, id)).status).toMatch(/^(retry|queued)$/);
});
