import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Half } from '../../../src/attend/half.ts';
import { type CustomerFacts, type CustomerMemory, noMemory } from '../../../src/customer/customer.ts';
import type { CustomerId, InvoiceId } from '../../../src/customer/ids.ts';
import { NOTHING_DUNNED, type Reminder } from '../../../src/customer/reminders.ts';
import { compareBytes } from '../../../src/database/byte-order.ts';
import { findSubjects } from '../../../src/source/find/find-subject.ts';
import { type CustomerBatch, readBatches } from '../../../src/source/reading/read-batches.ts';
import { readTheseCustomers } from '../../../src/source/reading/read-customers.ts';
import { rules } from '../../support/builders.ts';
import { type MoneyTables, moneyTables, NOW } from '../money-rows.ts';

let money: MoneyTables;
beforeAll(async () => {
  money = await moneyTables();
});
afterAll(() => money.close());
beforeEach(() => money.empty());

type Memories = ReadonlyMap<string, CustomerMemory>;

/** All batches; of each range only the memories in it, as the ledger gives them. */
async function batches(half: Half = 'both', memories: Memories = new Map()): Promise<CustomerBatch[]> {
  const all: CustomerBatch[] = [];
  const remember = async ({ after, through }: { after: string | null; through: string | null }) =>
    new Map(
      [...memories].filter(
        ([id]) =>
          (after === null || compareBytes(id, after) > 0) &&
          (through === null || compareBytes(id, through) <= 0),
      ),
    );
  for await (const batch of readBatches(money.databases.sourcePool, {
    rules: rules(),
    now: NOW,
    remember,
    half,
  }))
    all.push(batch);
  return all;
}
const facts = async (half?: Half, memories?: Memories) =>
  (await batches(half, memories)).flatMap((batch) => batch.facts);
const ids = async (half?: Half, memories?: Memories): Promise<string[]> =>
  (await facts(half, memories)).map(({ customer }) => customer.id);
const quarantined = async (half?: Half) =>
  (await batches(half)).flatMap((batch) => batch.quarantined.map(({ table, id }) => `${table} ${id}`)).sort();

const customers = (...names: string[]) =>
  money.have(
    'customers',
    ...names.map((id) => ({ id, name: id, email: `${id}@x.example`, email_allowed: true })),
  );
const ORDER = {
  id: 'O1',
  customer_id: 'C1',
  number: 'O1',
  placed_at: '2026-11-26T08:00Z',
  stage: 'picking',
  stage_since: '2026-11-26T08:00Z',
};

function reminded(id: string, differs: Partial<Reminder> = {}): Memories {
  const reminder: Reminder = {
    letterId: 'L1' as Reminder['letterId'],
    invoiceId: 'I1' as InvoiceId,
    kind: 'reminder-friendly',
    ordinal: 1,
    rung: 'nudge',
    tone: 'friendly',
    status: 'submitted',
    decidedAt: NOW,
    submittedAt: NOW,
    address: 'x@x.example',
    messageId: '<1@x>',
    told: null,
    cameBack: false,
    ended: false,
    ...differs,
  };
  const memory = { ...noMemory(id as CustomerId), dunning: { ...NOTHING_DUNNED, reminders: [reminder] } };
  return new Map([[id, memory]]);
}

test('who owes is read although they wait for nothing, with their account; one with nothing overdue is not', async () => {
  await customers('C2', 'C3', 'C4');
  await money.invoice();
  await money.invoice({ id: 'I2', customer_id: 'C2', due_on: '2026-11-26' });
  await money.invoice({ id: 'I3', customer_id: 'C3', open_amount: -100, total: -100 });
  await money.invoice({ id: 'I4', customer_id: 'C4', open_amount: 0 });
  expect(await facts()).toMatchObject([
    { customer: { id: 'C1', name: 'Zofia Maj' }, items: [], account: { open: [{ id: 'I1' }] } },
  ]);
  expect(await facts('waiting')).toEqual([]);
});

