import { describe, expect, test } from 'vitest';
import { aMail, aPart, aReport, aStatusReport, judged, RETURNED } from './mails.ts';

const fields = (action: string, status: string, diagnostic = ''): string =>
  `Final-Recipient: rfc822; anna@customer.example\nAction: ${action}\nStatus: ${status}\n${diagnostic === '' ? '' : `Diagnostic-Code: ${diagnostic}\n`}`;

describe('a status report (RFC 3464)', () => {
  test.each([
    ['unknown user', '5.1.1', '', 'bounce_hard'],
    ['no such host', '5.1.2', '', 'bounce_hard'],
    ['disabled mailbox', '5.2.1', '', 'bounce_hard'],
    ['disabled account', '5.7.13', '', 'bounce_hard'],
    ['our own address is refused', '5.1.8', '', 'bounce_soft'],
    ['full mailbox', '5.2.2', '', 'bounce_soft'],
    ['too large', '5.3.4', '', 'bounce_soft'],
    ['a loop', '5.4.6', '', 'bounce_soft'],
    ['tried too long', '4.4.7', '', 'bounce_soft'],
    ['taken for spam', '5.7.1', 'smtp; 550 5.7.1 message blocked because of spam', 'bounce_soft'],
    [
      'a vague status with a plain answer',
      '5.0.0',
      'smtp; 550 5.1.1 <anna@customer.example> unknown',
      'bounce_hard',
    ],
    [
      'a vague status with words',
      '5.0.0',
      'smtp; 550 Requested action not taken: mailbox unavailable',
      'bounce_hard',
    ],
    ['no status, full mailbox in words', '', 'smtp; 552 Mailbox full', 'bounce_soft'],
    ['refused access that names a user', '5.7.1', 'smtp; 550 5.7.1 User unknown', 'bounce_hard'],
  ])('%s', async (_what, status, diagnostic, kind) => {
    const judgment = await judged(aStatusReport(fields('failed', status, diagnostic)));
    expect(judgment).toMatchObject({ kind, recipient: 'anna@customer.example' });
  });

  test('names the status of the server that answered, where its own is vague', async () => {
    const judgment = await judged(aStatusReport(fields('failed', '5.0.0', 'smtp; 550-5.1.1 no such user')));
    expect(judgment.status).toBe('5.1.1');
  });

  test('is a delay while it is still being tried, whatever the status', async () => {
    expect((await judged(aStatusReport(fields('delayed', '4.4.1')))).kind).toBe('delayed');
    expect((await judged(aStatusReport(fields('Delayed', '5.0.0')))).kind).toBe('delayed');
  });

  test('of a mail that arrived changes nothing', async () => {
    expect((await judged(aStatusReport(fields('relayed', '2.1.5')))).kind).toBe('auto_reply');
  });

  test('tells whom we wrote to, not whom it was passed on to', async () => {
    const raw = aStatusReport(
      `Original-Recipient: rfc822;Anna@Customer.example\n${fields('failed', '5.1.1').replace('anna@', 'box17@')}`,
    );
    expect((await judged(raw)).recipient).toBe('anna@customer.example');
  });

  test('folded, in other letters and with unknown fields is read all the same', async () => {
    const raw = aStatusReport(
      'X-Queue: 1\nFINAL-RECIPIENT: RFC822;\n <anna@customer.example>\naction: Failed (unknown user)\nstatus: 5.1.1 (bad\n destination)\n',
    );
    expect(await judged(raw)).toMatchObject({
      kind: 'bounce_hard',
      recipient: 'anna@customer.example',
      status: '5.1.1',
    });
  });

  test('that failed for one and is late for another failed', async () => {
    const raw = aStatusReport(
      `${fields('delayed', '4.4.1')}\n${fields('failed', '5.1.1').replace('anna', 'jan')}`,
    );
    expect(await judged(raw)).toMatchObject({ kind: 'bounce_hard', recipient: 'jan@customer.example' });
  });

  test('that a gateway passed on as an attached mail is read inside it', async () => {
    const inner = aStatusReport(fields('failed', '5.1.1')).replaceAll('b1', 'b2').replaceAll('\r\n', '\n');
    const raw = aReport('delivery-status', [aPart('message/rfc822', inner)], {
      'Content-Type': 'multipart/mixed; report-type=delivery-status; boundary=b1',
    });
    expect(await judged(raw)).toMatchObject({ kind: 'bounce_hard', status: '5.1.1' });
  });

  test('of Microsoft 365, whose words are in HTML', async () => {
    const raw = aReport(
      'delivery-status',
      [
        aPart(
          'text/html; charset=utf-8',
          '<p>Your message to <b>anna@customer.example</b> couldn’t be delivered.</p><p>anna wasn’t found at customer.example.</p>',
        ),
        aPart(
          'message/delivery-status',
          'Reporting-MTA: dns;AM0PR01.eurprd01.prod.exchangelabs.com\n\nFinal-Recipient: rfc822;anna@customer.example\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup\n',
        ),
      ],
      {
        From: 'postmaster@outlook.com',
        Subject: 'Undeliverable: Your order 1042',
        'X-MS-Exchange-Message-Is-Ndr': '',
      },
    );
    expect(await judged(raw)).toMatchObject({
      kind: 'bounce_hard',
      recipient: 'anna@customer.example',
      status: '5.1.10',
    });
  });
});

