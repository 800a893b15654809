import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Instant } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { mailSigns } from '../../src/ledger/alarms/mail-signs.ts';
import { readTags } from '../../src/ledger/mail/mail-keys.ts';
import { imapServerOf } from '../../src/mailbox/imap-url.ts';
import { openMailbox } from '../../src/mailbox/mailbox.ts';
import { type InboxReport, readInbox } from '../../src/mailbox/read-inbox.ts';
import { readConfig } from '../../src/settings/config.ts';
import { aMail, aStatusReport } from '../inbox/mails.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { quiet } from '../support/delivery.ts';
import { DOVECOT, type ImapTestServer, imapServer } from '../support/imap-server.ts';
import { rules } from '../support/policy.ts';
import { withTags } from '../support/tagged.ts';

/* "We wrote, they answered, and nobody here knows any more who said what to whom." One week of one mailbox. */
const DIFFERS = { inbox: { answer_within: '1 working day', authserv_id: 'mx.nowak.example' } };
/** Each with an order whose day is over, one more for each letter that a story needs. */
const WHO: Readonly<Record<string, { readonly email: string; readonly promised: readonly string[] }>> = {
  full: { email: 'ada@full.example', promised: ['2026-11-25', '2026-11-26', '2026-11-27'] },
  closed: { email: 'ben@closed.example', promised: ['2026-11-25'] },
  forged: { email: 'cleo@forged.example', promised: ['2026-11-25'] },
  group: { email: 'office@group.example', promised: ['2026-11-25'] },
  mail1: { email: 'dan@gmail.example', promised: ['2026-11-25'] },
  mail2: { email: 'eva@gmail.example', promised: ['2026-11-25'] },
  one: { email: 'home@shared.example', promised: ['2026-11-25'] },
  other: { email: 'home@shared.example', promised: ['2026-11-25'] },
};

