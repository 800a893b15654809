import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { consequenceOf } from '../../src/inbox/consequence.ts';
import { MAIL_KINDS } from '../../src/inbox/mail-kinds.ts';
import { newMailKey, readTags } from '../../src/ledger/mail/mail-keys.ts';
import { answerReplies } from '../../src/ledger/mail/replies.ts';
import { takeMail } from '../../src/mailbox/take-mail.ts';
import { aMail, aPart, aReport, aStatusReport, RETURNED } from '../inbox/mails.ts';
import { WORDED_AS_MACHINES } from '../inbox/worded-as-machines.ts';
import { rules } from '../support/builders.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { at, putLetters } from '../support/outbox.ts';
import { withTags } from '../support/tagged.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());

const query = async <Row extends object>(sql: string, ...values: readonly unknown[]): Promise<Row[]> =>
  (await databases.ledgerPool.query<Row>(sql, [...values])).rows;

/** Letter abc123 to Anna, customer C1, submitted at nine; and letter def456 to the same address, of customer C2, waiting. */
beforeEach(async () => {
  await query(
    'truncate letters, cases, letter_cases, reminders, tasks, inbox_mails, suppressions, replies cascade',
  );
  await putLetters(databases.ledgerPool, [
    { id: 'abc123', customerId: 'C1', toAddress: 'Anna@Customer.example' },
    { id: 'def456', customerId: 'C2', toAddress: 'anna@customer.example' },
    { id: 'staff1', customerId: 'C1', toAddress: 'anna@nowak.example', audience: 'staff', kind: 'task' },
  ]);
  await query(
    `update letters set status = 'submitted', submitted_at = $1, attempts = 1, first_attempt_at = $1
     where id in ('abc123', 'staff1')`,
    new Date(at('09:00')),
  );
});

const take = async (raw: string, time = '10:00') =>
  takeMail(
    { raw: Buffer.from(withTags(raw, await readTags(databases.ledgerPool))), receivedAt: at(time) },
    { databases, rules: rules(), clock: fixedClock(at('10:05')) },
  );

const letter = async (id: string) =>
  (await query<Record<string, unknown>>('select * from letters where id = $1', id))[0];

const GONE = aStatusReport('Final-Recipient: rfc822; anna@customer.example\nAction: failed\nStatus: 5.1.1\n');

