import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isoInstant } from '../../src/calendar/time.ts';
import { readLedgerSigns } from '../../src/ledger/alarms/signs.ts';
import { releaseLetter } from '../../src/ledger/letter-states/released.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';

/*
 * "Eighteen formal letters waited for somebody to let them go, and nobody knew. The one that did go, six days later, gave them until the
 * day before yesterday."
 */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

const ledger = () => company.databases.ledgerPool;
const decisions = async () =>
  (
    await ledger().query(
      "select why, due_on::text, for_person, done_by from tasks where kind = 'decide-money' order by created_at, key",
    )
  ).rows;
const undecided = async (at: string) => (await readLedgerSigns(ledger(), warsaw(at))).undecided.count;

describe('a contested invoice', () => {
  beforeEach(async () => {
    await company.haveInvoice({ id: 'F1', disputed: true });
    await company.day(warsaw('2026-10-12 10:00'));
  });

  test('is a task with a day, once, and an alarm when the day is over', async () => {
    await company.day(warsaw('2026-10-13 10:00'));
    expect(await decisions()).toEqual([
      { why: 'disputed', due_on: '2026-10-19', for_person: 'anna', done_by: null },
    ]);
    expect(await undecided('2026-10-19 12:00')).toBe(0);
    expect(await undecided('2026-10-20 12:00')).toBe(1);
  });

  test('is no rarer alarm than a review, an answer or a call about an invoice whose day is over', async () => {
    await ledger().query(
      `insert into tasks (key, kind, customer_id, about, why, created_at, due_on)
       select kind, kind, 'C1', '[]', 'disputed', '2026-10-12 10:00+02', '2026-10-19'
       from unnest(array['review-credit-limit', 'answer-customer', 'call-customer', 'find-out']) as kind`,
    );
    // What is to be answered keeps nothing back without an open reply.
    expect(await undecided('2026-10-20 12:00')).toBe(3);
    await ledger().query(
      `insert into replies (id, customer_id, at, about, owed_by, task_key)
       values ('m1', 'C1', '2026-10-12 10:00+02', '[]', '2026-10-19', 'answer-customer')`,
    );
    expect(await undecided('2026-10-20 12:00')).toBe(4);
  });

  test('ends its task by itself, also when it is paid with it', async () => {
    await company.change('invoices', 'F1', { disputed: false, open_amount: 0, closed_on: '2026-10-14' });
    await company.day(warsaw('2026-10-14 10:00'));
    expect(await decisions()).toMatchObject([{ done_by: 'tidings' }]);
    expect(await undecided('2026-10-20 12:00')).toBe(0);
  });

  test('whose task was done and that is contested still is asked about again after as long', async () => {
    await ledger().query("update tasks set done_at = '2026-10-13 12:00+02', done_by = 'Anna'");
    await company.day(warsaw('2026-10-16 10:00'));
    expect(await decisions()).toHaveLength(1);
    await company.day(warsaw('2026-10-21 10:00'));
    expect(await decisions()).toMatchObject([{ done_by: 'Anna' }, { done_by: null, due_on: '2026-10-28' }]);
  });
});

describe('a formal letter that waits for its release', () => {
  beforeEach(async () => {
    await company.haveInvoice({ id: 'F1' });
    for (const date of ['2026-10-12', '2026-10-20', '2026-11-05', '2026-11-20'])
      await company.day(warsaw(`${date} 10:00`));
    await company.day(warsaw('2026-11-23 10:00'));
  });
  const formal = async () => {
    const letter = (await company.letters()).find(({ kind }) => kind === 'reminder-formal');
    if (!letter) throw new Error('no formal letter');
    return letter;
  };
  async function released(at: string): Promise<void> {
    const { id } = await formal();
    await freshen(company.pool, warsaw(at));
    await releaseLetter(ledger(), id, 'Ola', isoInstant(warsaw(at)));
    await company.post(warsaw(at));
  }

  test('is a task with a day, asked for on the day on which it was written, and once', async () => {
    expect(await formal()).toMatchObject({ status: 'held' });
    expect(await decisions()).toMatchObject([{ why: 'letter_held', due_on: '2026-11-27' }]);
  });

  test('and goes six days later with the days of that day', async () => {
    await released('2026-11-26 10:00');
    expect(await formal()).toMatchObject({ status: 'submitted' });
    const mails = await Promise.all((await company.capturedMails()).map((raw) => simpleParser(raw)));
    const text = mails
      .map((mail) => mail.text?.replaceAll('\u00a0', ' ') ?? '')
      .find((each) => /This is a formal demand/.test(each));
    expect(text).toContain('in our bank account on Thursday 26 November');
    expect(text).toContain('Thursday 10 December');
  });

  test('and does not go when a part was paid meanwhile: a new one asks again', async () => {
    await company.change('invoices', 'F1', { open_amount: 200 });
    await company.havePayment({ id: 'P1', invoice_id: 'F1', amount: 280, booked_on: '2026-11-25' });
    await released('2026-11-26 10:00');
    expect(await formal()).toMatchObject({
      status: 'withdrawn',
      status_reason: 'no longer true: what is open has changed since',
    });
    await company.day(warsaw('2026-11-26 11:00'));
    expect((await company.letters()).at(-1)).toMatchObject({ kind: 'reminder-formal', status: 'held' });
  });
});
