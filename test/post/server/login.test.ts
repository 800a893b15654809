import { createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { ConfigurationFailure } from '../../../src/failure.ts';
import { smtpTransport } from '../../../src/post/server/smtp.ts';
import { NO_SETTINGS, type SmtpSettings } from '../../../src/settings/smtp-settings.ts';

const FROM = 'kontakt@nowak.example';
const MAIL = {
  from: FROM,
  to: 'zofia@customer.example',
  envelope: { from: FROM, to: 'zofia@customer.example' },
  subject: 'Your suit',
  text: 'It is ready.',
};

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A mail server that lets in whoever `isKnown` says, and keeps what it was sent. */
async function strictServer(isKnown: (login: { user?: string; pass?: string; token?: string }) => boolean) {
  const taken: string[] = [];
  const server = new SMTPServer({
    authMethods: ['XOAUTH2', 'PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    logger: false,
    onAuth: ({ username, password, accessToken }, _session, done) => {
      const login = { user: username, pass: password, token: accessToken };
      if (isKnown(JSON.parse(JSON.stringify(login)))) done(null, { user: username });
      else done(new Error('Authentication failed'));
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        taken.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  ends.push(() => server.close());
  const { port } = server.server.address() as AddressInfo;
  return { taken, url: (who: string) => `smtp://${who}@127.0.0.1:${port}` };
}

async function submit(url: string, settings: Partial<SmtpSettings>) {
  const transport = smtpTransport(url, {
    connections: 1,
    settings: { ...NO_SETTINGS, ...settings },
    from: FROM,
  });
  ends.push(() => transport.close());
  return await transport.submit(MAIL, 'letter');
}

test('the password may stand apart from the URL', async () => {
  const server = await strictServer(({ user, pass }) => user === 'me' && pass === 'p@ss word');
  expect(await submit(server.url('me'), { password: 'p@ss word' })).toMatchObject({ taken: true });
  expect(await submit(server.url('me'), { password: 'wrong' })).toMatchObject({
    taken: false,
    fault: { code: 'EAUTH' },
  });
});

test('OAuth2: a token is fetched with the refresh token, and the server let us in with it', async () => {
  const asked: string[] = [];
  const tokens = createServer((request, response) => {
    request.on('data', (chunk) => asked.push(String(chunk)));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ access_token: 'fresh', expires_in: 3_600, token_type: 'Bearer' }));
    });
  });
  tokens.listen(0, '127.0.0.1');
  await once(tokens, 'listening');
  ends.push(() => tokens.close());
  const { port } = tokens.address() as AddressInfo;
  const server = await strictServer(({ user, token }) => user === 'me' && token === 'fresh');
  const oauth = {
    clientId: 'tidings',
    clientSecret: 'hush',
    refreshToken: 'again',
    url: `http://127.0.0.1:${port}/token`,
  };
  expect(await submit(server.url('me'), { oauth })).toMatchObject({ taken: true });
  expect(Object.fromEntries(new URLSearchParams(asked.join('')))).toMatchObject({
    client_id: 'tidings',
    client_secret: 'hush',
    refresh_token: 'again',
    grant_type: 'refresh_token',
  });
});

test('DKIM: the signature holds over the letter as it was sent, for the sender’s domain', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const server = await strictServer(() => true);
  const sent = await submit(server.url('me:p'), { dkim: { selector: '2026a', domain: null, key } });
  expect(sent).toMatchObject({ taken: true });
  const [raw = ''] = server.taken;
  const header = /^DKIM-Signature:(?:.*\r?\n)(?:[ \t].*\r?\n)*/im.exec(raw)?.[0] ?? '';
  const tags = Object.fromEntries(
    header
      .slice(header.indexOf(':') + 1)
      .replace(/\s+/g, '')
      .split(';')
      .map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]),
  );
  expect(tags).toMatchObject({ d: 'nowak.example', s: '2026a', a: 'rsa-sha256' });
  // RFC 6376 section 3.4.2, relaxed headers; the signature's own value is left out.
  const relaxed = (field: string) =>
    field
      .replace(/\r?\n(?=[ \t])/g, '')
      .replace(/^([^:]+):\s*/, (_all, name: string) => `${name.toLowerCase().trim()}:`)
      .replace(/[ \t]+/g, ' ')
      .trim();
  const fields = raw.slice(0, raw.indexOf('\r\n\r\n')).split(/\r\n(?![ \t])/);
  const signed = String(tags.h)
    .split(':')
    .map((name) => {
      const field = fields.find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
      return field === undefined ? '' : `${relaxed(field)}\r\n`;
    });
  const own = relaxed(header.trimEnd()).replace(/(\bb=)[^;]+$/, '$1');
  const verify = createVerify('RSA-SHA256').update(signed.join('') + own);
  expect(
    verify.verify(
      createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
      String(tags.b),
      'base64',
    ),
  ).toBe(true);
});

test.each([
  ['a password and nobody to log in as', 'smtp://127.0.0.1:1', { password: 'hush' }, /names no user/],
  ['two passwords', 'smtp://me:one@127.0.0.1:1', { password: 'hush' }, /holds a password, and SMTP_PASSWORD/],
])('%s: the start says so, and not the password', (_what, url, settings, says) => {
  const start = () => smtpTransport(url, { connections: 1, settings: { ...NO_SETTINGS, ...settings } });
  expect(start).toThrow(ConfigurationFailure);
  expect(start).toThrow(says);
  expect(start).not.toThrow(/hush/);
});
