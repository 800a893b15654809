import { describe, expect, test } from 'vitest';
import { hardnessOf, statusIn } from '../../src/inbox/hard-or-soft.ts';
import { aStatusReport, judged } from './mails.ts';

/*
 * What servers answer, and what it says of the mailbox. Of our own writing, after the kinds that closed good addresses, or left
 * dead ones open. Each rule of `reasons.ts` and `smtp-stage.ts` has those that taught it.
 */
const REFUSALS: Readonly<Record<string, readonly string[]>> = {
  'hard mailbox': [
    '550 5.1.1 <anna@c.example>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)',
    "550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos",
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient anna@c.example not found by SMTP address lookup',
    '554 delivery error: dd This user doesn’t have a c.example account (anna@c.example) [0]',
    '554 delivery error: dd Sorry your message cannot be delivered. This account has been disabled or discontinued [#102].',
    '550 5.2.1 The email account that you tried to reach is disabled.',
    '550 No such user here (after RCPT TO:<anna@c.example>)',
    '550 sorry, no mailbox here by that name (#5.1.1 - chkuser)',
    '511 sorry, no mailbox here by that name (#5.1.1)',
    '550 5.7.17 mailbox owner has changed',
    '553 sorry, this recipient is not in my validrcptto list (#5.7.1) user not found',
    '550 <anna@c.example> is not a valid mailbox',
    '550 Unrouteable address',
    '550 Invalid recipient anna@c.example (#5.1.1)',
    '550 #5.1.0 Address rejected. anna@c.example',
    '550 Requested action not taken: mailbox unavailable (in reply to RCPT TO command)',
    '550 5.4.1 Recipient address rejected: Access denied. [AM0EUR02FT0.eop-EUR02.prod.protection.outlook.example]',
    '550 5.1.1 unknown or illegal alias: anna@c.example',
    '554 5.5.0 Mailbox does not exist',
    '550 user is inactive, account closed',
    '550 Mailbox unavailable or access denied [MRIuRx] IP: 203.0.113.77.',
    '550 Invalid user (recipient callout)',
    '550 Użytkownik nie istnieje',
    '550 Пользователь не найден',
    '550 5.1.1 (in reply to RCPT TO command)',
    'SMTP error from remote server: 550 unknown user',
    'smtp error from remote mail server after rcpt to:<anna@c.example>: host mx.c.example [192.0.2.7]: 550 no such user here',
    'Remote host 192.0.2.7 returned: 550 unknown recipient',
    'Message was not accepted -- invalid mailbox. Local mailbox anna@c.example is unavailable: user not found',
    'reason: 550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found',
    'The response from the remote server was: 550 5.1.1 recipient unknown',
    '550 5.1.1 Service unavailable. user unknown in local recipient table (relay c.example)',
  ],
  'hard domain': [
    'Host or domain name not found. Name service error for name=c.example type=AAAA: Host not found',
    "4.0.0 DNS Error: DNS type 'mx' lookup of c.example responded with code NXDOMAIN Domain name not found: c.example",
    '556 5.1.10 Recipient address has null MX',
    '4.4.4 The domain c.example does not accept mail (nullMX)',
    '550 all relevant MX records point to non-existent hosts',
    '550 5.1.2 unknown host c.example',
  ],
  'soft us': [
    '550-5.7.26 This mail has been blocked because the sender is unauthenticated. The sender must authenticate with either SPF or DKIM.',
    '550 5.7.26 Unauthenticated email from nowak.example is not accepted due to domain’s DMARC policy',
    '554 5.7.1 Service unavailable; Client host [203.0.113.77] blocked using zen.spamhaus.org',
    '550 5.7.606 Access denied, banned sending IP [203.0.113.77]',
    '550 Verification failed for <kontakt@nowak.example> The mail server could not deliver mail. Sender verify failed',
    '550 5.1.8 <kontakt@nowak.example>: Sender address rejected: Domain not found',
    '450 4.7.1 Client host rejected: cannot find your reverse hostname, [203.0.113.77]',
    '550 5.7.1 <mail.nowak.example>: Helo command rejected: Host not found',
    '554 Your access to this mail system has been rejected due to the sending MTA’s poor reputation',
    '550 SPF check failed: 203.0.113.77 is not allowed to send mail from nowak.example',
    '571 rDNS missing',
    '550 5.7.23 The message was rejected because of Sender Policy Framework violation',
    '550 Your domain is banned here',
    '550 5.1.0 <kontakt@nowak.example> sender rejected',
    '553 5.1.8 Domain of sender address kontakt@nowak.example does not exist',
    '550-Callout for <kontakt@nowak.example> failed 550-Unrouteable address',
    '421 4.7.0 [TSS04] Messages from 203.0.113.77 temporarily deferred due to user complaints; your IP address is blocked',
    '421 4.7.0 [TSS04] Messages from 203.0.113.77 temporarily deferred due to unexpected volume',
    '554 5.7.9 Message not accepted for policy reasons.',
    '554 IP=203.0.113.77 - A problem occurred. (Ask your postmaster for help.)',
    '554 Blocked - see https://ipcheck.proofpoint.example/?ip=203.0.113.77',
    '550 Rejected by header based Anti-Spoofing policy: kontakt@nowak.example',
    '554 5.7.1 The IP address 203.0.113.77 has been blocked due to a spike in unfavorable e-mail statistics',
    '550 5.7.705 Access denied, tenant has exceeded threshold',
  ],
  'soft rate': [
    '450 4.2.1 The user you are trying to contact is receiving mail too quickly. Please resend later',
    '550 5.1.1 <anna@c.example> too many recipients in this hour',
    '452 4.5.3 Too many recipients',
    '550 5.4.5 Daily sending quota exceeded: limit on messages per day',
  ],
  'soft full': [
    '552-5.2.2 The email account that you tried to reach is over quota and inactive.',
    '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException',
    '552 Requested mail action aborted: exceeded storage allocation',
    '550 5.1.1 user mailbox is full',
    '452 4.2.2 Mailbox size limit exceeded',
    'Skrzynka odbiorcy jest pełna',
  ],
  'soft content': [
    '554 5.7.1 Message rejected: spam content detected (in reply to end of DATA command)',
    '552 5.3.4 Message size exceeds fixed limit',
    '550 5.2.0 Filtered by the recipient side',
    '550 5.6.0 Line too long',
  ],
  'soft given up': [
    'connect to mx.c.example[192.0.2.7]:25: Connection timed out',
    'retry timeout exceeded',
    'connect to mx.c.example[2001:db8::5]:25: No route to host',
    '4.4.7 Message expired: delivery time expired',
    'all hosts for c.example have been failing for a long time',
  ],
  'soft relay': [
    '550 5.7.1 Relaying denied',
    '554 5.4.6 Too many hops',
    '550 5.7.1 <anna@c.example>: Access denied',
    'local delivery failed: command died with status 1',
  ],
  'soft ': [
    '550 5.0.0 no',
    '554 Transaction refused (in reply to MAIL FROM command)',
    '550 Command out of order here (in reply to EHLO command)',
    '554 TRANSACTION NOT ACCEPTED (in reply to end of DATA command)',
    '554 5.0.0 Refused for reasons of our own',
    '550 5.1.1 (in reply to end of DATA command)',
  ],
};

