import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../../src/clock.ts';
import { envelopeSender, headerText } from '../../../src/post/letter/mail.ts';
import { deliver } from '../../../src/post/queue/deliver.ts';
import { captureTransport, fileName } from '../../../src/post/server/capture.ts';
import { smtpTransport } from '../../../src/post/server/smtp.ts';
import { readSmtpUrl } from '../../../src/post/server/smtp-url.ts';
import type { Transport } from '../../../src/post/server/transport.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { asWritten, deliveryRules, quiet } from '../../support/delivery.ts';
import { mailServer } from '../../support/mail-server.ts';
import { at, letterRow, putLetters } from '../../support/outbox.ts';
import { wrongDates } from '../../support/rfc5322-date.ts';
import { testTags } from '../../support/tagged.ts';

let databases: FreshDatabases;
let home: string;
beforeAll(async () => {
  databases = await freshDatabases();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-outbox-'));
});
afterAll(async () => {
  await databases.close();
  await rm(home, { recursive: true });
});

const send = (transport: Transport) =>
  deliver({
    databases,
    rules: deliveryRules(),
    clock: fixedClock(at('09:10')),
    transport,
    recipients: asWritten,
    lastLook: async () => new Map(),
    once: true,
    signal: new AbortController().signal,
    log: quiet,
  });

async function captured(id: string): Promise<{ raw: string; mail: ParsedMail; file: string }> {
  const folder = path.join(home, id);
  await send(captureTransport(folder));
  const files = await readdir(folder);
  expect(files).toHaveLength(1);
  const file = path.join(folder, files[0] ?? '');
  const raw = await readFile(file);
  return { raw: raw.toString('latin1'), mail: await simpleParser(raw), file };
}

