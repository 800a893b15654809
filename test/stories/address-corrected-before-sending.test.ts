import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isoInstant } from '../../src/calendar/time.ts';
import { letterHistory } from '../../src/ledger/history/letter-history.ts';
import { releaseLetter } from '../../src/ledger/letter-states/released.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';

/*
 * "Sam has not worked for us since spring, and you wrote to him about our order all the same. We had told the shop on Friday."
 * Letters wait: for a guard, for a person, for a mail server. Meanwhile the company corrects an address.
 */
let company: Company;
beforeEach(async () => {
  company = await aCompany({ guards: { letters_per_round: 5 } });
});
afterEach(() => company.close());

const DECIDED = warsaw('2026-11-27 10:00');
const SOON = warsaw('2026-11-27 10:14');
const MONDAY = warsaw('2026-11-30 10:00');

const haveLateOrder = () =>
  company.haveOrder({
    id: 'O1',
    customer_id: 'C1',
    stage: 'sewing',
    promised_for: '2026-11-26',
    contact_name: 'Sam Old',
    contact_email: 'sam@old.example',
  });
const letters = () => company.letters();
/** But for finding out why it is late, which its owner is asked from the first letter on. */
const tasks = async () =>
  (
    await company.databases.ledgerPool.query(
      "select kind, why, for_person, untold from tasks where kind <> 'find-out' order by key",
    )
  ).rows;
const history = async (id: string) => letterHistory(company.databases.ledgerPool, { id, customer_id: 'C1' });

/** Whom the captured letters went to, as their own headers say. */
async function recipients(): Promise<readonly string[]> {
  const mails = await Promise.all((await company.capturedMails()).map((raw) => simpleParser(raw)));
  return mails
    .flatMap(({ to }) => [to ?? []].flat().flatMap(({ value }) => value))
    .map(({ name, address }) => `${name} <${address}>`)
    .sort();
}

describe('the address of an order was corrected while its letter waited', () => {
  beforeEach(async () => {
    await haveLateOrder();
    await company.round(DECIDED);
    expect(await letters()).toMatchObject([{ status: 'queued', to: 'sam@old.example' }]);
  });

  test('after a quarter of an hour already it goes to the new one, and the history says from where and why', async () => {
    await company.change('orders', 'O1', { contact_name: 'Eve', contact_email: 'eve@new.example' });
    await company.post(SOON);
    expect(await recipients()).toEqual(['Eve <eve@new.example>']);
    const [letter] = await letters();
    expect(letter).toMatchObject({ status: 'submitted', to: 'eve@new.example' });
    expect(await history(letter?.id ?? '')).toMatchObject([
      { what: 'written' },
      {
        what: 'readdressed',
        at: new Date(SOON),
        from_state: 'queued',
        to_state: 'queued',
        who: 'worker',
        why: 'from sam@old.example to eve@new.example: the tables of the company name this address now',
      },
      { what: 'became', to_state: 'submitted' },
    ]);
    expect(await company.round(warsaw('2026-11-27 11:00'))).toMatchObject({ written: 0 });
  });

  test('Sam left and nobody followed: it goes to the customer, and greets her', async () => {
    await company.change('orders', 'O1', { contact_name: null, contact_email: null });
    await company.change('customers', 'C1', { salutation: 'Ms Maj' });
    await company.post(SOON);
    expect(await recipients()).toEqual(['Zofia Maj <zofia@maj.example>']);
    const [mail] = await company.capturedMails();
    expect((await simpleParser(mail ?? '')).text).toContain('Ms Maj');
  });

  test('no address is left: it never goes, and its owner is asked to call, once', async () => {
    await company.change('orders', 'O1', { contact_email: 'sam at old' });
    await company.change('customers', 'C1', { email: null });
    await company.post(SOON);
    expect(await recipients()).toEqual([]);
    expect(await letters()).toMatchObject([
      { status: 'withdrawn', status_reason: 'the company gives no usable address for it now' },
    ]);
    expect(await tasks()).toEqual([
      { kind: 'call-customer', why: 'no_address', for_person: 'anna', untold: true },
    ]);
    await company.day(warsaw('2026-11-27 11:00'));
    expect(await tasks()).toEqual([
      { kind: 'call-customer', why: 'no_address', for_person: 'anna', untold: null },
    ]);
    expect(await recipients()).toEqual(['Anna Lis <anna@nowak.example>']);
  });

  test.each([
    ['they want no email any more', () => company.change('customers', 'C1', { email_allowed: false }), 1],
    ['the order belongs to somebody else', () => company.change('orders', 'O1', { customer_id: 'C2' }), 0],
    ['the order is gone', () => company.pool.query("delete from source.orders where id = 'O1'"), 0],
    ['the customer is gone', () => company.pool.query("delete from source.customers where id = 'C1'"), 0],
  ])('%s: it never goes', async (_, happens, calls) => {
    await happens();
    await company.post(SOON);
    expect(await recipients()).toEqual([]);
    expect(await letters()).toMatchObject([{ status: 'withdrawn' }]);
    expect(await tasks()).toHaveLength(calls);
  });

  test('the new address is one that a letter came back from: it never goes', async () => {
    await company.databases.ledgerPool.query(
      `insert into suppressions (address, customer_id, since, why, said)
       values ('eve@new.example', 'C9', '2026-11-01', 'bounced', 'user unknown')`,
    );
    await company.change('orders', 'O1', { contact_email: 'eve@new.example' });
    await company.post(SOON);
    expect(await recipients()).toEqual([]);
    expect(await letters()).toMatchObject([
      { status: 'withdrawn', status_reason: 'no letter goes to its address: a letter to it came back' },
    ]);
  });

  test('only its case changed: it is the same address', async () => {
    await company.change('orders', 'O1', { contact_email: ' Sam@Old.Example ' });
    await company.post(SOON);
    expect(await recipients()).toEqual(['Sam Old <sam@old.example>']);
  });
});