describe.skipIf(DOVECOT === null)('what the mailbox brings', () => {
  let company: Company;
  let server: ImapTestServer;
  let console: RunningConsole;
  let person: Visitor;
  const theRules = rules(DIFFERS);
  beforeAll(async () => {
    [company, server] = await Promise.all([aCompany(DIFFERS), imapServer()]);
    for (const [id, { email, promised }] of Object.entries(WHO)) {
      await company.have('customers', { id, name: `Name of ${id}`, email, language: 'en', owner_id: 'anna' });
      for (const [at, day] of promised.entries())
        await company.haveOrder({
          id: `${id}-${at}`,
          number: `2026/${id}/${at + 41}`,
          customer_id: id,
          stage: 'sewing',
          promised_for: day,
        });
    }
    await company.day(warsaw('2026-11-26 10:00'));
    console = await startConsole(company.databases, {
      rules: theRules,
      clock: fixedClock(warsaw('2026-11-30 12:00')),
    });
    person = await console.signIn('releaser');
  });
  afterAll(async () => {
    await console.close();
    await server.close();
    await company.close();
  });

  const query = async <Row extends object>(sql: string, ...values: readonly unknown[]): Promise<Row[]> =>
    (await company.databases.ledgerPool.query<Row>(sql, [...values])).rows;
  const letterTo = async (customer: string) => {
    const [letter] = await query<{ id: string; message_id: string; to_address: string }>(
      `select id, message_id, to_address from letters where customer_id = $1 and audience = 'customer' order by decided_at desc limit 1`,
      customer,
    );
    if (!letter) throw new Error(`no letter to ${customer}`);
    return letter;
  };
  let mails = 0;
  /** Puts mails into the mailbox, and reads it to its end at that moment. */
  const comes = async (now: Instant, ...raws: readonly string[]): Promise<InboxReport> => {
    const tags = await readTags(company.databases.ledgerPool);
    for (const raw of raws) {
      mails += 1;
      await server.put(
        'week',
        withTags(raw, tags).replace(/^Message-ID: .*$/im, `Message-ID: <w${mails}@mx.example>`),
      );
    }
    const found = imapServerOf(readConfig({ IMAP_URL: server.url('week') }));
    if (found === null) throw new Error('no mailbox');
    const mailbox = await openMailbox(found);
    try {
      const report = await readInbox(mailbox, {
        databases: company.databases,
        rules: theRules,
        clock: fixedClock(now),
        signal: new AbortController().signal,
        log: quiet,
      });
      if (report === null) throw new Error('another reader');
      return report;
    } finally {
      await mailbox.close();
    }
  };
  const refused = async (customer: string, status: string, said = ''): Promise<string> => {
    const { id, message_id, to_address } = await letterTo(customer);
    return aStatusReport(
      `Final-Recipient: rfc822; ${to_address}\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${said}\n`,
    )
      .replaceAll('abc123', id)
      .replace(/Message-ID: <[^>]*@nowak.example>/, `Message-ID: ${message_id}`);
  };
  const suppressed = async () =>
    (
      await query<{ customer_id: string }>(
        'select customer_id from suppressions where lifted_at is null order by 1',
      )
    ).map(({ customer_id }) => customer_id);
  const tasksOf = (customer: string) =>
    query(
      `select kind, why from tasks where customer_id = $1 and done_at is null and kind not in ('find-out', 'escalation') order by kind`,
      customer,
    );
  const page = async (path: string) => (await person.get(path)).text.replace(/\s+/g, ' ');

  test('a mailbox that is full three times: none of the letters was told, and a person calls', async () => {
    for (const [time, follows] of [
      ['2026-11-26 11:00', 0],
      ['2026-11-27 11:00', 0],
      ['2026-11-30 11:00', 1],
    ] as const) {
      await company.day(warsaw(time.replace('11:00', '10:00')));
      expect(
        await comes(warsaw(time), await refused('full', '5.2.2', '552 5.2.2 mailbox is full')),
      ).toMatchObject({
        kinds: { bounce_soft: 1 },
        followed: follows,
      });
    }
    expect(
      await query(`select distinct status from letters where customer_id = 'full' and audience = 'customer'`),
    ).toEqual([{ status: 'bounced' }]);
    expect(await suppressed()).toEqual(['full']);
    await company.day(warsaw('2026-11-30 11:15'));
    expect(await tasksOf('full')).toContainEqual({ kind: 'call-customer', why: 'address_bounced' });
    expect(await page('/customers/full')).toContain('it came back, and so did those after it');
  });

  test('a provider that refuses our DMARC closes nobody and is one alarm', async () => {
    const said = '550 5.7.26 Unauthenticated email is not accepted due to DMARC policy';
    const now = warsaw('2026-11-30 11:20');
    await comes(now, await refused('mail1', '5.7.26', said), await refused('mail2', '5.7.1', said));
    expect(await suppressed()).toEqual(['full']);
    expect((await mailSigns(company.databases.ledgerPool, now)).refusedAboutUs).toEqual([
      { provider: 'gmail.example', mails: 2 },
    ]);
  });

  test('a forged report changes nothing, and is somebody’s to read', async () => {
    const { id, to_address } = await letterTo('forged');
    const guessed = aStatusReport(`Final-Recipient: rfc822; ${to_address}\nAction: failed\nStatus: 5.1.1\n`)
      .replace('+bounce-abc123@', `+bounce-${id}-${'a'.repeat(16)}@`)
      .replaceAll('abc123', 'nobody');
    expect(await comes(warsaw('2026-11-30 11:25'), guessed)).toMatchObject({ followed: 0 });
    expect(await suppressed()).toEqual(['full']);
    expect(await tasksOf('forged')).toEqual([{ kind: 'read-mail', why: 'mail_forged' }]);
    expect(await page('/mail')).toContain('without the tag of a letter, so nothing followed');
  });

  test('a reply through a group is a person’s, about the letter that it answers', async () => {
    const { message_id } = await letterTo('group');
    const mail = aMail(
      {
        From: 'Gustaw <gustaw@group.example>',
        'List-Id': '<office.group.example>',
        'List-Unsubscribe': '<https://groups.example/leave>',
        Precedence: 'list',
        'In-Reply-To': message_id,
      },
      'We take the blue one.',
    );
    expect(await comes(warsaw('2026-11-30 11:30'), mail)).toMatchObject({ kinds: { reply: 1 }, followed: 1 });
    expect(await tasksOf('group')).toEqual([{ kind: 'answer-customer', why: 'reply_owed' }]);
  });

  test('an answer from a closed address asks whether it is good again, and one press opens it', async () => {
    await comes(warsaw('2026-11-30 11:35'), await refused('closed', '5.1.1', '550 5.1.1 user unknown'));
    expect(await suppressed()).toEqual(['closed', 'full']);
    const { message_id } = await letterTo('closed');
    const mail = aMail(
      { From: 'ben@closed.example', 'In-Reply-To': message_id },
      '<script>alert(1)</script> Our server was broken. Is it ready?',
    );
    await comes(warsaw('2026-11-30 11:36'), mail);
    expect(await tasksOf('closed')).toContainEqual({ kind: 'answer-customer', why: 'address_answers' });
    expect(await page('/mail')).toContain('from an address that is closed: <bdi>ben@closed.example</bdi>');
    await person.post('/mail/lift', { address: 'ben@closed.example' });
    expect(await suppressed()).toEqual(['full']);
    const story = await page('/customers/closed');
    const [answered = -1, cameBack = -1] = [
      'A person’s mail, ben@closed.example',
      'A letter that came back for good, ben@closed.example',
    ].map((words) => story.indexOf(words));
    expect(answered).toBeGreaterThan(0);
    expect(cameBack, 'the newest first').toBeGreaterThan(answered);
    expect(story).not.toContain('<script>alert');
  });

  test('a mail from an address of two holds for both, until a person says whom it meant', async () => {
    const mail = aMail(
      { From: 'home@shared.example', Subject: 'order no. 2026-OTHER-41', 'In-Reply-To': '' },
      'Is it ready?',
    );
    await comes(warsaw('2026-11-30 11:40'), mail);
    const more = aMail({ From: 'home@shared.example', Subject: 'Another thing', 'In-Reply-To': '' }, 'Open?');
    const waiting = async () =>
      (
        await query<{ customer_id: string }>(
          `select customer_id from replies where answered_at is null and customer_id in ('one', 'other') order by 1`,
        )
      ).map(({ customer_id }) => customer_id);
    expect(await waiting()).toEqual(['one', 'other']);
    // Its number, however it is spelled, says which letter it probably answers.
    expect(await tasksOf('other')).toEqual([{ kind: 'answer-customer', why: 'reply_owed' }]);
    expect(await page('/mail')).toContain('several customers share this address');
    const [ofOne] = await query<{ id: string; task_key: string }>(
      `select id, task_key from replies where customer_id = 'one' and answered_at is null`,
    );
    await comes(warsaw('2026-11-30 11:41'), more);
    await person.post('/mail/meant', { reply: ofOne?.id ?? '' });
    expect(await waiting(), 'of the other mail nobody has said it').toEqual(['one', 'one', 'other']);
    const [another] = await query<{ id: string }>(
      `select id from replies where customer_id = 'one' and answered_at is null and id <> $1`,
      ofOne?.id,
    );
    await person.post('/mail/meant', { reply: another?.id ?? '' });
    expect(await waiting()).toEqual(['one', 'one']);
    expect(await tasksOf('one')).toEqual([
      { kind: 'answer-customer', why: 'reply_owed' },
      { kind: 'answer-customer', why: 'reply_owed' },
    ]);
    // Whoever takes back that they answered the one has not taken back whom it meant.
    await person.post('/tasks/done', { key: ofOne?.task_key ?? '', result: '', day: '', note: '' });
    expect(await waiting()).toEqual(['one']);
    await person.post('/tasks/undo', { key: ofOne?.task_key ?? '' });
    expect(await waiting()).toEqual(['one', 'one']);
    expect(await page('/customers/other')).not.toContain('A person’s mail');
    expect(await page('/customers/one')).toContain('A person’s mail');
  });

  test('a stranger’s mail, and one that is not by whom it names, are read by a person, and an alarm when they are not', async () => {
    const stranger = aMail(
      { From: 'piotr@else.example', Subject: '<b>My</b> boots, 2026/forged/41', 'In-Reply-To': '' },
      'Do you repair boots?',
    );
    const faked = aMail(
      {
        'Authentication-Results': 'mx.nowak.example; dmarc=fail header.from=shared.example',
        From: 'home@shared.example',
        Subject: 'Cancel it all',
        'In-Reply-To': '',
      },
      'We want nothing any more.',
    );
    const nobody = aMail({ From: 'x@nowhere.example', Subject: 'Hello', 'In-Reply-To': '' }, 'Hello.');
    expect(await comes(warsaw('2026-11-30 11:50'), stranger, faked, nobody)).toMatchObject({ followed: 0 });
    expect(
      await query(
        `select customer_id, why, for_person from tasks where kind = 'read-mail' and done_at is null order by why, customer_id`,
      ),
    ).toEqual([
      { customer_id: 'forged', why: 'mail_forged', for_person: 'anna' },
      { customer_id: 'one', why: 'mail_forged', for_person: 'anna' },
      { customer_id: '', why: 'mail_unmatched', for_person: null },
      // Whose number it names can tell what the stranger wants.
      { customer_id: 'forged', why: 'mail_unmatched', for_person: 'anna' },
    ]);
    // What is urgent is told by itself, before the list of the day.
    await company.day(warsaw('2026-12-01 06:00'));
    await company.day(warsaw('2026-12-01 10:00'));
    const list = await company.staffText('digest', 'anna@nowak.example');
    expect(list).toContain('Read a mail from piotr@else.example: “<b>My</b> boots, 2026/forged/41”');
    expect(list).toContain('nobody knows which customer it is');
    expect(await company.staffText('digest', 'marek@nowak.example')).toContain(
      'Read a mail from x@nowhere.example',
    );
    const tasks = await page('/tasks');
    expect(tasks).toContain('piotr@else.example: &lt;b&gt;My&lt;/b&gt; boots');
    expect((await mailSigns(company.databases.ledgerPool, warsaw('2026-12-01 12:00'))).mailsWaiting).toBe(0);
    const late = warsaw('2026-12-02 12:00');
    expect((await mailSigns(company.databases.ledgerPool, late)).mailsWaiting).toBe(4);
    for (const { key } of await query<{ key: string }>(
      `select key from tasks where kind = 'read-mail' and customer_id = 'forged'`,
    ))
      for (const action of ['done', 'undo', 'done']) {
        await person.post(`/tasks/${action}`, { key, result: '', day: '', note: '' });
        // Who takes it back finds again who wrote what.
        if (action === 'undo') expect(await page('/tasks')).toContain('piotr@else.example: &lt;b&gt;My');
      }
    expect((await mailSigns(company.databases.ledgerPool, late)).mailsWaiting).toBe(2);
    const left = await query<{ id: string }>(
      `select id from inbox_mails where folder = 'unknown' and seen_at is null`,
    );
    for (const { id } of left) await person.post('/mail/seen', { mail: id });
    expect(await query(`select 1 from tasks where kind = 'read-mail' and done_at is null`)).toEqual([]);
  });
});