describe('a letter that came back', () => {
  test('is bounced, its address is suppressed for whoever had letters to it, and a person is asked to call', async () => {
    expect(await take(GONE)).toMatchObject({
      do: 'bounced',
      folder: 'processed',
      letterId: 'abc123',
      before: false,
    });
    expect(await letter('abc123')).toMatchObject({
      status: 'bounced',
      status_reason: expect.stringContaining('5.1.1'),
    });
    expect(await letter('def456')).toMatchObject({ status: 'withdrawn' });
    expect(await query('select address, customer_id, why from suppressions order by customer_id')).toEqual([
      { address: 'anna@customer.example', customer_id: 'C1', why: 'bounced' },
      { address: 'anna@customer.example', customer_id: 'C2', why: 'bounced' },
    ]);
    expect(await query('select key, kind, case_id, why, for_person, untold from tasks')).toEqual([
      {
        key: 'case-C1/call-customer/abc123',
        kind: 'call-customer',
        case_id: 'case-C1',
        why: 'address_bounced',
        for_person: 'P1',
        untold: true,
      },
    ]);
  });

  test('is applied once, however often the same mail is read', async () => {
    await take(GONE);
    const [before] = await query<{ state: string }>(STATE);
    expect(await take(GONE)).toMatchObject({ before: true, folder: 'processed', do: 'nothing' });
    expect(await query(STATE)).toEqual([before]);
  });

  test('is known by the address that it came back to, by its Message-ID, or by whom it went to', async () => {
    const notice = (headers: Record<string, string>, body: string) =>
      aMail(
        {
          From: 'MAILER-DAEMON@mx.example',
          Subject: 'failure notice',
          To: 'kontakt@nowak.example',
          ...headers,
        },
        body,
      );
    const gone =
      'I was unable to deliver your message.\n\n<other@elsewhere.example>:\n550 5.1.1 no such user\n';
    const by = async (raw: string) => {
      await query("update letters set status = 'submitted' where id = 'abc123'");
      await take(raw);
      return query('select letter_id, matched_by from inbox_mails order by read_at, id');
    };
    const verp = { To: 'Kontakt+BOUNCE-ABC123@nowak.example', 'Message-ID': '<v@mx.example>' };
    expect(await by(notice(verp, gone))).toEqual([{ letter_id: 'abc123', matched_by: 'envelope' }]);
    await query('delete from inbox_mails');
    const pasted = `${gone}\n--- Below this line is a copy of the message.\n\nMessage-ID: <abc123@nowak.example>\nSubject: Your suit\n`;
    expect(await by(notice({ 'Message-ID': '<m@mx.example>' }, pasted))).toEqual([
      { letter_id: 'abc123', matched_by: 'message id' },
    ]);
    await query('delete from inbox_mails');
    const named = gone.replace('other@elsewhere.example', 'anna@customer.example');
    expect(await by(notice({ 'Message-ID': '<r@mx.example>' }, named))).toEqual([
      { letter_id: 'abc123', matched_by: 'recipient' },
    ]);
  });

  test('that never left, or that nobody knows, is nothing of ours: the mail waits for a person', async () => {
    const ofWaiting = GONE.replaceAll('abc123', 'def456').replaceAll('anna@customer', 'nobody@customer');
    expect(await take(ofWaiting)).toMatchObject({ folder: 'unknown', do: 'nothing', letterId: null });
    expect(await letter('def456')).toMatchObject({ status: 'queued' });
    expect(await query('select why from inbox_mails')).toEqual([
      { why: expect.stringContaining('No letter of ours is known') },
    ]);
  });

  test('while a worker still holds it is settled by the mail, not by the worker', async () => {
    await query(
      `update letters set status = 'sending', submitted_at = null, leased_by = 'w', lease_until = $1 where id = 'abc123'`,
      new Date(at('10:10')),
    );
    await take(GONE);
    expect(await letter('abc123')).toMatchObject({
      status: 'bounced',
      leased_by: null,
      submitted_at: expect.any(Date),
    });
  });

  test('of a person of ours suppresses nobody', async () => {
    expect(
      await take(
        GONE.replaceAll('abc123', 'staff1').replaceAll('anna@customer.example', 'anna@nowak.example'),
      ),
    ).toMatchObject({
      do: 'bounced',
      letterId: 'staff1',
    });
    expect(await query('select 1 from suppressions union all select 1 from tasks')).toEqual([]);
  });
});

const STATE = `select json_build_array(
  (select json_agg(l order by id) from letters l), (select json_agg(s) from suppressions s),
  (select json_agg(t order by key) from tasks t), (select json_agg(r) from replies r),
  (select json_agg(m) from inbox_mails m))::text as state`;

test('a delay and a full mailbox are counted on the letter, and change nothing else', async () => {
  const full = GONE.replace('5.1.1', '5.2.2').replace('<1@customer.example>', '<2@customer.example>');
  expect(await take(full)).toMatchObject({ do: 'count soft', folder: 'processed' });
  const late = GONE.replace('Action: failed', 'Action: delayed').replace(
    '<1@customer.example>',
    '<3@customer.example>',
  );
  expect(await take(late)).toMatchObject({ do: 'count delay', folder: 'processed' });
  expect(await letter('abc123')).toMatchObject({ status: 'submitted', soft_bounces: 1, delays: 1 });
  expect(await query('select 1 from suppressions union all select 1 from tasks')).toEqual([]);
});

test('a vacation note is filed, and nothing follows', async () => {
  const away = aMail(
    { Subject: 'Out of office', 'Auto-Submitted': 'auto-replied', 'In-Reply-To': '<abc123@nowak.example>' },
    'I am away until Monday.',
  );
  expect(await take(away)).toMatchObject({
    do: 'nothing',
    folder: 'processed',
    judgment: { kind: 'auto_reply' },
  });
  expect(
    await query('select 1 from suppressions union all select 1 from tasks union all select 1 from replies'),
  ).toEqual([]);
});

