import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { imapServerOf } from '../../src/mailbox/imap-url.ts';
import { readConfig } from '../../src/settings/config.ts';

const server = (env: Record<string, string>) => imapServerOf(readConfig(env));

test('TLS from the start, or STARTTLS which is required; in the clear to this machine alone', () => {
  expect(server({})).toBeNull();
  expect(
    server({ IMAP_URL: 'imaps://bounces%40nowak.example:s%40f%C3%A9@mail.nowak.example/Zwroty%2F2026' }),
  ).toEqual({
    host: 'mail.nowak.example',
    port: 993,
    where: 'mail.nowak.example:993',
    encryption: 'tls',
    user: 'bounces@nowak.example',
    password: 's@fé',
    folder: 'Zwroty/2026',
  });
  expect(server({ IMAP_URL: 'imap://me:secret@mail.nowak.example' })).toMatchObject({
    port: 143,
    encryption: 'starttls',
    folder: 'INBOX',
  });
  for (const host of ['127.0.0.1:1143', 'localhost', '[::1]'])
    expect(server({ IMAP_URL: `imap://me:secret@${host}` })).toMatchObject({ encryption: 'none' });
  expect(server({ IMAP_URL: 'imap://me:secret@127.0.0.1.example' })).toMatchObject({
    encryption: 'starttls',
  });
});

test('the password may stand apart, in a variable or in a file', async () => {
  expect(server({ IMAP_URL: 'imaps://me@mail.example', IMAP_PASSWORD: 'geheim' })).toMatchObject({
    password: 'geheim',
  });
  const file = path.join(tmpdir(), `tidings-imap-password-${process.pid}`);
  await writeFile(file, 'aus der Datei\n', { mode: 0o600 });
  expect(server({ IMAP_URL: 'imaps://me@mail.example', IMAP_PASSWORD_FILE: file })).toMatchObject({
    password: 'aus der Datei',
  });
  await rm(file);
});

test.each([
  ['http://me:geheim@mail.example', {}, /^IMAP_URL is not a imaps:\/\/ address/],
  ['imaps://mail.example', {}, /names no user/],
  ['imaps://me@mail.example', {}, /has no password; it may also stand in IMAP_PASSWORD/],
  ['imaps://me:geheim@mail.example', { IMAP_PASSWORD: 'geheim' }, /and IMAP_PASSWORD is set too; keep one/],
  ['imaps://me:geheim@mail.example?tls=off', {}, /has options, and there are none/],
  [
    'imaps://me:50%geheim@mail.example',
    {},
    /^IMAP_URL has a user or a password with one of .* write them as %2F %3F %23 %40 %25/,
  ],
  [
    'imaps://me@mail.example',
    { IMAP_PASSWORD_FILE: '/nowhere/x' },
    /^IMAP_PASSWORD_FILE names \/nowhere\/x, which cannot/,
  ],
])('%s is refused, and no secret is told', (url, env, says) => {
  const refused = (() => {
    try {
      return JSON.stringify(server({ IMAP_URL: url, ...env }));
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  })();
  expect(refused).toMatch(says);
  expect(refused).not.toContain('geheim');
});