test('an account is read of those who owe, not of everybody who waits', async () => {
  await customers('C2');
  const late = { ...ORDER, placed_at: '2026-11-02T08:00Z', promised_for: '2026-11-20' };
  await money.have('orders', late, { ...late, id: 'O2', customer_id: 'C2' });
  await money.invoice();
  await money.invoice({ id: 'I2', customer_id: 'C2', due_on: '2026-12-24' });
  const open = async (half?: Half) =>
    (await facts(half)).map(({ customer, items, account }) => [
      customer.id,
      items.length,
      account.open.length,
    ]);
  expect((await open()).sort()).toEqual([
    ['C1', 1, 1],
    ['C2', 1, 0],
  ]);
  expect((await open('waiting')).sort()).toEqual([
    ['C1', 1, 0],
    ['C2', 1, 0],
  ]);
  expect(await open('dunning')).toEqual([['C1', 1, 1]]);
});

test('who waits for credit has an account in every half that reads them', async () => {
  await money.have('orders', { ...ORDER, stage: 'waiting for credit', stage_since: '2026-11-02T08:00Z' });
  await money.invoice({ due_on: '2026-12-24' });
  const credit = rules({ waiting: { stages: { 'waiting for credit': { kind: 'awaiting_credit' } } } });
  for (const half of ['waiting', 'both'] as const) {
    const read: CustomerFacts[] = [];
    for await (const batch of readBatches(money.databases.sourcePool, {
      rules: credit,
      now: NOW,
      remember: async () => new Map(),
      half,
    }))
      read.push(...batch.facts);
    expect(read, half).toMatchObject([{ customer: { id: 'C1' }, account: { open: [{ id: 'I1' }] } }]);
  }
});

test('the quiet items of one who owes are read and not counted as quiet', async () => {
  await money.have('orders', ORDER);
  expect(await batches()).toMatchObject([{ facts: [], quiet: { customers: 1 } }, {}]);
  await money.invoice();
  expect(await batches()).toMatchObject([
    { facts: [{ items: [{ id: 'O1' }], account: { open: [{ id: 'I1' }] } }], quiet: { customers: 0 } },
    {},
  ]);
});

test('who was reminded is read when everything is paid, until the reminder has ended', async () => {
  await money.invoice({ open_amount: 0, closed_on: '2026-11-25' });
  expect(await facts()).toEqual([]);
  for (const half of ['both', 'dunning'] as const)
    expect(await facts(half, reminded('C1')), half).toMatchObject([
      { customer: { id: 'C1' }, account: { open: [], settled: [{ id: 'I1' }] } },
    ]);
  expect(await ids('both', reminded('C1', { ended: true }))).toEqual([]);
  expect(await ids('waiting', reminded('C1'))).toEqual([]);
});

test('dunning alone says nothing of those whom it did not read: their cases must not close', async () => {
  await customers('A', 'Z');
  await money.invoice();
  const memories = new Map(
    ['A', 'C1', 'Z'].map((id) => [id, noMemory(id as CustomerId)] as [string, CustomerMemory]),
  );
  const known = async (half: Half) =>
    (await batches(half, memories)).flatMap((batch) => [...batch.memories.keys()]);
  expect(await known('dunning')).toEqual(['C1']);
  expect((await known('both')).sort()).toEqual(['A', 'C1', 'Z']);
});

test('a letter that another system plans has its customer read; about an unknown invoice it is quarantined', async () => {
  await money.invoice({ open_amount: 0, closed_on: '2026-11-20' });
  const letter = { tone: 'firm', planned_for: '2026-11-27T09:00Z' };
  await money.have(
    'dunning_letters',
    { ...letter, id: 'L1', invoice_id: 'I1' },
    { ...letter, id: 'L2', invoice_id: 'NONE' },
  );
  expect(await facts()).toMatchObject([{ account: { planned: [{ id: 'L1' }] } }]);
  expect(await quarantined()).toEqual(['dunning_letters L2']);
  expect(await facts('waiting')).toEqual([]);
});