describe('an answer in words as a machine has them', () => {
  test.each(WORDED_AS_MACHINES)('%s: %s: %s: a person owes an answer', async (_language, Subject, words) => {
    const mail = aMail({ Subject, References: '<0@elsewhere.example> <abc123@nowak.example>' }, words);
    expect(await take(mail)).toMatchObject({ do: 'reply', folder: 'processed', letterId: 'abc123' });
    expect(await query('select customer_id from replies')).toEqual([{ customer_id: 'C1' }]);
    expect(await query('select kind from tasks')).toEqual([{ kind: 'answer-customer' }]);
  });

  test('to a letter that never left is heard all the same', async () => {
    const [, Subject = '', words = ''] = WORDED_AS_MACHINES[1] ?? [];
    const mail = aMail({ Subject, 'In-Reply-To': '<def456@nowak.example>' }, words);
    expect(await take(mail)).toMatchObject({ do: 'reply', letterId: 'abc123', judgment: { kind: 'reply' } });
  });

  test('to a letter that this ledger does not know waits for a person', async () => {
    const [, Subject = '', words = ''] = WORDED_AS_MACHINES[1] ?? [];
    const lost = `<${'0f'.repeat(16)}@nowak.example>`;
    const mail = aMail({ Subject, From: 'jan@elsewhere.example', 'In-Reply-To': lost }, words);
    expect(await take(mail)).toMatchObject({ folder: 'unknown', judgment: { kind: 'reply' } });
  });
});

test('a complaint suppresses the address and asks for a call; the letter was read all the same', async () => {
  const report = aReport('feedback-report', [
    aPart('text/plain', 'This is an email abuse report.'),
    aPart('message/feedback-report', 'Feedback-Type: abuse\nVersion: 1\n'),
    aPart('message/rfc822', RETURNED),
  ]);
  expect(await take(report)).toMatchObject({ do: 'complained', folder: 'processed' });
  expect(await letter('abc123')).toMatchObject({ status: 'submitted' });
  expect(await query('select distinct why from suppressions')).toEqual([{ why: 'complained' }]);
  expect(await query('select kind, why from tasks')).toEqual([{ kind: 'call-customer', why: 'complained' }]);
});

describe('a person who writes', () => {
  const answer = (headers: Record<string, string> = {}) =>
    aMail(
      { From: 'Anna <anna@customer.example>', 'In-Reply-To': '<abc123@nowak.example>', ...headers },
      'Could you send the jacket on its own?',
    );

  test('is owed an answer by a day, about what the letter was about', async () => {
    expect(await take(answer())).toMatchObject({ do: 'reply', folder: 'processed', letterId: 'abc123' });
    const [reply] = await query<{ id: string }>('select * from replies');
    expect(reply).toMatchObject({
      customer_id: 'C1',
      at: new Date(at('10:00')),
      about: [{ kind: 'order', id: 'O1' }],
      // Thursday; one working day.
      owed_by: '2026-11-27',
      answered_at: null,
    });
    expect(await query('select key, kind, for_person, due_on, untold from tasks')).toEqual([
      {
        key: `case-C1/answer-customer/${reply?.id}`,
        kind: 'answer-customer',
        for_person: 'P1',
        due_on: '2026-11-27',
        untold: true,
      },
    ]);
  });

  test('without naming a letter is known by the address, and writes about anything', async () => {
    const raw = answer({ 'In-Reply-To': '<something@else.example>' });
    expect(await take(raw)).toMatchObject({ do: 'reply', letterId: 'abc123' });
    expect(await query('select about from replies')).toEqual([{ about: [] }]);
  });

  test('to whom we never wrote is unknown, and waits for a person', async () => {
    const raw = answer({ From: 'Piotr <piotr@elsewhere.example>', 'In-Reply-To': '<x@else.example>' });
    expect(await take(raw)).toMatchObject({ do: 'nothing', folder: 'unknown', judgment: { kind: 'reply' } });
  });

  test('and is one of us is no customer', async () => {
    const pool = databases.openSourceForImport();
    await pool.query(
      "insert into source.people (id, name, role, email) values ('anna', 'Anna Lis', 'owner', 'Anna@Nowak.example') on conflict do nothing",
    );
    await pool.end();
    expect(await take(answer({ From: 'anna@nowak.example' }))).toMatchObject({
      do: 'nothing',
      folder: 'processed',
    });
    expect(await take(answer({ 'In-Reply-To': '<staff1@nowak.example>' }))).toMatchObject({
      do: 'nothing',
      folder: 'processed',
      letterId: 'staff1',
    });
    expect(await query('select 1 from replies')).toEqual([]);
  });
});

