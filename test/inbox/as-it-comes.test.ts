import { describe, expect, test } from 'vitest';
import { aMail, aPart, aReport, aStatusReport, judged } from './mails.ts';

const FAILED = 'Final-Recipient: rfc822; anna@customer.example\nAction: failed\nStatus: 5.1.1\n';

describe('what mail systems break is read all the same', () => {
  test.each([
    ['a byte order mark', '\ufeff'],
    ['a blank line', '\r\n'],
    ['both', '\ufeff\r\n'],
  ])('%s above the headers', async (_what, above) => {
    expect((await judged(above + aStatusReport(FAILED))).kind).toBe('bounce_hard');
  });

  test('a boundary on a next line that is not indented', async () => {
    const broken = aStatusReport(FAILED).replace('; boundary=b1', ';\r\nboundary="b1"');
    expect((await judged(broken)).kind).toBe('bounce_hard');
  });

  test('Chinese that does not say in what letters it is written', async () => {
    // 抱歉，您的邮件被退回：收件人不存在, in GB 2312.
    const words = Buffer.from('b1a7c7b8a3acc4fab5c4d3cabcfeb1bbcdcbbbd8a3bacad5bcfec8cbb2bbb4e6d4da', 'hex');
    const head = aMail(
      { From: 'MAILER-DAEMON@mx.customer.example', Subject: 'failure notice', 'Content-Type': 'text/plain' },
      'anna@customer.example ',
    );
    expect(await judged(Buffer.concat([Buffer.from(head), words]))).toMatchObject({ kind: 'bounce_hard' });
  });

  test.each([
    ['by itself', (notice: string) => notice],
    ['in the envelope of SNS', (notice: string) => JSON.stringify({ Type: 'Notification', Message: notice })],
  ])('a relay’s notice in JSON, %s', async (_how, wrapped) => {
    const notice = (code: string, status: string): string =>
      JSON.stringify({
        notificationType: 'Bounce',
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [{ emailAddress: 'Anna@customer.example', status, diagnosticCode: code }],
        },
      });
    const by = (text: string) =>
      judged(aMail({ From: 'no-reply@sns.example' }, `${wrapped(text)}\n--\nTo stop: https://sns.example`));
    expect(await by(notice('smtp; 550 5.1.1 user unknown', '5.1.1'))).toMatchObject({
      kind: 'bounce_hard',
      recipient: 'anna@customer.example',
      status: '5.1.1',
    });
    expect((await by(notice('smtp; 554 5.7.1 spam', '5.7.1'))).kind).toBe('bounce_soft');
  });
});

describe('a customer speaks of a delivery, and is no mail system', () => {
  test.each([
    ['Delivery failed', 'The courier says that the address does not exist. It does. Please send it again.'],
    ['Undeliverable parcel', 'My parcel was undeliverable, says DHL: 550 Main Street is unknown to them.'],
    [
      'Returned to sender',
      'The suit was returned to sender.\n\nAnna Nowak\nanna@work.example\n+48 600 555 012',
    ],
    ['Paczka niedostarczona', 'Kurier twierdzi, że paczka nie została dostarczona.'],
    ['Не доставлено', 'Заказ не доставлен, хотя вы обещали.'],
    ['Delivery problem', ''],
    [
      'Fwd: Undelivered Mail Returned to Sender',
      'I got this when I wrote to your workshop: 550 user unknown.',
    ],
    ['Sendung nicht zugestellt', 'Die Sendung konnte nicht zugestellt werden, Postfach 554, unbekannt.'],
  ])('%s', async (Subject, words) => {
    expect((await judged(aMail({ Subject }, words))).kind).toBe('reply');
    expect(
      (await judged(aMail({ Subject, From: 'Hotel <postmaster@hotel.example>' }, words))).kind,
    ).not.toMatch(/bounce/);
  });

  test.each([
    [
      'a photograph alone',
      aReport('x', [aPart('image/jpeg', 'ffd8')], {
        From: 'Anna <anna@customer.example>',
        'Return-Path': '<anna@customer.example>',
        To: 'kontakt@nowak.example',
        Subject: '',
        'Content-Type': 'multipart/mixed; boundary=b1',
      }),
    ],
    [
      'an encrypted mail',
      aReport(
        'x',
        [
          aPart('application/pgp-encrypted', 'Version: 1'),
          aPart('application/octet-stream', '-----BEGIN PGP MESSAGE-----'),
        ],
        {
          From: 'Anna <anna@customer.example>',
          'Return-Path': '<anna@customer.example>',
          To: 'kontakt@nowak.example',
          Subject: '...',
          'Content-Type': 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b1',
        },
      ),
    ],
    [
      'through a group',
      aMail(
        {
          'List-Id': '<office.customer.example>',
          Precedence: 'list',
          'List-Unsubscribe': '<mailto:leave@customer.example>',
        },
        'We take the blue one.',
      ),
    ],
    [
      'through a form on a page',
      aMail({ From: 'no-reply@forms.example', 'Reply-To': 'anna@customer.example' }, 'Where is my suit?'),
    ],
  ])('%s is somebody’s mail', async (_what, raw) => {
    expect((await judged(raw)).kind).toBe('reply');
  });
});
