import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { paymentRecordOf } from '../../../src/account/payment-record.ts';
import { isoDay } from '../../../src/calendar/time.ts';
import type { Account } from '../../../src/customer/account.ts';
import { readAccounts } from '../../../src/source/money/accounts.ts';
import { anyConnection, type RowSource } from '../../../src/source/rows/snapshot.ts';
import { day, warsaw } from '../../support/builders.ts';
import { rules } from '../../support/policy.ts';
import { type MoneyTables, moneyTables, NOW } from '../money-rows.ts';

let money: MoneyTables;
beforeAll(async () => {
  money = await moneyTables();
});
afterAll(() => money.close());
beforeEach(() => money.empty());

const openIds = ({ open }: Account): readonly string[] => open.map(({ id }) => id);
const settledIds = ({ settled }: Account): readonly string[] => settled.map(({ id }) => id as string).sort();

test('an open invoice with all that belongs to it', async () => {
  await money.have('orders', {
    id: 'O1',
    customer_id: 'C1',
    number: 'O1',
    placed_at: '2026-10-01T09:00Z',
    stage: 'shipped',
    promised_for: '2026-10-15',
    closed_at: '2026-10-20T22:30Z',
  });
  await money.invoice({
    number: 'FV 1/2026',
    order_id: 'O1',
    pay_url: 'https://pay.example/1',
    autopay: true,
  });
  for (const [line_no, description, amount] of [
    [2, 'gas', '-0.50'],
    [1, 'electricity', '100.5'],
  ])
    await money.have('invoice_lines', { invoice_id: 'I1', line_no, description, amount });
  const { open, knownSince } = await money.account();
  expect(open).toEqual([
    {
      id: 'I1',
      number: 'FV 1/2026',
      issuedOn: day('2026-10-27'),
      dueOn: day('2026-11-10'),
      currency: 'PLN',
      total: 10_000n,
      open: 10_000n,
      booked: 0n,
      invoiceKind: 'invoice',
      instalment: null,
      // Closed on the 20th in UTC, which was the 21st in Warsaw.
      item: { kind: 'order', id: 'O1', promisedFor: day('2026-10-15'), doneOn: day('2026-10-21') },
      disputed: false,
      autopay: true,
      payUrl: 'https://pay.example/1',
      lines: [
        { lineNo: 1, description: 'electricity', amount: 10_050n },
        { lineNo: 2, description: 'gas', amount: -50n },
      ],
      doubts: [],
    },
  ]);
  expect(knownSince).toBe(day('2026-10-27'));
});

test('a job that stands at ready is done since then; an open one is not, and one that nobody keeps is only named', async () => {
  const job = { customer_id: 'C1', reported_at: '2026-10-01T09:00Z', promised_for: '2026-10-15' };
  await money.have(
    'service_jobs',
    { ...job, id: 'READY', number: '1', stage: 'ready', stage_since: '2026-10-10T09:00Z' },
    { ...job, id: 'OPEN', number: '2', stage: 'repair', stage_since: '2026-10-10T09:00Z' },
    // Closed after today: still open today.
    { ...job, id: 'LATER', number: '3', stage: 'repair', closed_at: '2026-12-24T09:00Z' },
    { ...job, id: 'EARLY', number: '4', stage: 'repair', closed_at: '2026-09-01T09:00Z' },
  );
  for (const id of ['READY', 'OPEN', 'LATER', 'EARLY', 'GONE'])
    await money.invoice({ id, service_job_id: id });
  const done = (await money.account()).open.map(({ item }) => [item?.id, item?.doneOn ?? null]);
  expect(Object.fromEntries(done)).toEqual({
    READY: day('2026-10-10'),
    OPEN: null,
    LATER: null,
    EARLY: null,
    GONE: null,
  });
});

test('the oldest due day first, then by id; credit notes are among them', async () => {
  await money.invoice({ id: 'b' });
  await money.invoice({ id: 'a' });
  await money.invoice({ id: 'old', due_on: '2026-11-01' });
  await money.invoice({ id: 'note', due_on: '2026-11-20', total: '-30', open_amount: '-12.30' });
  const account = await money.account();
  expect(openIds(account)).toEqual(['old', 'a', 'b', 'note']);
  expect(account.open.at(-1)).toMatchObject({ total: -3_000n, open: -1_230n, doubts: [] });
});