test('a mail that cannot be parsed or kept is set aside with the reason, once', async () => {
  const bomb = `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(500)}--b--\n`;
  expect(await take(bomb)).toMatchObject({ folder: 'unknown', judgment: { kind: 'unknown' } });
  expect(await take(bomb)).toMatchObject({ folder: 'unknown', before: true });
  const odd = aMail(
    { From: '"\u0000\ud800" <a\u0000nna@customer.example>', 'In-Reply-To': '<abc123@nowak.example>' },
    '\u0000',
  );
  await expect(take(odd)).resolves.toMatchObject({ folder: expect.stringMatching(/processed|unknown/) });
  // Its words are kept with the task, without what no database can hold.
  const tag = (await readTags(databases.ledgerPool)).tag('cancel', 'abc123');
  const tapped = aMail(
    {
      To: `kontakt+cancel-abc123-${tag}@nowak.example`,
      'Message-ID': '<2@customer.example>',
      'Content-Transfer-Encoding': 'base64',
    },
    Buffer.from('No\u0000 more of it.').toString('base64'),
  );
  expect(await take(tapped)).toMatchObject({ do: 'reply', folder: 'processed' });
  expect(await query("select said from tasks where why = 'wants_cancel'")).toEqual([
    { said: 'No more of it.' },
  ]);
  // And what cannot be looked for is set aside, with who wrote it.
  const unfit = aMail(
    {
      From: 'piotr@else.example',
      'Message-ID': '<2@else.example>',
      'In-Reply-To': '<n\u0000@nowak.example>',
    },
    'Hello',
  );
  expect(await take(unfit)).toMatchObject({ folder: 'unknown' });
  expect(await query("select sender from inbox_mails where why like '%could not be applied%'")).toEqual([
    { sender: 'piotr@else.example' },
  ]);
});

const OF_THEIRS = { result: 'passed', domain: 'mx.customer.example', byDaemon: true } as const;
const ORIGINS = [true, false].flatMap((fromUs) =>
  [
    { ...OF_THEIRS, result: null } as const,
    { ...OF_THEIRS, result: 'failed' } as const,
    { ...OF_THEIRS, domain: 'evil.example' } as const,
    // Whoever has a mailbox there writes from its servers too.
    { ...OF_THEIRS, byDaemon: false } as const,
    OF_THEIRS,
  ].map((origin) => [fromUs, origin] as const),
);

test('what follows is said for every kind of mail, whatever is known of the letter', () => {
  const letters = (['customer', 'staff'] as const).flatMap((audience) =>
    (['tag', 'old', 'none'] as const).map((proof) => ({
      audience,
      proof,
      to_address: 'Anna@Customer.example',
    })),
  );
  for (const kind of MAIL_KINDS)
    for (const letterOrNone of [null, ...letters])
      for (const recipient of [null, 'anna@customer.example', 'piotr@else.example'])
        for (const [fromUs, origin] of ORIGINS) {
          const judgment = { kind, recipient, status: null, why: '' };
          const { do: what, folder } = consequenceOf(judgment, letterOrNone, fromUs, false, origin);
          // What somebody else sent than it names is no word of whom it names, nor of ours, unless it carries the letter's tag.
          if (origin.result === 'failed' && kind === 'reply' && letterOrNone?.proof !== 'tag')
            expect([what, folder]).toEqual(['nothing', 'unknown']);
          if (kind !== 'reply' && letterOrNone?.proof === 'none')
            expect(what).toBe(origin === OF_THEIRS && kind.startsWith('bounce') ? 'count soft' : 'nothing');
          if (letterOrNone === null) expect(what).toBe('nothing');
          if (kind === 'unknown') expect(folder).toBe('unknown');
          if (letterOrNone?.audience === 'staff') expect(['reply', 'complained']).not.toContain(what);
          // Only the letter's own tag closes an address, and only the letter's own.
          if (what === 'bounced' || what === 'complained') {
            expect(letterOrNone?.proof).toBe('tag');
            expect(recipient).not.toBe('piotr@else.example');
          }
        }
});

