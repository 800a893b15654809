import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPromises } from '../../src/ledger/alarms/promises.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { type OutboxLetter, putLetters } from '../support/outbox.ts';
import { faultsOfHeaders, faultsOfHtml, structureOf } from './fuzz-letters.ts';
import { brokenInvariants } from './invariants.ts';
import { judgePost } from './judge-post.ts';
import type { MailRecord, ReceivedMail } from './mail-record.ts';
import { isBroken } from './ordeal.ts';
import { randomFrom } from './random.ts';

// Figures that must be zero prove nothing unless they can be something else.
let databases: FreshDatabases;
beforeEach(async () => {
  databases = await freshDatabases();
});
afterEach(() => databases.close());

const have = (...letters: OutboxLetter[]) => putLetters(databases.ledgerPool, letters);
const set = (id: string, sql: string) =>
  databases.ledgerPool.query(`update letters set ${sql} where id = $1`, [id]);
const SUBMITTED = `status = 'submitted', submitted_at = '2026-11-26T09:10Z', attempts = 1, first_attempt_at = '2026-11-26T09:10Z'`;

describe('the invariants', () => {
  const broken = async () => (await brokenInvariants(databases.ledgerPool)).map((text) => text.split(':')[0]);

  test('hold on an empty ledger', async () => {
    expect((await readPromises()).length).toBeGreaterThan(10);
    expect(await broken()).toEqual([]);
  });

  test('name what is broken', async () => {
    await have({ id: 'plain' }, { id: 'again', kind: 'reminder-plain' }, { id: 'thrice' });
    await databases.ledgerPool.query(`update letters set next_word_by = '2026-12-01'`);
    await databases.ledgerPool.query(
      `insert into reminders (letter_id, invoice_id, customer_id, ordinal, rung, tone)
       select id, 'F1', customer_id, 1, 'nudge', 'friendly' from letters where id = 'again'`,
    );
    // The reminder has the template of another letter: it may not go with that.
    expect(await broken()).toEqual(['A letter that may still go has the template that it was written with']);

    await set('again', `${SUBMITTED}, uncertain_count = 1`);
    await set('thrice', `${SUBMITTED}, uncertain_count = 2`);
    await set('plain', `next_word_by = null, status = 'uncertain', status_reason = 'a crash'`);
    expect(await broken()).toEqual([
      'What was handed to the mail server was attempted',
      'Our word is stored as the letter gave it',
      'A reminder that may have gone is never sent once more, unless a person released it',
      'Any other letter that may have gone is sent once more at most, unless a person released it',
    ]);
  });

  test('see what was left of mails', async () => {
    const pool = databases.ledgerPool;
    await have({ id: 'closed', toAddress: 'Anna@customer.example', customerId: 'C1' });
    await pool.query(`update letters set next_word_by = '2026-12-01'`);
    await pool.query(
      `insert into suppressions (address, customer_id, since, why, said)
       values ('anna@customer.example', 'C1', '2026-11-26T12:00Z', 'bounced', 'gone')`,
    );
    await pool.query(
      `insert into inbox_mails (id, read_at, kind, why, folder) values ('m', '2026-11-26T12:00Z', 'bounce_hard', 'x', 'processed')`,
    );
    await pool.query(
      `insert into replies (id, customer_id, at, about, owed_by, task_key) values ('m', 'C1', '2026-11-26T12:00Z', '[]', '2026-11-27', 'none')`,
    );
    expect(await broken()).toEqual([
      'No letter waits for an address that is suppressed',
      'Whoever wrote to us is owed an answer by somebody',
      'A mail is filed as processed only when it is known what it is about',
    ]);
  });

  test('see two reminders that came too soon after one another', async () => {
    await have(
      { id: 'r1', kind: 'reminder-friendly', customerId: 'C1' },
      { id: 'r2', kind: 'reminder-plain', customerId: 'C1' },
    );
    await databases.ledgerPool.query(`update letters set next_word_by = '2026-12-01'`);
    await databases.ledgerPool.query(
      `insert into reminders (letter_id, invoice_id, customer_id, ordinal, rung, tone)
       values ('r1', 'F1', 'C1', 1, 'nudge', 'friendly'), ('r2', 'F1', 'C1', 2, 'reminder', 'plain')`,
    );
    await set('r1', SUBMITTED);
    await set('r2', SUBMITTED.replaceAll('-26T', '-30T'));
    expect(await broken()).toEqual(['Reminders of one invoice keep the minimum gap']);
    await set('r2', SUBMITTED.replaceAll('2026-11-26T', '2026-12-03T'));
    expect(await broken()).toEqual([]);
  });
});

