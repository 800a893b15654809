import { judgeMail } from '../../src/inbox/judge-mail.ts';
import type { Judgment } from '../../src/inbox/mail-kinds.ts';
import { parseMail } from '../../src/mailbox/parse-mail.ts';

/** A raw mail: header lines as they are given over those that every mail has, then the body. */
export function aMail(headers: Readonly<Record<string, string>>, body: string): string {
  const all = {
    From: 'Anna Nowak <anna@customer.example>',
    To: 'kontakt@nowak.example',
    Date: 'Thu, 26 Nov 2026 10:00:00 +0100',
    'Message-ID': '<1@customer.example>',
    Subject: 'Re: Your order 1042',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${encoded(value)}`);
  return `${lines.join('\r\n')}\r\n\r\n${body.replaceAll('\n', '\r\n')}`;
}

/** RFC 2047, where a header is more than ASCII. */
const encoded = (value: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
  /^[\x00-\x7f]*$/.test(value) ? value : `=?utf-8?B?${Buffer.from(value).toString('base64')}?=`;

/** One part of a multipart mail. */
export const aPart = (type: string, content: string): string => `Content-Type: ${type}\n\n${content}\n`;

/** A multipart mail by a mail server, with the null sender as RFC 3464 asks. */
export function aReport(
  type: string,
  parts: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): string {
  const body = parts.map((part) => `--b1\n${part}`).join('');
  return aMail(
    {
      'Return-Path': '<>',
      From: 'Mail Delivery System <MAILER-DAEMON@mx.customer.example>',
      To: 'kontakt+bounce-abc123@nowak.example',
      Subject: 'Undelivered Mail Returned to Sender',
      'Content-Type': `multipart/report; report-type=${type}; boundary=b1`,
      ...headers,
    },
    `${body}--b1--\n`,
  );
}

/** A report of delivery status with these fields about the recipient. */
export const aStatusReport = (fields: string, notice = 'Your message could not be delivered.'): string =>
  aReport('delivery-status', [
    aPart('text/plain; charset=utf-8', notice),
    aPart('message/delivery-status', `Reporting-MTA: dns; mx.customer.example\n\n${fields}`),
    aPart('message/rfc822', RETURNED),
  ]);

/** A letter of ours as it comes back. */
export const RETURNED = [
  'From: Pracownia Nowak <kontakt@nowak.example>',
  'To: Anna Nowak <anna@customer.example>',
  'Subject: Your order 1042',
  'Message-ID: <abc123@nowak.example>',
  '',
  'Your suit jacket is still with the tailor.',
].join('\n');

/** What a mail is judged to be. */
export const judged = async (raw: string | Buffer): Promise<Judgment> =>
  judgeMail(await parseMail(Buffer.from(raw as string)));

/** A notice in words by a mail server. */
export const aNotice = (body: string, headers: Readonly<Record<string, string>> = {}): string =>
  aMail({ From: 'MAILER-DAEMON@mx.customer.example', Subject: 'failure notice', ...headers }, body);
