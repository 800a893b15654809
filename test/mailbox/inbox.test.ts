import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { instantOf } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { readTags } from '../../src/ledger/mail/mail-keys.ts';
import { imapServerOf } from '../../src/mailbox/imap-url.ts';
import { keepReading } from '../../src/mailbox/keep-reading.ts';
import { type Mailbox, openMailbox } from '../../src/mailbox/mailbox.ts';
import { readInbox } from '../../src/mailbox/read-inbox.ts';
import { takeMail } from '../../src/mailbox/take-mail.ts';
import { readConfig } from '../../src/settings/config.ts';
import { aMail, aStatusReport } from '../inbox/mails.ts';
import { rules } from '../support/builders.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { quiet } from '../support/delivery.ts';
import { eventually } from '../support/eventually.ts';
import { DOVECOT, type ImapTestServer, imapServer } from '../support/imap-server.ts';
import { at, putLetters } from '../support/outbox.ts';
import { freshShell, shell } from '../support/shell.ts';
import { withTags } from '../support/tagged.ts';

let GONE = aStatusReport('Final-Recipient: rfc822; anna@customer.example\nAction: failed\nStatus: 5.1.1\n');
const AWAY = aMail({ 'Auto-Submitted': 'auto-replied', 'Message-ID': '<away@c.example>' }, 'I am away.');
const STRANGER = aMail(
  { From: 'piotr@else.example', 'Message-ID': '<s@else.example>' },
  'Do you repair boots?',
);
const BOMB = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(500)}--b--\r\n`;

describe.skipIf(DOVECOT === null)('the mailbox', () => {
  let databases: FreshDatabases;
  let server: ImapTestServer;
  let users = 0;
  let user: string;
  const open: Mailbox[] = [];
  beforeAll(async () => {
    [databases, server] = await Promise.all([freshDatabases(), imapServer()]);
    GONE = withTags(GONE, await readTags(databases.ledgerPool));
  });
  afterAll(async () => {
    await server.close();
    await databases.close();
  });
  beforeEach(async () => {
    users += 1;
    user = `box${users}`;
    const { ledgerPool } = databases;
    await ledgerPool.query(
      'truncate letters, cases, letter_cases, tasks, inbox_mails, suppressions, replies cascade',
    );
    await putLetters(ledgerPool, [{ id: 'abc123', customerId: 'C1', toAddress: 'anna@customer.example' }]);
    await ledgerPool.query(
      "update letters set status = 'submitted', submitted_at = $1, attempts = 1, first_attempt_at = $1",
      [new Date(at('09:00'))],
    );
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    for (const mailbox of open.splice(0)) await mailbox.close();
  });

  const settings = (env: Record<string, string> = {}) => {
    const found = imapServerOf(readConfig({ IMAP_URL: server.url(user), ...env }));
    if (!found) throw new Error('no mailbox');
    return found;
  };
  const mailbox = async () => {
    const opened = await openMailbox(settings());
    open.push(opened);
    return opened;
  };
  const reading = (signal = new AbortController().signal) => ({
    databases,
    rules: rules(),
    clock: fixedClock(at('10:05')),
    signal,
    log: quiet,
  });
  const count = async (folder: string) => (await server.mailsIn(user, folder)).length;
  const state = async () =>
    (
      await databases.ledgerPool.query(
        `select (select json_agg(l) from letters l) as letters, (select json_agg(s) from suppressions s) as suppressions,
                (select json_agg(t) from tasks t) as tasks, (select json_agg(m order by id) from inbox_mails m) as mails`,
      )
    ).rows[0];

  test('is read to its end: every mail is judged, applied and filed, and none is deleted or marked as seen', async () => {
    await server.put(user, GONE, AWAY, STRANGER, BOMB);
    const report = await readInbox(await mailbox(), reading());
    expect(report).toMatchObject({
      kinds: { bounce_hard: 1, auto_reply: 1, reply: 1, unknown: 1 },
      followed: 1,
      before: 0,
      stuck: 0,
    });
    expect(await count('INBOX')).toBe(0);
    const processed = await server.mailsIn(user, 'Tidings.processed');
    expect(processed.map(({ seen }) => seen)).toEqual([false, false]);
    expect(processed[0]?.raw).toBe(GONE.replace(/\r?\n/g, '\r\n'));
    expect(await count('Tidings.unknown')).toBe(2);
    const { letters, suppressions, tasks, mails } = await state();
    // The two that nobody can match or judge are to be read.
    expect([letters, suppressions, tasks, mails].map((list) => list.length)).toEqual([1, 1, 3, 4]);
    expect(letters[0]).toMatchObject({ status: 'bounced' });
  });

  test('that was left between applying a mail and filing it is filed, and nothing is applied twice', async () => {
    await server.put(user, GONE);
    const [uid] = await (await mailbox()).list();
    const mail = await (await mailbox()).fetch(uid ?? 0);
    if (mail === null || mail === 'unreadable') throw new Error('no mail');
    await takeMail(mail, reading());
    const before = await state();
    expect(await readInbox(await mailbox(), reading())).toMatchObject({ before: 1, followed: 0 });
    expect(await state()).toEqual(before);
    expect([await count('INBOX'), await count('Tidings.processed')]).toEqual([0, 1]);
    // Its folder goes, and the next mail makes it again.
    const opened = await mailbox();
    await server.put(user, AWAY);
    await readInbox(opened, reading());
    await server.drop(user, 'Tidings.processed');
    await server.put(user, AWAY.replace('away@', 'again@'));
    expect(await readInbox(opened, reading())).toMatchObject({ stuck: 0, kinds: { auto_reply: 1 } });
    expect(await count('Tidings.processed')).toBe(1);
  });

  test('is read by one worker at a time', async () => {
    await server.put(user, GONE, AWAY, STRANGER);
    const [one, other] = [await mailbox(), await mailbox()];
    const reports = await Promise.all([readInbox(one, reading()), readInbox(other, reading())]);
    expect(reports.filter((report) => report === null).length).toBeLessThanOrEqual(1);
    expect((await state()).mails).toHaveLength(3);
    expect((await count('Tidings.processed')) + (await count('Tidings.unknown'))).toBe(3);
  });

  test('gives what comes while it is watched, also after its server was away', async () => {
    const stop = new AbortController();
    const heard: (string | null)[] = [];
    let read = 0;
    const done = keepReading({
      ...reading(stop.signal),
      server: settings(),
      onRead: ({ kinds }) => {
        read += kinds.auto_reply + kinds.bounce_hard;
      },
      onFault: (why) => heard.push(why),
    });
    await eventually(() => server.put(user, AWAY));
    await eventually(() => expect(read).toBe(1));
    await server.stop();
    await eventually(() => expect(heard.length).toBeGreaterThan(0));
    expect(heard[0]).toMatch(/^The mailbox at 127\.0\.0\.1:\d+ /);
    await server.start();
    await server.put(user, GONE);
    await eventually(() => expect(read, JSON.stringify(heard)).toBe(2));
    await eventually(() => expect(heard.at(-1)).toBeNull());
    stop.abort();
    await done;
  });

  test('that does not let us in says where, and never with what', async () => {
    const wrong = { ...settings(), password: 'not-the-password' };
    const refused = await openMailbox(wrong).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(refused).toMatch(/^The mailbox at 127\.0\.0\.1:\d+ cannot be opened: /);
    expect(refused).not.toContain('not-the-password');
  });

  test('is read by hand', async () => {
    freshShell({ DATABASE_URL: databases.url, IMAP_URL: server.url(user) });
    await server.put(user, GONE, AWAY);
    expect(await shell('inbox', 'read', '--once', '--at', '2026-11-26T11:05:00+01:00')).toEqual({
      code: 0,
      err: '',
      out: 'Read: 1 bounce_hard, 1 auto_reply. Something follows from 1; the next round tells people.\n',
    });
    expect((await shell('inbox', 'read', '--once')).out).toBe('No new mail.\n');
    freshShell({ DATABASE_URL: databases.url, IMAP_URL: 'imap://u:p@127.0.0.1:1' });
    const gone = await shell('inbox', 'read', '--once');
    expect(gone).toMatchObject({ code: 1, err: expect.stringContaining('127.0.0.1:1 cannot be opened') });
  });
});

test('a mail from the future came just now', async () => {
  const databases = await freshDatabases();
  try {
    await putLetters(databases.ledgerPool, [{ id: 'abc123', customerId: 'C1' }]);
    await databases.ledgerPool.query('update letters set attempts = 1, first_attempt_at = decided_at');
    const raw = Buffer.from(aMail({ 'In-Reply-To': '<abc123@nowak.example>' }, 'Thank you.'));
    const receivedAt = instantOf(Number.MAX_SAFE_INTEGER);
    await takeMail({ raw, receivedAt }, { databases, rules: rules(), clock: fixedClock(at('10:05')) });
    const { rows } = await databases.ledgerPool.query('select at from replies');
    expect(rows).toEqual([{ at: new Date(at('10:05')) }]);
  } finally {
    await databases.close();
  }
});