describe.each(Object.entries(REFUSALS))('%s', (verdict, refusals) => {
  test.each(refusals)('%s', (said) => {
    const words = said.toLowerCase().replace(/’/g, "'");
    const { hardness, reason } = hardnessOf(statusIn(words), [words]);
    const [wanted, ...about] = verdict.split(' ');
    const mailbox = reason === 'perhaps the mailbox' || reason === 'relay' ? 'mailbox' : reason;
    expect([hardness, hardness === 'hard' ? mailbox : (reason ?? '')]).toEqual([
      wanted,
      ...(about.join(' ') === '' ? [reason ?? ''] : [about.join(' ')]),
    ]);
  });
});

test('a report tells what it was about, so that a refusal about us is not held against the address', async () => {
  const fields = (diagnostic: string): string =>
    `Final-Recipient: rfc822; anna@customer.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; ${diagnostic}\n`;
  const judgment = await judged(aStatusReport(fields('550 5.7.26 Unauthenticated email is not accepted')));
  expect(judgment).toMatchObject({ kind: 'bounce_soft', reason: 'us' });
});

test('and one that says "deliverable" is no bounce', async () => {
  const fields = 'Final-Recipient: rfc822; anna@customer.example\nAction: deliverable\nStatus: 2.1.5\n';
  expect((await judged(aStatusReport(fields))).kind).toBe('auto_reply');
});

test('how far the dialogue had come stands in the notice, where the report leaves it out', async () => {
  const fields = (status: string, diagnostic: string): string =>
    `Final-Recipient: rfc822; anna@customer.example\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${diagnostic}\n`;
  const said = '501 5.5.4 Invalid domain name';
  const by = async (command: string) =>
    (
      await judged(
        aStatusReport(
          fields('5.5.4', said),
          `<anna@customer.example>: ${said} (in reply to ${command} command)`,
        ),
      )
    ).kind;
  expect(await by('EHLO')).toBe('bounce_soft');
  expect(await by('RCPT TO')).toBe('bounce_hard');
});