test('whoever asks to be written to less is heard after the matter of the letter has closed', async () => {
  await query("update cases set closed_at = $1, closed_because = 'done'", new Date(at('09:50')));
  const tag = (await readTags(databases.ledgerPool)).tag('less', 'abc123');
  expect(await take(aMail({ To: `kontakt+less-abc123-${tag}@nowak.example` }, ''))).toMatchObject({
    do: 'reply',
  });
  expect(await query('select customer_id from less_often where lifted_at is null')).toEqual([
    { customer_id: 'C1' },
  ]);
  expect(await query('select 1 from tasks')).toEqual([]);
  await query('delete from less_often');
});

describe('a mail that answers nothing, from an address that two customers share', () => {
  beforeEach(async () => {
    await query(
      `update letters set status = 'submitted', submitted_at = $1, attempts = 1, first_attempt_at = $1, subject = 'Invoice F-77'
       where id = 'def456'`,
      new Date(at('09:05')),
    );
    await query("update letters set subject = 'Invoice F-12' where id = 'abc123'");
  });

  test('is about the invoice that its subject names, and holds for both until a person answers', async () => {
    const mail = aMail({ Subject: 'Your invoice F-12' }, 'I paid this in cash.');
    expect(await take(mail)).toMatchObject({ do: 'reply', letterId: 'abc123' });
    expect(await query('select customer_id from replies where answered_at is null order by 1')).toEqual([
      { customer_id: 'C1' },
      { customer_id: 'C2' },
    ]);
    expect(await query('select customer_id from tasks where done_at is null')).toEqual([
      { customer_id: 'C1' },
    ]);
    await answerReplies(databases.ledgerPool, 'C2', 'ola', at('11:00'));
    expect(await query('select 1 from replies where answered_at is null')).toEqual([]);
    expect(await query('select 1 from tasks where done_at is null')).toEqual([]);
  });
});

test('a stranger’s mail is given to whose number it names whole, however it is spelled, and to nobody by a part of one', async () => {
  await query("update letters set subject = 'Your order (FV-2026/117): late' where id = 'abc123'");
  const whose = async (subject: string, n: number): Promise<unknown> => {
    await take(
      aMail(
        {
          From: 'piotr@else.example',
          'Message-ID': `<s${n}@else.example>`,
          Subject: subject,
          'In-Reply-To': '',
        },
        'Hello',
      ),
    );
    const [task] = await query<{ customer_id: string }>(
      "select customer_id from tasks where kind = 'read-mail'",
    );
    await query("delete from tasks where kind = 'read-mail'");
    return task?.customer_id;
  };
  const subjects = [
    'fv2026/117',
    'FV 2026-117',
    'Calendar 2026',
    '117',
    'order 2026/117 ',
    'FV-2026/117/3',
    'o1',
  ];
  const found: unknown[] = [];
  for (const [n, subject] of subjects.entries()) found.push(await whose(subject, n));
  expect(found).toEqual(['C1', 'C1', '', '', 'C1', '', '']);
});

