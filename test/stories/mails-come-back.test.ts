import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { isoInstant } from '../../src/calendar/time.ts';
import { aMail, aStatusReport } from '../inbox/mails.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { haveRecord } from '../support/owing.ts';
import { freshShell, shell } from '../support/shell.ts';
import { brokenInvariants } from '../torture/invariants.ts';

/* "Your letter had gone to the address of my old firm. You thought that I knew." */
// One company for all, emptied in between: its templates are compiled once.
let company: Company;
beforeAll(async () => {
  company = await aCompany();
});
afterAll(() => company.close());
beforeEach(() => freshShell({ DATABASE_URL: company.databases.url }));
afterEach(async () => {
  vi.unstubAllEnvs();
  expect(await brokenInvariants(company.databases.ledgerPool)).toEqual([]);
  await company.databases.ledgerPool.query(
    `truncate rounds, letters, cases, letter_cases, reminders, verdicts, tasks, inbox_mails, suppressions, replies cascade`,
  );
  await company.pool.query(
    'truncate source.orders, source.invoices, source.payments, source.contacts cascade',
  );
  await company.change('customers', 'C1', { email: 'zofia@maj.example' });
});

const stalled = () =>
  company.haveOrder({
    id: 'O1',
    stage: 'from supplier',
    placed_at: '2026-11-16T09:00:00+01:00',
    stage_since: '2026-11-18T09:00:00+01:00',
  });

async function lastLetter() {
  const letter = (await company.letters()).at(-1);
  if (!letter) throw new Error('no letter');
  return letter;
}

const open = async (kind: string) =>
  (
    await company.databases.ledgerPool.query(
      'select due_on, why, untold from tasks where kind = $1 and done_at is null order by key',
      [kind],
    )
  ).rows;

/** The mail server of the customer says that nobody is there. */
async function bounce(status = '5.1.1'): Promise<string> {
  const { id, message_id, to } = await lastLetter();
  return aStatusReport(`Final-Recipient: rfc822; ${to}\nAction: failed\nStatus: ${status}\n`)
    .replaceAll('abc123', id)
    .replace(/Message-ID: <[^>]*@nowak.example>/, `Message-ID: ${message_id}`);
}

const answer = async (words: string, headers: Record<string, string> = {}): Promise<string> =>
  aMail({ From: 'zofia@maj.example', 'In-Reply-To': (await lastLetter()).message_id, ...headers }, words);

