import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CustomerId } from '../../src/customer/ids.ts';
import { mailSigns } from '../../src/ledger/alarms/mail-signs.ts';
import { readMemories } from '../../src/ledger/memory/memory.ts';
import { aMail, aStatusReport } from '../inbox/mails.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { freshShell, shell } from '../support/shell.ts';

/* "Your own DNS was broken for a day, and since then you write to none of us any more." */
let company: Company;
beforeAll(async () => {
  company = await aCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  freshShell({ DATABASE_URL: company.databases.url });
  await company.have(
    'customers',
    ...NAMES.map((name) => ({
      id: name,
      name,
      email: `${name}@gmail.example`,
      language: 'en',
      owner_id: 'anna',
    })),
  );
  for (const name of NAMES)
    await company.haveOrder({
      id: `O-${name}`,
      customer_id: name,
      stage: 'from supplier',
      placed_at: '2026-11-16T09:00:00+01:00',
      stage_since: '2026-11-18T09:00:00+01:00',
    });
  await company.day(warsaw('2026-11-26 10:00'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await company.databases.ledgerPool.query(
    'truncate rounds, letters, cases, letter_cases, reminders, verdicts, tasks, inbox_mails, suppressions, replies cascade',
  );
  await company.pool.query('truncate source.orders, source.contacts, source.customers cascade');
});

const NAMES = Array.from({ length: 12 }, (_, at) => `c${at}`);

/** What the mail server of each customer's provider says of the letter to them. */
async function refused(said: string, status: string): Promise<readonly string[]> {
  const done: string[] = [];
  for (const { id, message_id, to } of await company.letters()) {
    const raw = aStatusReport(
      `Final-Recipient: rfc822; ${to}\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${said}\n`,
    )
      .replaceAll('abc123', id)
      .replace(/Message-ID: <[^>]*@nowak.example>/, `Message-ID: ${message_id}`)
      .replace('<1@', `<${id}${status}@`);
    done.push((await company.mail(raw, warsaw('2026-11-26 10:20'))).do);
  }
  return done;
}

const signs = (now = '2026-11-26 10:30') => mailSigns(company.databases.ledgerPool, warsaw(now));
const closed = async () =>
  (await company.databases.ledgerPool.query('select address from suppressions where lifted_at is null')).rows;

/** How many mails of this customer wait for an answer, as a round remembers it. */
const remembered = async (id: string): Promise<number> => {
  const memories = await readMemories(
    company.databases.ledgerPool,
    { ids: [id as CustomerId] },
    warsaw('2026-11-26 00:00'),
  );
  return memories.get(id)?.inbox.replies.length ?? 0;
};

describe('a provider that refuses us', () => {
  test('for our DMARC closes nobody’s address, however often, and is one alarm', async () => {
    for (let times = 0; times < 3; times++)
      expect(
        new Set(
          await refused(`550-5.7.26 Unauthenticated email is not accepted (${times})`, `5.7.2${6 - times}`),
        ),
      ).toEqual(new Set(['nothing']));
    expect(await closed()).toEqual([]);
    expect((await signs()).refusedAboutUs).toEqual([{ provider: 'gmail.example', mails: 36 }]);
    expect((await shell('inbox', 'refused', '--at', '2026-11-26T12:00:00+01:00')).out).toContain(
      'gmail.example',
    );
  });

  test('and says of all at once that there is nobody closes ten, tells of it, and is undone with one command', async () => {
    const done = await refused('550 5.1.1 user unknown', '5.1.1');
    expect(done.filter((one) => one === 'bounced')).toHaveLength(10);
    expect(done.filter((one) => one === 'count soft')).toHaveLength(2);
    expect((await signs()).closedAtOnce).toEqual([{ provider: 'gmail.example', addresses: 10 }]);
    const undone = await shell(
      'inbox',
      'lift',
      '--provider',
      'gmail.example',
      '--by',
      'ola',
      '--at',
      '2026-11-26T12:00:00+01:00',
    );
    expect(undone.out).toMatch(/^Letters go again to 10 addresses: c0@gmail\.example/);
    expect(await closed()).toEqual([]);
    expect((await signs()).closedAtOnce).toEqual([]);
  });
});

test('mails that only name their addresses hold the reminders of many: that is told, and ended with one command, and they stay to be answered', async () => {
  const at = '2026-11-26T12:00:00+01:00';
  for (const name of NAMES)
    await company.mail(
      aMail(
        { From: `${name}@gmail.example`, Subject: 'Wait', 'Message-ID': `<w-${name}@x>` },
        'Please wait.',
      ),
      warsaw('2026-11-26 10:20'),
    );
  expect((await signs()).heldByAddress).toMatchObject({ lately: 12, open: 12, written: 12 });
  expect((await shell('inbox', 'unproven', '--at', at)).out.trim().split('\n')).toHaveLength(12);
  const owed = () => remembered('c3');
  expect(await owed()).toBe(1);
  expect((await shell('inbox', 'unproven', '--lift', '--by', 'ola', '--at', at)).out).toMatch(
    /customers: 12\./,
  );
  expect((await signs()).heldByAddress).toMatchObject({ lately: 0, open: 0 });
  expect(await owed()).toBe(0);
  const open = await company.databases.ledgerPool.query(
    "select from tasks where kind = 'answer-customer' and done_at is null",
  );
  expect(open.rowCount, 'among them may be a customer’s own').toBe(12);
  expect((await shell('inbox', 'unproven', '--at', at)).out).toBe('Nothing is held by an address alone.\n');
});

test('a mail that nobody can match is somebody’s: it is counted, listed, and read by a person', async () => {
  const at = '2026-11-26T12:00:00+01:00';
  const stranger = aMail({ From: 'piotr@else.example', Subject: 'My boots' }, 'Do you repair boots?');
  expect(await company.mail(stranger, warsaw('2026-11-26 10:20'))).toMatchObject({ folder: 'unknown' });
  expect((await signs()).mailsWaiting).toBe(0);
  // The day by which somebody should have read it is over.
  expect((await signs('2026-11-28 10:30')).mailsWaiting).toBe(1);
  expect((await shell('inbox', 'unknown', '--at', at)).out).toMatch(
    /reply {2}piotr@else\.example {2}My boots/,
  );
  expect((await shell('inbox', 'unknown', '--seen', '--by', 'ola', '--at', at)).out).toBe(
    'Read by ola: 1.\n',
  );
  expect((await signs('2026-11-28 10:30')).mailsWaiting).toBe(0);
});