test('a closing that lies ahead leaves the invoice open, and its customer is read', async () => {
  await money.invoice({ open_amount: 0, closed_on: '2026-11-30' });
  expect(await facts()).toMatchObject([{ account: { open: [{ id: 'I1', open: 10_000n }] } }]);
});

test('an invoice of nobody, of an unknown customer, without a due day, and a payment that names nobody: each named once', async () => {
  await money.pool.query(
    'alter table source.invoices alter customer_id drop not null, alter due_on drop not null',
  );
  await money.invoice({ id: 'NOBODY', customer_id: null });
  await money.invoice({ id: 'EMPTY', customer_id: '' });
  await money.invoice({ id: 'UNKNOWN', customer_id: 'X' });
  await money.invoice({ id: 'NO DUE', due_on: null });
  await money.payment({ id: 'P', customer_id: null, invoice_id: '', status: 'unallocated' });
  await money.payment({ id: 'FAILED', customer_id: null, invoice_id: null, status: 'failed' });
  await money.payment({ id: 'NAMED', customer_id: null, invoice_id: 'NO DUE' });
  const all = ['invoices EMPTY', 'invoices NO DUE', 'invoices NOBODY', 'invoices UNKNOWN', 'payments P'];
  expect(await quarantined()).toEqual(all);
  expect(await quarantined('dunning')).toEqual(all);
  expect(await quarantined('waiting')).toEqual([]);
});

test('many who owe and many who wait come in bounded batches, every customer once and whole', async () => {
  await money.pool.query(
    `insert into source.customers (id, name) select 'K' || n, 'K' || n from generate_series(1, 7000) n`,
  );
  await money.pool.query(
    `insert into source.invoices (id, customer_id, number, issued_on, due_on, currency, total, open_amount)
     select 'I' || n || '-' || m, 'K' || n, n, '2026-10-01', '2026-10-15', 'PLN', 10, 10
     from generate_series(1, 7000) n, generate_series(1, 2) m where n % 3 < 2`,
  );
  await money.pool.query(
    `insert into source.orders (id, customer_id, number, placed_at, stage, promised_for)
     select 'O' || n, 'K' || n, n, '2026-11-02 09:00Z', 'picking', '2026-11-20' from generate_series(1, 7000) n where n % 3 > 0`,
  );
  const all = await batches();
  const seen = all.flatMap((batch) => batch.facts.map(({ customer }) => customer.id as string));
  expect(seen).toHaveLength(7_000);
  expect(new Set(seen).size).toBe(7_000);
  expect(Math.max(...all.map((batch) => batch.facts.length))).toBeLessThan(4_001);
  for (const { customer, items, account } of all.flatMap((batch) => batch.facts)) {
    const third = Number(customer.id.slice(1)) % 3;
    expect([items.length, account.open.length]).toEqual([third > 0 ? 1 : 0, third < 2 ? 2 : 0]);
  }
});

test('to explain: who only owes is told of, and an invoice is found by its id and by its number', async () => {
  await money.invoice({ number: 'FV 7' });
  const { sourcePool } = money.databases;
  const read = await readTheseCustomers(sourcePool, rules(), NOW, ['C1']);
  expect(read.facts).toMatchObject([{ items: [], account: { open: [{ id: 'I1' }] } }]);
  const invoice = { id: 'I1', number: 'FV 7', customerId: 'C1' };
  const subject = { customerId: 'C1', item: null, invoice };
  expect(await findSubjects(sourcePool, 'source', 'I1')).toEqual([subject]);
  expect(await findSubjects(sourcePool, 'source', 'FV 7')).toEqual([subject]);
  expect(await findSubjects(sourcePool, 'source', 'FV 8')).toEqual([]);
});