test('what is known on the day: issued, closed and booked later is not', async () => {
  await money.invoice({ id: 'TOMORROW', issued_on: '2026-11-27', due_on: '2026-12-11' });
  await money.invoice({ id: 'CLOSED LATER', closed_on: '2026-12-01', open_amount: 0 });
  await money.payment({ id: 'P1', invoice_id: 'CLOSED LATER', amount: 40, booked_on: '2026-11-26' });
  await money.payment({ id: 'P2', invoice_id: 'CLOSED LATER', amount: 60, booked_on: '2026-12-01' });
  const { open, settled } = await money.account();
  expect(open).toMatchObject([{ id: 'CLOSED LATER', open: 6_000n, booked: 4_000n }]);
  expect(settled).toEqual([]);
  const later = await money.account(warsaw('2026-12-01 10:00'));
  expect(openIds(later)).toEqual(['TOMORROW']);
  expect(later.settled).toMatchObject([{ id: 'CLOSED LATER', paidOn: day('2026-12-01') }]);
});

test('the day is the company’s: at half past eleven at night in UTC tomorrow has begun in Warsaw', async () => {
  await money.invoice({ issued_on: '2026-11-27', due_on: '2026-12-11' });
  expect((await money.read(['C1'], warsaw('2026-11-26 23:59'))).accounts.size).toBe(0);
  expect(openIds(await money.account(warsaw('2026-11-27 00:30')))).toEqual(['I1']);
});

test('settled: the last payment tells when, else the closing; who has neither is left out', async () => {
  const paid = { open_amount: 0, closed_on: '2026-11-15' };
  await money.invoice({ id: 'CLOSED', ...paid });
  await money.invoice({ id: 'PAID', ...paid, disputed: true });
  await money.payment({ id: '1', invoice_id: 'PAID', amount: 50, booked_on: '2026-11-03' });
  await money.payment({ id: '2', invoice_id: 'PAID', amount: 50, booked_on: '2026-11-12' });
  await money.payment({ id: '3', invoice_id: 'PAID', amount: 50, status: 'failed', booked_on: '2026-11-14' });
  await money.invoice({ id: 'NOTHING OPEN', open_amount: 0 });
  await money.payment({ id: '4', invoice_id: 'NOTHING OPEN', booked_on: '2026-11-13' });
  await money.invoice({ id: 'NOBODY KNOWS WHEN', open_amount: 0 });
  await money.invoice({ id: 'BOOKED LATER', open_amount: 0 });
  await money.payment({ id: '5', invoice_id: 'BOOKED LATER', booked_on: '2026-12-13' });
  await money.invoice({ id: 'WRITTEN OFF', open_amount: 100, closed_on: '2026-11-18' });
  // Closed by its due day is paid by its due day, whatever was booked afterwards.
  await money.invoice({ id: 'IN TIME', open_amount: 0, closed_on: '2026-11-10' });
  await money.payment({ id: '6', invoice_id: 'IN TIME', booked_on: '2026-11-20' });
  const account = await money.account();
  expect(account.open).toEqual([]);
  const days = account.settled.map(({ id, paidOn }) => [id, isoDay(paidOn)]);
  expect(Object.fromEntries(days)).toEqual({
    CLOSED: '2026-11-15',
    PAID: '2026-11-12',
    'NOTHING OPEN': '2026-11-13',
    'WRITTEN OFF': '2026-11-18',
    'IN TIME': '2026-11-10',
  });
  expect(account.settled.filter(({ disputed }) => disputed)).toMatchObject([{ id: 'PAID' }]);
});

test('settled: those that fell due within the window of the record; since when anything is known stays', async () => {
  const paid = { open_amount: 0, closed_on: '2026-11-15' };
  await money.invoice({ id: 'IN', ...paid, issued_on: '2024-11-01', due_on: '2024-11-26' });
  await money.invoice({ id: 'BEFORE', ...paid, issued_on: '2019-03-01', due_on: '2024-11-25' });
  await money.invoice({ id: 'NOTE', ...paid, total: -20 });
  await money.invoice({ id: 'UPSIDE DOWN', ...paid, due_on: '2026-10-01' });
  const account = await money.account();
  expect(settledIds(account)).toEqual(['IN']);
  expect(account.knownSince).toBe(day('2019-03-01'));
});