test('a person releases it on Monday: it goes to the address of Monday', async () => {
  await haveLateOrder();
  await company.round(DECIDED);
  const { ledgerPool } = company.databases;
  await ledgerPool.query(
    "update letters set status = 'held', status_reason = 'too many letters in one round'",
  );
  await company.change('orders', 'O1', { contact_name: 'Eve', contact_email: 'eve@new.example' });
  const [held] = await letters();
  await freshen(company.pool, MONDAY);
  await releaseLetter(ledgerPool, held?.id ?? '', 'Ola', isoInstant(MONDAY));
  await company.post(MONDAY);
  expect(await recipients()).toEqual(['Eve <eve@new.example>']);
  expect(await letters()).toMatchObject([{ status: 'submitted', to: 'eve@new.example' }]);
});

test('a person releases it on Sunday evening: it waits for Monday, and goes then', async () => {
  await haveLateOrder();
  await company.round(DECIDED);
  const { ledgerPool } = company.databases;
  await ledgerPool.query("update letters set status = 'held', status_reason = 'a person looks'");
  const [held] = await letters();
  const evening = warsaw('2026-11-29 21:00');
  await releaseLetter(ledgerPool, held?.id ?? '', 'Ola', isoInstant(evening));
  await company.post(evening);
  expect(await recipients()).toEqual([]);
  const { rows } = await ledgerPool.query("select status, due_at from letters where audience = 'customer'");
  expect(rows).toEqual([{ status: 'queued', due_at: new Date(warsaw('2026-11-30 08:00')) }]);
  await freshen(company.pool, MONDAY);
  await company.post(MONDAY);
  expect(await recipients()).toEqual(['Sam Old <sam@old.example>']);
});

test('a letter about two orders, of which one goes elsewhere now, is written anew', async () => {
  await haveLateOrder();
  await company.haveOrder({
    id: 'O2',
    stage: 'sewing',
    promised_for: '2026-11-26',
    contact_email: 'sam@old.example',
  });
  await company.round(DECIDED);
  await company.change('orders', 'O2', { contact_email: 'eve@new.example' });
  await company.post(SOON);
  expect(await recipients()).toEqual([]);
  expect(await letters()).toMatchObject([
    { status: 'withdrawn', status_reason: 'what it is about goes to different addresses now' },
  ]);
});

describe('a reminder', () => {
  beforeEach(async () => {
    await company.haveInvoice({ id: 'F1' });
    await company.round(warsaw('2026-10-12 10:00'));
    expect(await letters()).toMatchObject([{ to: 'zofia@maj.example', kind: 'reminder-friendly' }]);
  });
  const POSTED = warsaw('2026-10-12 10:01');

  test('goes to the accounting that was named meanwhile', async () => {
    await company.change('customers', 'C1', { billing_email: 'bills@maj.example' });
    await company.post(POSTED);
    expect(await recipients()).toEqual(['Zofia Maj <bills@maj.example>']);
    const [letter] = await letters();
    expect((await history(letter?.id ?? '')).map(({ what, why }) => `${what} ${why}`)).toContain(
      'readdressed from zofia@maj.example to bills@maj.example: the tables of the company name this address now',
    );
  });

  test('whose address vanished never goes, and a person calls about the invoice', async () => {
    await company.change('customers', 'C1', { email: '' });
    await company.post(POSTED);
    expect(await recipients()).toEqual([]);
    expect(await letters()).toMatchObject([{ status: 'withdrawn' }]);
    expect(await tasks()).toMatchObject([{ kind: 'call-customer', why: 'no_address' }]);
  });
});

describe('a letter to one of our own people', () => {
  beforeEach(async () => {
    await company.change('customers', 'C1', { email: null });
    await company.haveOrder({ id: 'O1', stage: 'sewing', promised_for: '2026-11-26' });
    await company.round(DECIDED);
  });
  const person = (email: string | null) =>
    company.pool.query("update source.people set email = $1 where id = 'anna'", [email]);

  test('goes to the address that they have now', async () => {
    await person('anna.nowak@nowak.example');
    await company.post(SOON);
    expect(await recipients()).toEqual(['Anna Lis <anna.nowak@nowak.example>']);
  });

  test('who have none any more never goes; the task stays', async () => {
    await person(null);
    await company.post(SOON);
    expect(await recipients()).toEqual([]);
    expect(await tasks()).toMatchObject([{ kind: 'call-customer' }]);
  });
});

test('while nobody can be asked, letters wait', async () => {
  await haveLateOrder();
  await company.round(DECIDED);
  await company.pool.query('alter table source.customers rename to customers_away');
  await company.post(SOON);
  await company.pool.query('alter table source.customers_away rename to customers');
  expect(await recipients()).toEqual([]);
  expect(await letters()).toMatchObject([
    { status: 'retry', status_reason: expect.stringContaining('nobody could be asked whom they go to') },
  ]);
  await company.post(warsaw('2026-11-27 11:00'));
  expect(await recipients()).toEqual(['Sam Old <sam@old.example>']);
});