describe('a captured letter', () => {
  test('lies in a folder that nobody else may list: its name tells who gets what', async () => {
    await putLetters(databases.ledgerPool, [{ id: 'closed1' }]);
    const folder = path.join(home, 'closed1');
    // One that an earlier Tidings made.
    await mkdir(folder, { mode: 0o755 });
    await chmod(folder, 0o755);
    const { file } = await captured('closed1');
    const modes = [await stat(folder), await stat(file)].map(({ mode }) => (mode & 0o777).toString(8));
    expect(modes).toEqual(['700', '600']);
  });

  test('has every header that a mail server would get, and both parts', async () => {
    await putLetters(databases.ledgerPool, [
      {
        id: 'abc123',
        customerId: 'K/17 ż',
        toName: 'Żaneta Gęś',
        inReplyTo: '<first@nowak.example>',
        references: ['<first@nowak.example>', '<second@nowak.example>'],
        subject: 'Your order 1001: wedding suit',
      },
    ]);
    const { mail, raw, file } = await captured('abc123');
    expect(mail.from?.value).toEqual([{ name: 'Pracownia Nowak', address: 'kontakt@nowak.example' }]);
    expect(mail.to).toMatchObject({
      value: [{ name: 'Żaneta Gęś', address: 'zofia.abc123@customer.example' }],
    });
    expect(mail.replyTo?.value).toEqual([{ name: 'Anna Nowak', address: 'anna@nowak.example' }]);
    expect(mail.subject).toBe('Your order 1001: wedding suit');
    expect(mail.messageId).toMatch(/^<abc123\.[a-z2-7]{16}@nowak\.example>$/);
    expect(mail.inReplyTo).toMatch(/^<first\.[a-z2-7]{16}@nowak\.example>$/);
    // As they went, and as an earlier build would have sent them: the thread stays one.
    expect(mail.references).toEqual([
      '<first@nowak.example>',
      mail.inReplyTo,
      '<second@nowak.example>',
      expect.stringMatching(/^<second\.[a-z2-7]{16}@nowak\.example>$/),
    ]);
    expect(mail.date).toEqual(new Date(at('09:10')));
    expect(wrongDates(raw)).toEqual([]);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('x-auto-response-suppress')).toBe('DR, RN, NRN, OOF, AutoReply');
    expect(mail.headers.get('content-language')).toBe('en');
    expect(mail.headers.get('feedback-id')).toBe('late:en:customer:nowakexample');
    expect(mail.headers.has('x-mailer')).toBe(false);
    expect(mail.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' });
    expect(mail.text).toContain('wedding suit, four pieces');
    expect(mail.html).toContain('wedding suit, four pieces');
    expect(raw).not.toMatch(/[^\r]\n/);
    expect(path.basename(file)).toMatch(/^2026-11-26-late-k-17--abc123-[0-9a-f]{16}\.eml$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const row = await letterRow(databases.ledgerPool, 'abc123');
    expect(row).toMatchObject({ status: 'submitted' });
    expect(row.status_reason).toContain('nothing left this machine');
  });

  test('names with line breaks and control characters cannot add a header', async () => {
    const nasty = 'Eve\r\nBcc: all@evil.example\r\n\r\n<script>\u0007\u202eevil" <x@evil.example>, "';
    await putLetters(databases.ledgerPool, [
      {
        id: 'nasty',
        toName: nasty,
        replyToName: nasty,
        subject: nasty,
        inReplyTo: '<a@b>\r\nBcc: x@evil.example',
      },
    ]);
    const { mail, raw } = await captured('nasty');
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
    expect(head).not.toMatch(/^bcc:/im);
    expect(mail.bcc).toBeUndefined();
    expect(mail.to).toMatchObject({ value: [{ address: 'zofia.nasty@customer.example' }] });
    expect(mail.replyTo?.value).toMatchObject([{ address: 'anna@nowak.example' }]);
    expect(mail.subject).toContain('Eve Bcc: all@evil.example');
    expect(mail.inReplyTo).toBeUndefined();
  });

  test('replies never go to an address that is none, or two', async () => {
    await putLetters(databases.ledgerPool, [{ id: 'astray', replyToName: 'Anna' }]);
    await databases.ledgerPool.query(
      "update letters set reply_to_address = 'anna@nowak.example, eve@evil.example' where id = 'astray'",
    );
    const { mail, raw } = await captured('astray');
    expect(mail.replyTo).toBeUndefined();
    expect(raw).not.toContain('evil');
  });

  test('is the same, byte for byte, as what a mail server receives', async () => {
    await putLetters(databases.ledgerPool, [{ id: 'same', toName: 'Łukasz', subject: 'Ваш заказ: костюм' }]);
    const { raw } = await captured('same');
    await databases.ledgerPool.query(
      `update letters set status = 'queued', submitted_at = null, status_reason = null where id = 'same'`,
    );
    const server = await mailServer();
    const transport = smtpTransport(server.url, { connections: 1 });
    await send(transport);
    transport.close();
    await server.close();
    expect(server.taken[0]?.raw.toString('latin1')).toBe(raw);
    expect(wrongDates(raw)).toEqual([]);
    expect(server.taken[0]?.from).toMatch(/^kontakt\+bounce-same-[a-z2-7]{16}@nowak\.example$/);
  });
});

test('two letters never share a file', () => {
  expect(fileName('2026-11-26-late-c1-a')).toBe('2026-11-26-late-c1-a');
  const names = [
    'C1/a',
    'C1-a',
    'c1-a',
    'C1:a',
    '../a',
    'x'.repeat(300),
    `${'x'.repeat(299)}y`,
    'żółć',
    'CON',
  ];
  const files = names.map(fileName);
  expect(new Set(files.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const file of files) expect(file).toMatch(/^[a-z0-9_-]{1,120}$/);
});

test('bounces come back to an address that names the letter and is not too long', () => {
  expect(envelopeSender('a1', 'kontakt@nowak.example', testTags)).toMatch(
    /^kontakt\+bounce-a1-[a-z2-7]{16}@nowak\.example$/,
  );
  expect(envelopeSender('a'.repeat(60), 'kontakt@nowak.example', testTags)).toBe('kontakt@nowak.example');
  expect(envelopeSender('a>b', 'kontakt@nowak.example', testTags)).toBe('kontakt@nowak.example');
  expect(envelopeSender('a1', 'kontakt@nowak.example', null)).toBe('kontakt@nowak.example');
});

test('header text is one line', () => {
  expect(headerText(' a\r\n\tb\u0000c\u2028d  ')).toBe('a b c d');
});

describe('SMTP_URL', () => {
  test.each([
    ['smtp://mail.example', { port: 587, encryption: 'starttls', user: null, password: null }],
    ['smtp://me:p%40ss@mail.example:25', { port: 25, user: 'me', password: 'p@ss', encryption: 'starttls' }],
    ['smtps://mail.example', { port: 465, encryption: 'tls' }],
    ['smtp://127.0.0.1:2525', { encryption: 'none' }],
    ['smtp://[::1]:2525', { host: '::1', encryption: 'none' }],
    ['smtp://mailpit:1025?tls=off', { encryption: 'none' }],
  ])('%s', (url, expected) => expect(readSmtpUrl(url)).toMatchObject(expected));

  test.each([
    'nonsense',
    'http://mail.example',
    'smtp://me:secret@mail.example?tsl=off',
    'smtps://x:secret@y?tls=off',
  ])('%s is refused without repeating the password', (url) => {
    expect(() => readSmtpUrl(url)).toThrow(/SMTP_URL.*write it like/);
    expect(() => readSmtpUrl(url)).not.toThrow(/secret/);
  });

  test('the handshake says what is wrong and never the password', async () => {
    const server = await mailServer();
    await smtpTransport(server.url, { connections: 1 }).verify();
    await server.close();
    const dead = smtpTransport(server.url.replace('//', '//me:secret@'), { connections: 1 });
    await expect(dead.verify()).rejects.toThrow(
      /does not take our letters: .*ECONNREFUSED.* Check the host/s,
    );
    await expect(dead.verify()).rejects.not.toThrow(/secret/);
  });
});
