import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '../../../src/clock.ts';
import { readTags } from '../../../src/ledger/mail/mail-keys.ts';
import { liftSuppression } from '../../../src/ledger/mail/suppressions.ts';
import { takeMail } from '../../../src/mailbox/take-mail.ts';
import { aMail, aStatusReport } from '../../inbox/mails.ts';
import { rules } from '../../support/builders.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { at, putLetters } from '../../support/outbox.ts';
import { withTags } from '../../support/tagged.ts';

/* "Her mailbox has been full since October, and we go on writing to it as if she read it." */
let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());

const TIMES = ['09:00', '09:10', '09:20', '09:30'];
/** Four letters to Anna, one after the other, that the mail server took. */
beforeEach(async () => {
  const pool = databases.ledgerPool;
  await pool.query(
    'truncate letters, cases, letter_cases, tasks, inbox_mails, suppressions, replies cascade',
  );
  await putLetters(
    pool,
    TIMES.map((time, n) => ({
      id: `letter${n}`,
      customerId: 'C1',
      toAddress: 'Anna@Customer.example',
      decidedAt: at(time),
    })),
  );
  await pool.query(
    `update letters set status = 'submitted', attempts = 1, submitted_at = decided_at, first_attempt_at = decided_at`,
  );
});

const take = async (raw: string) => taken(withTags(raw, await readTags(databases.ledgerPool)));
const taken = (raw: string) =>
  takeMail(
    { raw: Buffer.from(raw), receivedAt: at('10:00') },
    { databases, rules: rules(), clock: fixedClock(at('10:05')) },
  );
const FULL = aStatusReport('Final-Recipient: rfc822; anna@customer.example\nAction: failed\nStatus: 4.2.2\n');
const fullFor = async (nth: number) => (await take(FULL.replaceAll('abc123', `letter${nth}`))).do;
const suppressed = async () =>
  (await databases.ledgerPool.query('select address, why from suppressions where lifted_at is null')).rows;

test('the third letter in a row that comes back for now is as one that came back for good', async () => {
  expect([await fullFor(1), await fullFor(2)]).toEqual(['count soft', 'count soft']);
  expect(await suppressed()).toEqual([]);
  expect(await fullFor(3)).toBe('bounced');
  expect(await suppressed()).toEqual([{ address: 'anna@customer.example', why: 'bounced' }]);
  const { rows } = await databases.ledgerPool.query('select kind, why, untold from tasks');
  expect(rows).toEqual([{ kind: 'call-customer', why: 'address_bounced', untold: true }]);
  // None of the three was told; the one before them arrived.
  const letters = await databases.ledgerPool.query('select id, status from letters order by id');
  expect(letters.rows.map(({ status }) => status)).toEqual(['submitted', 'bounced', 'bounced', 'bounced']);
});

test('several mails about one letter are one', async () => {
  const again = FULL.replaceAll('abc123', 'letter3');
  for (const n of [1, 2, 3])
    expect((await take(again.replace(/^Message-ID: .*$/im, `Message-ID: <again${n}@mx.example>`))).do).toBe(
      'count soft',
    );
  expect(await suppressed()).toEqual([]);
});

test('without a tag any number of them closes nothing', async () => {
  for (const n of [1, 2, 3])
    expect((await taken(FULL.replaceAll('abc123', `letter${n}`))).do).toBe('count soft');
  expect(await suppressed()).toEqual([]);
});

test('a letter that arrived among them begins anew', async () => {
  expect([await fullFor(0), await fullFor(1), await fullFor(3)]).not.toContain('bounced');
});

test('so does a word from the customer', async () => {
  await fullFor(1);
  await fullFor(2);
  await take(
    aMail(
      { From: 'anna@customer.example', 'In-Reply-To': '<letter2@nowak.example>' },
      'My mailbox works again.',
    ),
  );
  expect(await fullFor(3)).toBe('count soft');
});

test('so does a person who says that the address is good', async () => {
  for (const nth of [1, 2, 3]) await fullFor(nth);
  await liftSuppression(databases.ledgerPool, 'anna@customer.example', 'Ola', at('10:06'));
  const again = FULL.replaceAll('abc123', 'letter3').replace(
    /^Message-ID: .*$/im,
    'Message-ID: <again@mx.example>',
  );
  expect((await take(again)).do).toBe('count soft');
});

test('letters of long ago do not count', async () => {
  await databases.ledgerPool.query(
    `update letters set first_attempt_at = '2026-11-11T10:00Z' where id = 'letter1'`,
  );
  expect([await fullFor(1), await fullFor(2), await fullFor(3)]).not.toContain('bounced');
});