describe('a report that did not see the letter', () => {
  const forged = async (raw: string) =>
    takeMail(
      { raw: Buffer.from(raw), receivedAt: at('10:00') },
      { databases, rules: rules(), clock: fixedClock(at('10:05')) },
    );

  test('changes nothing and is listed, however much it knows of us', async () => {
    await query('update mail_keys set tagged_since = $1', new Date(at('08:00')));
    // The id of a letter is a hash of what anybody may guess, and so is a tag of another purpose.
    const tags = await readTags(databases.ledgerPool);
    const wrong = GONE.replace('+bounce-abc123@', `+bounce-abc123-${tags.tag('reply', 'abc123')}@`);
    for (const [at, raw] of [
      GONE,
      wrong,
      GONE.replace('abc123@nowak', `abc123.${'a'.repeat(16)}@nowak`),
    ].entries())
      expect(await forged(raw.replace('<1@', `<${at}@`))).toMatchObject({ do: 'nothing', folder: 'unknown' });
    expect(await letter('abc123')).toMatchObject({ status: 'submitted', soft_bounces: 0 });
    expect(await query('select 1 from suppressions')).toEqual([]);
    expect(await query('select distinct proof, folder from inbox_mails where seen_at is null')).toEqual([
      { proof: 'none', folder: 'unknown' },
    ]);
  });

  test('and a letter of an earlier build had no tag: its bounce counts, its answer is heard, its address stays open', async () => {
    await query('update mail_keys set tagged_since = $1', new Date(at('09:30')));
    expect(await forged(GONE)).toMatchObject({ do: 'count soft', letterId: 'abc123' });
    const answer = aMail(
      { From: 'jan@else.example', 'In-Reply-To': '<abc123@nowak.example>' },
      'Where is it?',
    );
    expect(await forged(answer)).toMatchObject({ do: 'reply', letterId: 'abc123' });
    expect(await query('select 1 from suppressions')).toEqual([]);
  });

  test('about an address to which the customer’s passes mail on says nothing of the customer’s own', async () => {
    const elsewhere = GONE.replace('rfc822; anna@customer.example', 'rfc822; box17@elsewhere.example');
    expect(await take(elsewhere)).toMatchObject({ do: 'count soft', letterId: 'abc123' });
    expect(await query('select 1 from suppressions')).toEqual([]);
  });

  test('of a key that was changed is still known, and of the key before that is not', async () => {
    await query('update mail_keys set tagged_since = $1', new Date(at('08:00')));
    const tags = await readTags(databases.ledgerPool);
    const raw = withTags(GONE, tags);
    for (const expected of ['bounced', 'nothing'])
      await inTransaction(databases.ledgerPool, async (client) => {
        await newMailKey(client, at('10:00'));
      }).then(async () => {
        expect((await forged(raw.replace('<1@', `<${expected}@`))).do).toBe(expected);
      });
  });
});

test('whatever comes, it is recorded once and never thrown at the reader', async () => {
  const odd = fc.oneof(
    fc.constantFrom(
      'anna@customer.example',
      '<abc123@nowak.example>',
      'kontakt+bounce-abc123@nowak.example',
      '\u0000',
    ),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const names = [
    'From',
    'To',
    'Message-ID',
    'In-Reply-To',
    'References',
    'Subject',
    'Auto-Submitted',
    'Content-Type',
  ];
  const mail = fc.record({
    headers: fc.array(fc.tuple(fc.constantFrom(...names), odd), { maxLength: 8 }),
    body: fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      odd.map((text) => Buffer.from(`550 5.1.1 unknown ${text}`)),
    ),
  });
  await fc.assert(
    fc.asyncProperty(mail, async ({ headers, body }) => {
      const raw = Buffer.concat([
        Buffer.from(`${headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`),
        body,
      ]);
      const arrived = { raw, receivedAt: at('10:00') };
      const options = { databases, rules: rules(), clock: fixedClock(at('10:05')) };
      const first = await takeMail(arrived, options);
      expect(await takeMail(arrived, options)).toMatchObject({
        id: first.id,
        folder: first.folder,
        before: true,
      });
      expect(await query('select folder from inbox_mails where id = $1', first.id)).toEqual([
        { folder: first.folder },
      ]);
    }),
    { numRuns: 60 },
  );
});