describe('what the mail server took is held against the ledger', () => {
  const took = (letter: string, changes: Partial<ReceivedMail> = {}): ReceivedMail => ({
    letter,
    messageId: `<${letter}@nowak.example>`,
    to: `zofia.${letter}@customer.example`,
    ...changes,
  });
  const broken = async (expected: number, ...received: ReceivedMail[]) => {
    const record: MailRecord = { url: '', received, delay: 0, close: async () => undefined };
    return (await judgePost(databases.ledgerPool, record, expected)).filter(isBroken).map(({ what }) => what);
  };

  test('all is well when each submitted letter came once, or a status letter twice as the same mail', async () => {
    await have({ id: 'a' }, { id: 'b', kind: 'reminder-plain' });
    await set('a', SUBMITTED);
    await set('b', SUBMITTED);
    expect(await broken(2, took('a'), took('b'))).toEqual([]);
    expect(await broken(2, took('a'), took('a'), took('b'))).toEqual([]);
  });

  test('each fault has its figure', async () => {
    await have({ id: 'a' }, { id: 'b', kind: 'reminder-plain' });
    const lost = 'lost: letters gone from the ledger, or submitted and never taken';
    expect(await broken(2, took('a'), took('b'))).toEqual(['letters in no final state']);
    await set('a', SUBMITTED);
    await set('b', SUBMITTED);
    expect(await broken(2, took('b'))).toEqual([lost]);
    expect(await broken(3, took('a'), took('b'))).toEqual([lost]);
    expect(await broken(2, took('a'), took('b'), took('b'))).toEqual(['reminders taken twice']);
    expect(await broken(2, took('a'), took('a', { messageId: '<other@x>' }), took('b'))).toEqual([
      'other letters taken twice with different Message-IDs',
      'customers with two letters for their one matter',
    ]);
    expect(await broken(2, took('a'), took('a'), took('a'), took('b'))).toEqual([
      'other letters taken more than twice',
    ]);
    expect(await broken(2, took('a'), took('b'), took('z'))).toEqual(['messages of no letter of the ledger']);
  });
});

describe('hostile text is noticed', () => {
  test('where it became an element, an attribute or a link of its own', () => {
    const allowed = structureOf('<p class="a">{{ name }} <a href="{{ url }}">x</a></p>');
    expect(faultsOfHtml('<p class="a">Zofia <a href="https://x.example">x</a></p>', allowed)).toEqual([]);
    expect(faultsOfHtml('<p>&lt;script&gt; <a href="tel:1">x</a></p>', allowed)).toEqual([]);
    expect(faultsOfHtml('<p><img src="https://x"></p>', allowed)).toEqual(['<img>', '<img src>']);
    expect(faultsOfHtml('<p onclick="x">Zofia</p>', allowed)).toEqual(['<p onclick>']);
    expect(faultsOfHtml('<a href="javascript:alert(1)">x</a>', allowed)).toEqual([
      'href=javascript:alert(1)',
    ]);
  });

  test('where it became a header or a recipient', () => {
    const mail = (...further: string[]) =>
      Buffer.from(
        ['From: a@b.example', 'Subject: x', 'Message-ID: <1@b>', ...further, '', 'text'].join('\r\n'),
      );
    const to = 'To: "Anna <anna@evil.example>," <zofia@kunde.example>';
    expect(faultsOfHeaders(mail(to))).toEqual([]);
    expect(faultsOfHeaders(mail(to, 'Bcc: v@evil.example'))).toEqual(['a header "bcc"']);
    expect(faultsOfHeaders(mail(`${to}, v@evil.example`))).toHaveLength(1);
    expect(faultsOfHeaders(mail(`${to}\nX: y`))).toHaveLength(2);
    expect(faultsOfHeaders(mail())).toEqual(['the header to does not stand once']);
  });
});

test('the same seed gives the same moments', () => {
  const [one, same, other] = [7, 7, 8].map((seed) => Array.from({ length: 50 }, randomFrom(seed)));
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
  expect(Math.min(...(one ?? []))).toBeGreaterThanOrEqual(0);
  expect(Math.max(...(one ?? []))).toBeLessThan(1);
});