describe('a letter about an order', () => {
  test('that came back was never told: no letter more, one call, and letters again when the address is mended', async () => {
    await stalled();
    await company.day(warsaw('2026-11-26 10:00'));
    expect(await company.mail(await bounce(), warsaw('2026-11-26 10:20'))).toMatchObject({ do: 'bounced' });
    expect(await company.letters()).toMatchObject([{ status: 'bounced' }]);
    const told: string[] = [];
    for (const time of ['2026-11-26 10:30', '2026-11-26 10:45', '2026-11-27 09:00']) {
      const report = await company.day(warsaw(time));
      expect(report.written).toBe(0);
      told.push(...report.tasks.map(({ kind }) => kind));
    }
    expect(told).toEqual(['call-customer']);
    expect(await open('call-customer')).toEqual([{ due_on: null, why: 'address_bounced', untold: null }]);
    const words = await company.staffText('task');
    expect(words).toContain('Please call Zofia Maj');
    expect(words).toContain('Our letter came back');
    expect(words).toContain('it came back');
    // Anna called, and now the word of a person counts.
    await company.have('contacts', {
      id: 'K1',
      customer_id: 'C1',
      at: '2026-11-27T10:00:00+01:00',
      channel: 'phone',
      direction: 'to_customer',
    });
    const after = await company.day(warsaw('2026-11-27 11:00'));
    expect(after).toMatchObject({ written: 0, tasks: [] });
    await company.change('customers', 'C1', { email: 'zofia.maj@poczta.example' });
    expect(await company.day(warsaw('2026-12-03 09:00'))).toMatchObject({ written: 1 });
  });

  test('goes to the same address again when a person lifts the suppression', async () => {
    await stalled();
    await company.day(warsaw('2026-11-26 10:00'));
    await company.mail(await bounce(), warsaw('2026-11-26 10:20'));
    expect(await company.day(warsaw('2026-11-26 10:30'))).toMatchObject({ written: 0 });
    expect((await shell('inbox', 'suppressed')).out).toMatch(/^zofia@maj\.example {2}C1 {2}.* {2}bounced: /);
    expect((await shell('inbox', 'lift', 'Zofia@maj.example', '--by', 'Anna')).out).toBe(
      'Letters to Zofia@maj.example go again, for C1.\n',
    );
    expect(await shell('inbox', 'lift', 'zofia@maj.example')).toMatchObject({ code: 1 });
    expect(await company.day(warsaw('2026-11-26 10:45'))).toMatchObject({ written: 1 });
  });

  test('answered by a vacation note goes on as if nothing had come', async () => {
    await stalled();
    await company.day(warsaw('2026-11-26 10:00'));
    const note = await answer('I am out of the office until Monday.', { 'Auto-Submitted': 'auto-replied' });
    expect(await company.mail(note, warsaw('2026-11-26 10:01'))).toMatchObject({ do: 'nothing' });
    expect(await company.day(warsaw('2026-11-26 11:00'))).toMatchObject({ written: 0, tasks: [] });
    // Our word was for Monday.
    expect(await company.day(warsaw('2026-11-30 08:30'))).toMatchObject({ written: 1, tasks: [] });
  });

  test('answered by a person pauses, until a person answers by hand', async () => {
    await stalled();
    await company.day(warsaw('2026-11-26 10:00'));
    const words = await answer('Could you send the jacket on its own?');
    expect(await company.mail(words, warsaw('2026-11-26 12:00'))).toMatchObject({ do: 'reply' });
    expect(await open('answer-customer')).toEqual([
      { due_on: '2026-11-27', why: 'reply_owed', untold: true },
    ]);
    const told = await company.day(warsaw('2026-11-26 12:15'));
    expect(told.tasks).toMatchObject([{ kind: 'answer-customer', for: 'anna' }]);
    const asked = await company.staffText('task');
    expect(asked).toContain('Please answer Zofia Maj');
    expect(asked).toContain('An answer is owed by Friday 27 November');
    // Our word would be due, and a person owes them more than a letter of ours.
    const monday = await company.day(warsaw('2026-11-30 08:30'));
    expect(monday).toMatchObject({ written: 0, held: 1 });
    // The day for the answer has passed: the manager hears of it, once.
    expect(monday.tasks).toMatchObject([{ kind: 'answer-customer', for: 'marek' }]);
    expect(await company.staffText('task')).toContain('the day by which they were owed an answer has passed');
    expect((await company.day(warsaw('2026-11-30 08:45'))).tasks).toEqual([]);
    expect(monday.holds).toMatchObject([{ reason: expect.stringContaining('a person owes them a reply') }]);
    const at = isoInstant(warsaw('2026-11-30 09:00'));
    expect((await shell('inbox', 'answered', 'C1', '--by', 'Anna', '--at', at)).out).toBe(
      'Answered by Anna: what C1 wrote on 2026-11-26 11:00 (UTC).\n',
    );
    expect(await shell('inbox', 'answered', 'C1', '--at', at)).toMatchObject({ code: 1 });
    expect(await open('answer-customer')).toEqual([]);
    // The answer is word from us: it counts from there.
    expect(await company.day(warsaw('2026-11-30 09:15'))).toMatchObject({ written: 0 });
    expect(await company.day(warsaw('2026-12-07 09:15'))).toMatchObject({ written: 1 });
  });

  test('answered by a person is closed by the company’s own record of the answer', async () => {
    await stalled();
    await company.day(warsaw('2026-11-26 10:00'));
    await company.mail(await answer('When?'), warsaw('2026-11-26 12:00'));
    await company.have('contacts', {
      id: 'K1',
      customer_id: 'C1',
      at: '2026-11-26T14:00:00+01:00',
      channel: 'email',
      direction: 'to_customer',
    });
    expect((await company.day(warsaw('2026-11-26 15:00'))).tasks).toEqual([]);
    expect(await open('answer-customer')).toEqual([]);
    const { rows } = await company.databases.ledgerPool.query('select answered_by from replies');
    expect(rows).toEqual([{ answered_by: 'contact K1' }]);
  });
});

describe('a reminder', () => {
  beforeEach(async () => {
    await haveRecord(company, 40);
    await company.haveInvoice({ id: 'F1' });
    expect((await company.day(warsaw('2026-10-12 10:00'))).letters).toMatchObject([
      { kind: 'reminder-friendly' },
    ]);
  });

  test('that came back took no rung, and a person calls about the invoice', async () => {
    expect(await company.mail(await bounce(), warsaw('2026-10-12 10:20'))).toMatchObject({ do: 'bounced' });
    const report = await company.day(warsaw('2026-10-12 10:30'));
    expect(report.letters).toEqual([]);
    expect(report.tasks).toMatchObject([{ kind: 'call-customer', about: [{ kind: 'invoice', id: 'F1' }] }]);
    expect(report.verdicts).toMatchObject([{ verdict: 'hand over' }]);
    expect(await company.staffText('call-customer')).toContain('Our letter came back');
    expect((await company.day(warsaw('2026-10-12 10:45'))).tasks).toEqual([]);
    expect(await open('call-customer')).toHaveLength(1);
    await company.change('customers', 'C1', { email: 'zofia.maj@poczta.example' });
    expect((await company.day(warsaw('2026-10-13 10:00'))).letters).toMatchObject([
      { kind: 'reminder-friendly' },
    ]);
  });

  test('that was answered is followed by no other until a person answered', async () => {
    expect(await company.mail(await answer('I paid on Friday.'), warsaw('2026-10-12 12:00'))).toMatchObject({
      do: 'reply',
    });
    expect((await company.day(warsaw('2026-10-12 12:15'))).tasks).toMatchObject([
      { kind: 'answer-customer' },
    ]);
    // Long after the silence limit: money is asked for by nobody meanwhile.
    const later = await company.day(warsaw('2026-11-04 10:00'));
    expect(later).toMatchObject({ letters: [], verdicts: [{ verdict: 'hold', holds: ['reply_owed'] }] });
    await shell('inbox', 'answered', 'C1', '--by', 'Anna', '--at', isoInstant(warsaw('2026-11-04 11:00')));
    expect((await company.day(warsaw('2026-11-04 12:00'))).letters).toEqual([]);
    expect((await company.day(warsaw('2026-11-12 12:00'))).letters).toMatchObject([
      { kind: 'reminder-plain' },
    ]);
  });
});