describe('a complaint (RFC 5965)', () => {
  const arf = (type: string, more = ''): string =>
    aReport(
      'feedback-report',
      [
        aPart('text/plain', 'This is an email abuse report.'),
        aPart(
          'message/feedback-report',
          `Feedback-Type: ${type}\nUser-Agent: SomeGenerator/1.0\nVersion: 1\n${more}`,
        ),
        aPart('message/rfc822', RETURNED),
      ],
      { From: 'feedback@provider.example', Subject: 'FW: Your order 1042' },
    );

  test('names the reader as the report does, or by whom the mail went to', async () => {
    const named = await judged(arf('abuse', 'Original-Rcpt-To: <anna.k@customer.example>\n'));
    expect(named).toMatchObject({ kind: 'complaint', recipient: 'anna.k@customer.example' });
    expect(await judged(arf('abuse'))).toMatchObject({
      kind: 'complaint',
      recipient: 'anna@customer.example',
    });
  });

  test('is not a report on authentication, nor a reader who took it back', async () => {
    expect((await judged(arf('auth-failure'))).kind).toBe('unknown');
    expect((await judged(arf('not-spam'))).kind).toBe('unknown');
  });

  test('in the older form of Microsoft', async () => {
    const raw = aReport(
      'x',
      [aPart('message/rfc822', `X-HmXmrOriginalRecipient: anna@hotmail.example\n${RETURNED}`)],
      {
        From: 'staff@hotmail.com',
        Subject: 'complaint about message from 192.0.2.1',
        'Content-Type': 'multipart/mixed; boundary=b1',
      },
    );
    expect(await judged(raw)).toMatchObject({ kind: 'complaint', recipient: 'anna@hotmail.example' });
  });
});

describe('a receipt (RFC 8098)', () => {
  const receipt = (disposition: string, notice: string): string =>
    aReport(
      'disposition-notification',
      [
        aPart('text/plain', notice),
        aPart(
          'message/disposition-notification',
          `Final-Recipient: rfc822;anna@customer.example\nDisposition: ${disposition}\n`,
        ),
      ],
      { From: 'anna@customer.example', Subject: 'Read: Your order 1042' },
    );

  test('that it was read, or deleted unread, changes nothing', async () => {
    expect(
      (await judged(receipt('manual-action/MDN-sent-manually; displayed', 'Your message was read.'))).kind,
    ).toBe('auto_reply');
    expect(
      (
        await judged(
          receipt('automatic-action/MDN-sent-automatically; deleted', 'Deleted without being read.'),
        )
      ).kind,
    ).toBe('auto_reply');
  });

  test('with which Dovecot refuses is a bounce', async () => {
    const raw = receipt(
      'automatic-action/MDN-sent-automatically; deleted',
      'Your message to <anna@customer.example> was automatically rejected:\nMailbox is full',
    );
    expect((await judged(raw)).kind).toBe('bounce_soft');
  });
});

test('a report that is broken off in the middle is judged by what is there', async () => {
  const raw = aStatusReport(fields('failed', '5.1.1'));
  expect((await judged(raw.slice(0, raw.indexOf('message/rfc822')))).kind).toBe('bounce_hard');
});

test('a mail with nothing in it is unknown', async () => {
  expect((await judged('')).kind).toBe('unknown');
  expect((await judged(aMail({ From: '' }, ''))).kind).toBe('unknown');
});
