import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeMail } from '../../src/inbox/judge-mail.ts';
import { MAIL_KINDS } from '../../src/inbox/mail-kinds.ts';
import { MOST_BYTES_READ, parseMail } from '../../src/mailbox/parse-mail.ts';
import { aMail, aNotice, aStatusReport, judged } from './mails.ts';

/** So much of a processor may one mail of the size that is read take: others who use the machine do not count. */
const LONGEST_MS = 5_000;

const timed = async (raw: Buffer): Promise<number> => {
  const began = process.cpuUsage();
  // What breaks the parser is set aside by whoever calls it; here only what it took counts.
  await parseMail(raw).then(
    (mail) => judgeMail(mail),
    () => undefined,
  );
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
};

const REPORT = aStatusReport(
  'Final-Recipient: rfc822;anna@customer.example\nAction: failed\nStatus: 5.1.1\n',
);

test('a mail with bytes changed, cut, doubled or moved is judged, and nothing is thrown', async () => {
  const bits = fc.constantFrom(
    '\r\n',
    '\0',
    '--b1',
    '--b1--',
    ': ',
    '=?utf-8?B?',
    '=',
    '<',
    '>',
    '@',
    ';',
    '\uffff',
    'Content-Type: message/rfc822\n\n',
  );
  const changed = fc
    .tuple(
      fc.constantFrom(REPORT, aNotice('<a@b.example>:\nno such user'), aMail({}, 'Thank you.')),
      fc.nat(),
      fc.nat(200),
      bits,
    )
    .map(([raw, at, length, bit]) => {
      const from = at % raw.length;
      return Buffer.from(raw.slice(0, from) + bit + raw.slice(from + length));
    });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        changed,
        fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      ),
      async (raw) => {
        const judgment = await judged(raw);
        expect(MAIL_KINDS).toContain(judgment.kind);
        expect(judgment.recipient ?? '').not.toMatch(/[\r\n\0]/);
      },
    ),
    { numRuns: 400 },
  );
});

test('texts made of what the rules look for take no longer for it', async () => {
  const bits = [
    'user ',
    'quota',
    'mailbox ',
    'not delivered ',
    'delivery to ',
    'address ',
    '<',
    '@',
    'a@b.',
    '...',
    'message ',
    '>',
    '\n',
    '\t',
    'не может ',
    'nie ',
    'was ',
    'on ',
    '=',
    '-',
    'smtp=',
    'exceed ',
    'thank you for your message ',
    '請求書',
    '订单和',
    `${'<'.repeat(100)}${'@'.repeat(100)}${'>'.repeat(99)}\n`,
  ];
  for (const bit of bits) {
    const raw = Buffer.from(aNotice(bit.repeat(Math.ceil(60_000 / bit.length))));
    expect([bit, (await timed(raw)) < LONGEST_MS]).toEqual([bit, true]);
  }
});

test('a mail of 50 MB is read no further than its beginning', async () => {
  const raw = Buffer.concat([Buffer.from(REPORT.slice(0, -8)), Buffer.alloc(50 * 1024 * 1024, 'x\n')]);
  expect(await timed(raw)).toBeLessThan(LONGEST_MS);
  expect((await judged(raw)).kind).toBe('bounce_hard');
});

test('boundaries within boundaries, headers without end and bombs of entities end in time', async () => {
  let nested = 'Subject: x\n';
  for (let depth = 0; depth < 5_000; depth += 1)
    nested += `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n`;
  const hostile = [
    nested,
    `Content-Type: multipart/mixed; boundary=a\n\n${'--a\n\n'.repeat(200_000)}`,
    `Subject: ${'=?utf-8?B?QQ==?= '.repeat(60_000)}\n\nx`,
    `${'X: y\n'.repeat(200_000)}\nx`,
    `From: ${'a@b.example, '.repeat(50_000)}\n\nx`,
    `Content-Type: text/html\n\n${'<div>'.repeat(200_000)}`,
    `Content-Type: text/html\n\n${'&amp;'.repeat(200_000)}`,
    `References: ${'<a@b.example> '.repeat(70_000)}\n\nx`,
    `Content-Type: multipart/report; report-type=delivery-status; boundary=a\n\n--a\nContent-Type: message/delivery-status\n\n${'Action: failed\n\n'.repeat(60_000)}`,
  ];
  for (const [at, text] of hostile.entries()) {
    const raw = Buffer.from(text).subarray(0, MOST_BYTES_READ);
    expect([at, (await timed(raw)) < LONGEST_MS]).toEqual([at, true]);
  }
});