test('two payments for one invoice are added, and one that came back is taken off', async () => {
  await money.invoice();
  await money.payment({ id: '1', amount: '30.10' });
  await money.payment({ id: '2', amount: '20.05', customer_id: null });
  await money.payment({ id: '3', amount: '-10', booked_on: null });
  await money.payment({ id: '4', amount: '99', booked_on: '2026-11-27' });
  expect((await money.account()).open).toMatchObject([{ open: 10_000n, booked: 4_015n, doubts: [] }]);
});

test('money on its way: theirs, or nobody’s for an invoice of theirs, or somebody else’s for an open one; each once', async () => {
  await money.invoice();
  await money.invoice({ id: 'PAID', open_amount: 0, closed_on: '2026-11-15' });
  const coming = { booked_on: null, invoice_id: null };
  await money.payment({
    ...coming,
    id: '1',
    status: 'scheduled',
    scheduled_for: '2026-12-01',
    invoice_id: 'I1',
  });
  await money.payment({ ...coming, id: '2', status: 'unallocated', booked_on: '2026-11-25' });
  await money.payment({ ...coming, id: '3', status: 'pending', customer_id: null, invoice_id: 'PAID' });
  await money.payment({ ...coming, id: '4', status: 'pending', customer_id: 'PARENT', invoice_id: 'I1' });
  await money.payment({ ...coming, id: 'NOT YET', status: 'unallocated', booked_on: '2026-11-27' });
  await money.payment({ ...coming, id: 'FAILED', status: 'failed' });
  await money.payment({ ...coming, id: 'NOT THEIRS', status: 'pending', customer_id: 'C2' });
  const sorted = [...(await money.account()).coming].sort((a, b) => Number(a.id) - Number(b.id));
  expect(sorted).toMatchObject([
    { id: '1', invoiceId: 'I1', amount: 10_000n, status: 'scheduled', scheduledFor: day('2026-12-01') },
    { id: '2', invoiceId: null, status: 'unallocated', bookedOn: day('2026-11-25'), scheduledFor: null },
    { id: '3', invoiceId: 'PAID', status: 'pending' },
    { id: '4', invoiceId: 'I1', status: 'pending' },
  ]);
});

test('complaints and plans that hold today, and letters of another system', async () => {
  await money.invoice();
  const complaint = { customer_id: 'C1', opened_at: '2026-11-20T09:00Z' };
  await money.have(
    'complaints',
    { ...complaint, id: 'OPEN', item_kind: 'order', item_id: 'O1', closed_at: null },
    { ...complaint, id: 'CLOSED LATER', closed_at: '2026-11-30T09:00Z', invoice_id: 'I1' },
    { ...complaint, id: 'CLOSED', closed_at: '2026-11-21T09:00Z' },
    { ...complaint, id: 'LATER', opened_at: '2026-11-30T09:00Z' },
  );
  const plan = { customer_id: 'C1', agreed_on: '2026-11-01', holds_until: '2026-11-26' };
  await money.have(
    'payment_plans',
    { ...plan, id: 'HOLDS', invoice_id: 'I1' },
    { ...plan, id: 'OVER', holds_until: '2026-11-25' },
    { ...plan, id: 'LATER', agreed_on: '2026-11-27', holds_until: '2026-12-27' },
  );
  await money.have('dunning_letters', {
    id: 'L1',
    invoice_id: 'I1',
    tone: 'formal',
    planned_for: '2026-11-27T23:30Z',
  });
  const account = await money.account();
  expect(account.complaints.map(({ id }) => id).sort()).toEqual(['CLOSED LATER', 'OPEN']);
  expect(account.complaints).toContainEqual({
    id: 'OPEN',
    item: { kind: 'order', id: 'O1' },
    invoiceId: null,
    openedAt: warsaw('2026-11-20 10:00'),
  });
  expect(account.plans).toEqual([
    { id: 'HOLDS', invoiceId: 'I1', agreedOn: day('2026-11-01'), holdsUntil: day('2026-11-26') },
  ]);
  expect(account.planned).toEqual([
    { id: 'L1', invoiceId: 'I1', tone: 'formal', plannedFor: day('2026-11-28') },
  ]);
});

test('the credit limit, and since when they are customers', async () => {
  await money.pool.query(
    `update source.customers set customer_since = '2001-05-01', credit_limit = 5000.5, currency = ' eur '`,
  );
  await money.invoice();
  expect(await money.account()).toMatchObject({
    customerSince: day('2001-05-01'),
    creditLimit: 500_050n,
    creditCurrency: 'EUR',
  });
});