describe('an address that the mail server refuses', () => {
  test('has its person asked to call about the order, by a letter, once', async () => {
    await stalled();
    await company.round(warsaw('2026-11-26 10:00'));
    await company.postRefusing('zofia@maj.example', warsaw('2026-11-26 10:00'));
    expect(await company.letters()).toMatchObject([{ status: 'refused' }]);
    expect(await open('call-customer')).toEqual([{ due_on: null, why: 'address_refused', untold: true }]);
    const told = await company.day(warsaw('2026-11-26 10:15'));
    expect(told).toMatchObject({ written: 0, tasks: [{ kind: 'call-customer', for: 'anna' }] });
    const words = await company.staffText('task');
    expect(words).toContain('Please call Zofia Maj');
    expect(words).toContain('The mail server refuses their address');
    expect((await company.day(warsaw('2026-11-26 10:30'))).tasks).toEqual([]);
    expect(await open('call-customer')).toHaveLength(1);
  });

  test('has its person asked to call about the invoice, by a letter, once', async () => {
    await haveRecord(company, 40);
    await company.haveInvoice({ id: 'F1' });
    await company.round(warsaw('2026-10-12 10:00'));
    await company.postRefusing('zofia@maj.example', warsaw('2026-10-12 10:00'));
    const told = await company.day(warsaw('2026-10-12 10:15'));
    expect(told.tasks).toMatchObject([{ kind: 'call-customer', about: [{ kind: 'invoice', id: 'F1' }] }]);
    expect(await company.staffText('call-customer')).toContain('The mail server refuses their address');
    expect((await company.day(warsaw('2026-10-12 10:30'))).tasks).toEqual([]);
    expect(await open('call-customer')).toHaveLength(1);
  });
});

test('a complaint stops all letters to the address, and somebody asks how they want to hear from us', async () => {
  await stalled();
  await company.day(warsaw('2026-11-26 10:00'));
  const { id, message_id } = await lastLetter();
  const report = aMail(
    {
      From: 'feedback@provider.example',
      To: `kontakt+bounce-${id}@nowak.example`,
      'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b',
    },
    `--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: ${message_id}\n\n--b--\n`,
  );
  expect(await company.mail(report, warsaw('2026-11-26 11:00'))).toMatchObject({ do: 'complained' });
  expect((await company.day(warsaw('2026-11-26 11:15'))).tasks).toMatchObject([{ kind: 'call-customer' }]);
  expect(await company.staffText('task')).toContain('They reported our letter as spam');
  const monday = await company.day(warsaw('2026-11-30 09:00'));
  expect(monday).toMatchObject({ written: 0, handed_over: 1, tasks: [] });
});

describe('a reminder that came back because their mailbox is full', () => {
  test('was never told: the next one is the first again, and a person hears of it when it happens twice', async () => {
    await company.haveInvoice({ id: 'F1' });
    const tones: (string | undefined)[] = [];
    const calls: number[] = [];
    for (const day of ['2026-10-12', '2026-10-19', '2026-10-26']) {
      const { verdicts } = await company.day(warsaw(`${day} 10:00`));
      tones.push(verdicts[0]?.tone ?? undefined);
      expect(await company.mail(await bounce('4.2.2'), warsaw(`${day} 10:20`))).toMatchObject({
        do: 'count soft',
      });
      await company.day(warsaw(`${day} 10:30`));
      calls.push((await open('call-customer')).length);
    }
    expect(tones).toEqual(['friendly', 'friendly', 'friendly']);
    expect(calls, 'once, and not for each that follows').toEqual([0, 1, 1]);
    expect(await open('call-customer')).toMatchObject([{ why: 'reminders_came_back' }]);
    expect(await company.staffText('call-customer')).toContain('2 reminders in a row came back');
  });
});
