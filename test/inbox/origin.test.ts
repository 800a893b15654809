import { describe, expect, test } from 'vitest';
import { originOf } from '../../src/inbox/origin.ts';
import { parseMail } from '../../src/mailbox/parse-mail.ts';
import { aMail } from './mails.ts';

const OURS = 'mx.nowak.example';
const origin = async (results: string, headers: Readonly<Record<string, string>> = {}) =>
  originOf(
    await parseMail(Buffer.from(aMail({ 'Authentication-Results': results, ...headers }, 'Thank you.'))),
    OURS,
  );

describe('our own server says that', () => {
  test.each([
    ['it passed DMARC', 'mx.nowak.example; dmarc=pass header.from=customer.example'],
    ['its signature is the sender’s', 'mx.nowak.example; dkim=pass header.d=customer.example'],
    ['and quotes it', 'mx.nowak.example; dkim = pass reason="ok; x" header.d = "customer.example"'],
    [
      'the signature is of a domain below',
      'mx.nowak.example 1; dkim=pass (2048-bit) header.i=@mail.customer.example',
    ],
    ['SPF speaks for the sender', 'MX.Nowak.example; spf=pass smtp.mailfrom=anna@customer.example'],
    [
      'one of two passed',
      'mx.nowak.example; spf=softfail smtp.mailfrom=x.example; dkim=pass header.d=customer.example',
    ],
  ])('%s: passed', async (_what, results) => {
    expect(await origin(results)).toBe('passed');
  });

  test.each([
    [
      'it failed DMARC',
      'mx.nowak.example; dkim=pass header.d=evil.example; dmarc=fail (p=REJECT) header.from=customer.example',
    ],
    [
      'SPF forbids it, and nobody signed',
      'mx.nowak.example; spf=fail smtp.mailfrom=customer.example; dkim=none',
    ],
  ])('%s: failed', async (_what, results) => {
    expect(await origin(results)).toBe('failed');
  });

  test.each([
    [
      'somebody else signed it',
      'mx.nowak.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example',
    ],
    [
      'a forwarder broke SPF and kept the signature',
      'mx.nowak.example; spf=fail smtp.mailfrom=customer.example; dkim=pass header.d=list.example',
    ],
    ['nothing was looked at', 'mx.nowak.example; none'],
    [
      'its words are in a comment, or quoted',
      'mx.nowak.example; spf=none (; dmarc=pass) reason="; dmarc=pass"',
    ],
    [
      'the address stands within that of somebody else',
      'mx.nowak.example; spf=pass smtp.mailfrom="x@customer.example y"@evil.example',
    ],
    [
      'another result stands within it',
      'mx.nowak.example; dkim=pass header.i="x header.d=customer.example y"@evil.example',
    ],
    ['it ends within quotes', 'mx.nowak.example; dkim=pass header.i="x header.d=customer.example'],
    ['its domain is a suffix', 'mx.nowak.example; dkim=pass header.d=example'],
  ])('%s: nothing is known', async (_what, results) => {
    expect(await origin(results)).toBeNull();
  });
});

test('what another server says, or what stands below its word, came with the mail and counts for nothing', async () => {
  expect(await origin('mx.evil.example; dmarc=pass header.from=customer.example')).toBeNull();
  const forged = 'mx.nowak.example; dmarc=pass header.from=customer.example';
  const raw = aMail({ 'Authentication-Results': `${OURS}; dmarc=fail` }, '').replace(
    'dmarc=fail',
    `dmarc=fail\r\nAuthentication-Results: ${forged}`,
  );
  expect(originOf(await parseMail(Buffer.from(raw)), OURS)).toBe('failed');
  const below = raw.replace(`${OURS}; dmarc=fail`, 'mx.evil.example; dmarc=fail');
  expect(originOf(await parseMail(Buffer.from(below)), OURS)).toBeNull();
});

test('and where the policy names no server, none is believed', async () => {
  const mail = await parseMail(
    Buffer.from(aMail({ 'Authentication-Results': `${OURS}; dmarc=pass` }, 'Hi.')),
  );
  expect(originOf(mail, null)).toBeNull();
});
