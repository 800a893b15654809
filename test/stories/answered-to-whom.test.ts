import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { readTags } from '../../src/ledger/mail/mail-keys.ts';
import { imapServerOf } from '../../src/mailbox/imap-url.ts';
import { openMailbox } from '../../src/mailbox/mailbox.ts';
import { readInbox } from '../../src/mailbox/read-inbox.ts';
import { deliver } from '../../src/post/queue/deliver.ts';
import { lastLookWith } from '../../src/post/queue/last-look.ts';
import { passOn, tryTheWayBack } from '../../src/post/queue/pass-on.ts';
import { recipientsWith } from '../../src/post/queue/recipients.ts';
import { smtpTransport } from '../../src/post/server/smtp.ts';
import type { Transport } from '../../src/post/server/transport.ts';
import { readConfig } from '../../src/settings/config.ts';
import { aMail } from '../inbox/mails.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { quiet } from '../support/delivery.ts';
import { eventually } from '../support/eventually.ts';
import { DOVECOT, type ImapTestServer, imapServer } from '../support/imap-server.ts';
import { type MailServer, mailServer } from '../support/mail-server.ts';

/* "I answered your letter the same evening. And then you sent me a reminder." */
let company: Company;
let imap: ImapTestServer;
let smtp: MailServer;
let transport: Transport;
beforeAll(async () => {
  if (DOVECOT === null) return;
  [company, imap, smtp] = await Promise.all([aCompany(), imapServer(), mailServer()]);
  transport = smtpTransport(smtp.url, { connections: 1 });
});
afterAll(async () => {
  if (DOVECOT === null) return;
  transport.close();
  await Promise.all([company.close(), imap.close(), smtp.close()]);
});

const now = warsaw('2026-11-26 10:20');
const passing = () => ({
  ledgerPool: company.databases.ledgerPool,
  rules: rules(),
  clock: fixedClock(now),
  transport,
  log: quiet,
});
const post = () =>
  deliver({
    databases: company.databases,
    rules: rules(),
    clock: fixedClock(now),
    transport,
    readsMail: true,
    recipients: recipientsWith(company.databases, rules()),
    lastLook: lastLookWith(company.databases, rules()),
    once: true,
    signal: new AbortController().signal,
    log: quiet,
  });

/** What the company's mail server took is in its mailbox, where it is for the company. */
async function read(...raw: readonly string[]) {
  await imap.put('service', ...raw);
  const server = imapServerOf(readConfig({ IMAP_URL: imap.url('service') }));
  if (server === null) throw new Error('no mailbox');
  const mailbox = await openMailbox(server);
  const report = await readInbox(mailbox, {
    ...passing(),
    databases: company.databases,
    signal: new AbortController().signal,
    onTaken: (mail, taken) => passOn(mail, taken, passing()),
  });
  await mailbox.close();
  return report;
}

const owed = async () =>
  (await company.databases.ledgerPool.query('select id from replies where answered_at is null')).rows.length;

test.skipIf(DOVECOT === null)(
  'a customer who answers is heard, her words go on to who signed, and that person’s answer ends it',
  async () => {
    // A mail to ourselves through a tag comes back: such addresses work here.
    await tryTheWayBack(passing());
    const probe = smtp.taken.at(-1);
    expect(probe?.to).toMatch(/^kontakt\+probe-[a-z0-9]+-[a-z2-7]{16}@nowak\.example$/);
    expect(await read(probe?.raw.toString('latin1') ?? '')).toMatchObject({ kinds: { auto_reply: 1 } });
    await tryTheWayBack(passing());
    expect(smtp.taken).toHaveLength(1);

    await company.haveOrder({
      id: 'O1',
      stage: 'from supplier',
      placed_at: '2026-11-16T09:00:00+01:00',
      stage_since: '2026-11-18T09:00:00+01:00',
    });
    await company.round(warsaw('2026-11-26 10:00'));
    await post();
    const letter = await eventually(() => {
      const found = smtp.taken.find(({ to }) => to === 'zofia@maj.example');
      if (!found) throw new Error('no letter yet');
      return found;
    });
    const [replyTo] = letter.mail.replyTo?.value ?? [];
    expect(replyTo?.address).toMatch(/^kontakt\+reply-[0-9a-f]{16}-[a-z2-7]{16}@nowak\.example$/);
    expect(replyTo?.name).toBe('Anna Lis');

    // Her mail program drops the thread, and she writes from another address: the tag is enough.
    const answer = aMail(
      { From: 'Zofia <zofia@private.example>', To: replyTo?.address ?? '', Subject: 'Re: suit' },
      'Is it ready on Friday?',
    );
    expect(await read(answer)).toMatchObject({ kinds: { reply: 1 }, followed: 1 });
    expect(await owed()).toBe(1);
    const passed = smtp.taken.at(-1);
    expect(passed?.to).toBe('anna@nowak.example');
    expect(passed?.from).toBe('');
    expect(passed?.mail.text).toContain('Is it ready on Friday?');
    expect(passed?.mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(passed?.mail.attachments[0]?.contentType).toBe('message/rfc822');
    const [customer, mailbox] = passed?.mail.replyTo?.value ?? [];
    expect(customer?.address).toBe('zofia@private.example');

    const count = smtp.taken.length;
    const hers = aMail(
      {
        From: 'anna@nowak.example',
        To: mailbox?.address ?? '',
        Subject: 'Re: suit',
        'Message-ID': '<a@nowak.example>',
      },
      'Yes, on Friday.',
    );
    await read(hers);
    expect(await owed()).toBe(0);
    expect(smtp.taken).toHaveLength(count);
  },
);

test.skipIf(DOVECOT === null)('from another address a tap is a task, and holds nothing', async () => {
  const { rows } = await company.databases.ledgerPool.query(
    "select id from letters where audience = 'customer' and attempts > 0",
  );
  await company.databases.ledgerPool.query(
    'truncate replies; update tasks set done_at = created_at, done_by = $$x$$',
  );
  const tags = await readTags(company.databases.ledgerPool);
  const id: string = rows[0]?.id;
  const to = `kontakt+cancel-${id}-${tags.tag('cancel', id)}@nowak.example`;
  await read(aMail({ From: 'eve@evil.example', To: to, 'Message-ID': '<x@evil.example>' }, 'Cancel it.'));
  // A tag of another purpose proves nothing, and so does one that is made up.
  const wrong = `kontakt+paid-${id}-${tags.tag('cancel', id)}@nowak.example`;
  await read(aMail({ From: 'eve@evil.example', To: wrong, 'Message-ID': '<y@evil.example>' }, 'Paid.'));
  const open = await company.databases.ledgerPool.query(
    "select why from tasks where done_at is null and kind <> 'read-mail'",
  );
  expect(open.rows).toEqual([{ why: 'wants_cancel' }]);
  expect(await owed()).toBe(0);

  // Once the order is over the tag decides nothing: a mail to it is read as any other.
  await company.databases.ledgerPool.query(
    "update cases set closed_at = $1, closed_because = 'done', item_ended = true",
    [new Date(now)],
  );
  await read(aMail({ From: 'zofia@maj.example', To: to, 'Message-ID': '<z@maj.example>' }, 'Cancel it.'));
  const all = await company.databases.ledgerPool.query(
    "select why from tasks where done_at is null and kind <> 'read-mail' order by why",
  );
  expect(all.rows).toEqual([{ why: 'reply_owed' }, { why: 'wants_cancel' }]);
});