test('customers are told apart, and who never had an invoice has no account', async () => {
  await money.have(
    'customers',
    { id: "o'neil", name: 'O', email_allowed: true },
    { id: 'C3', name: 'C3', email_allowed: true },
  );
  await money.invoice();
  await money.invoice({ id: 'I2', customer_id: "o'neil" });
  const { accounts } = await money.read(['C1', "o'neil", 'C3']);
  expect([...accounts].map(([id, account]) => [id, openIds(account)])).toEqual([
    ['C1', ['I1']],
    ["o'neil", ['I2']],
  ]);
  expect((await money.read([], NOW)).accounts.size).toBe(0);
});

test('ids of any characters come through, of customers and of settled invoices', async () => {
  const id = 'a"b\\c\',{}\t\n$1 NULL 😀';
  await money.have('customers', { id, name: 'x', email_allowed: true });
  await money.invoice({
    id: `${id}!`,
    customer_id: id,
    open_amount: 0,
    closed_on: '2026-11-12',
    order_id: id,
  });
  const { accounts } = await money.read([id, 'C1']);
  expect(accounts.get(id)?.settled).toMatchObject([{ id: `${id}!`, item: { kind: 'order', id } }]);
});

test('settled in time long ago: counted, not named; the record is the same as if each were', async () => {
  const old = { issued_on: '2025-10-01', due_on: '2025-10-15', open_amount: 0 };
  await money.invoice({ id: 'ON THE DAY', ...old, closed_on: '2025-10-15' });
  await money.invoice({ id: 'BEFORE', ...old, due_on: '2025-10-31', closed_on: '2025-10-20' });
  await money.invoice({ id: 'CONTESTED', ...old, closed_on: '2025-10-10', disputed: true });
  await money.invoice({ id: 'COLLECTED', ...old, closed_on: '2025-10-15', autopay: true });
  await money.invoice({ id: 'LATE', ...old, closed_on: '2025-11-15' });
  await money.invoice({ id: 'PAID IN TIME, CLOSED LATE', ...old, closed_on: '2025-11-15' });
  await money.payment({ id: '1', invoice_id: 'PAID IN TIME, CLOSED LATE', booked_on: '2025-10-14' });
  await money.invoice({
    id: 'LATELY',
    issued_on: '2026-10-01',
    due_on: '2026-10-15',
    open_amount: 0,
    closed_on: '2026-10-15',
  });
  // Paid before the window began, due within it.
  await money.invoice({
    id: 'LONG BEFORE',
    issued_on: '2024-11-01',
    due_on: '2024-11-27',
    open_amount: 0,
    closed_on: '2024-11-02',
  });
  const account = await money.account();
  expect(settledIds(account)).toEqual(['LATE', 'LATELY', 'PAID IN TIME, CLOSED LATE']);
  expect(account.paidInTime).toEqual({ count: 3, oldestDue: day('2025-10-15'), leftOut: 1 });
  expect(paymentRecordOf(account, day('2026-11-26'), rules())).toMatchObject({
    settled: 6,
    onTime: 5,
    late: 1,
    worstLateness: 31,
    leftOut: 1,
    since: '2025-10-15',
  });
});

test('money of nobody is read once for all batches of a snapshot, and found by the customer whose invoice it names', async () => {
  await money.have('customers', { id: 'C2', name: 'Bo' });
  await money.invoice({ id: 'I1', number: 'FV/2026/118' });
  await money.invoice({ id: 'I2', number: 'FV/2026/119', customer_id: 'C2' });
  await money.payment({
    id: 'P9',
    customer_id: null,
    invoice_id: null,
    status: 'unallocated',
    reference: 'fv2026-00119',
  });
  const source = await anyConnection(money.databases.sourcePool, 'source');
  const asked: string[] = [];
  const counting: RowSource = {
    ...source,
    rows: (text, values) => {
      asked.push(text);
      return source.rows(text, values);
    },
  };
  const coming = async (id: string) =>
    (await readAccounts(counting, [id], rules(), NOW)).accounts.get(id)?.coming.map(({ id: of }) => of);
  expect(await coming('C1')).toEqual([]);
  expect(await coming('C2')).toEqual(['P9']);
  expect(asked.filter((text) => /order by p\.booked_on desc/.test(text))).toHaveLength(1);
});
