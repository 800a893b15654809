import { afterEach, beforeEach, expect, test } from 'vitest';
import { attend } from '../../../src/attend/attend.ts';
import { type CustomerMemory, noMemory } from '../../../src/customer/customer.ts';
import { NOTHING_RECEIVED } from '../../../src/customer/replies.ts';
import { compareBytes } from '../../../src/database/byte-order.ts';
import { type CustomerBatch, readBatches } from '../../../src/source/reading/read-batches.ts';
import { readTheseCustomers } from '../../../src/source/reading/read-customers.ts';
import { day, rules, warsaw } from '../../support/builders.ts';
import { aCompany, type Company, freshen } from '../../support/company.ts';

const NOW = warsaw('2026-11-26 10:00');
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await freshen(company.pool, NOW);
});
afterEach(() => company.close());

const nobody = async (): Promise<ReadonlyMap<string, CustomerMemory>> => new Map();
async function batches(remember = nobody): Promise<CustomerBatch[]> {
  const all: CustomerBatch[] = [];
  for await (const batch of readBatches(company.databases.sourcePool, { rules: rules(), now: NOW, remember }))
    all.push(batch);
  return all;
}
const customers = (...ids: string[]) =>
  company.have(
    'customers',
    ...ids.map((id, n) => ({ id, name: id, email: `c${n}@x.example`, language: 'en' })),
  );

/** Many customers at every stage, with and without lines, promises, contacts, closings; the same in every run. */
async function aCrowd(count: number): Promise<void> {
  await company.pool.query(
    `insert into source.customers (id, name, email) select 'K' || n, 'K' || n, 'k' || n || '@x.example' from generate_series(1, ${count}) n`,
  );
  await company.pool.query(
    `insert into source.orders (id, customer_id, number, placed_at, stage, stage_since, promised_for, needed_by, closed_at)
     select 'O' || n || '-' || m, 'K' || n, n || '-' || m, at, (array['picking', 'from warehouse', 'ready', 'waiting for approval', 'W4', 'shipped'])[1 + (n * 7 + m) % 6],
            at + make_interval(hours => n % 30), case when (n + m) % 3 = 0 then at::date + n % 9 end,
            case when (n + m) % 7 = 0 then at::date + n % 5 end,
            case when (n + m) % 11 = 0 then at - interval '1 day' when (n + m) % 5 = 0 then at + interval '1 day' end
     from generate_series(1, ${count}) n, generate_series(1, 3) m,
          lateral (select timestamptz '2026-11-25 09:00+01' - make_interval(hours => (n * 13 + m * 29) % 70) as at) t
     where (n + m) % 4 > 0`,
  );
  await company.pool.query(
    `insert into source.order_lines (order_id, line_no, description, stage, stage_since)
     select id, l, 'line ' || l, case when l = 1 then 'ready' else 'from warehouse' end, placed_at
     from source.orders, generate_series(1, 2) l where length(id) % 2 = 0`,
  );
  await company.pool.query(
    `insert into source.contacts (id, customer_id, at, channel, direction)
     select 'c' || n, 'K' || n, timestamptz '2026-11-25 12:00+01', 'email', case when n % 2 = 0 then 'to_customer' else 'from_customer' end
     from generate_series(1, ${count}) n where n % 9 = 0`,
  );
}

test('whoever is set aside as quiet has really nothing to decide', async () => {
  await aCrowd(1_500);
  const seen = new Set<string>();
  let quiet = 0;
  for (const batch of await batches()) {
    quiet += batch.quiet.customers;
    for (const { customer } of batch.facts) seen.add(customer.id);
  }
  const { rows } = await company.pool.query<{ id: string }>('select id from source.customers');
  const all = await readTheseCustomers(
    company.databases.sourcePool,
    rules(),
    NOW,
    rows.map(({ id }) => id),
  );
  const unseen = all.facts.filter(({ customer }) => !seen.has(customer.id));
  expect(unseen).toHaveLength(quiet);
  expect(quiet).toBeGreaterThan(50);
  expect(seen.size).toBeGreaterThan(50);
  for (const facts of unseen)
    expect(attend(facts, noMemory(facts.customer.id), NOW, rules()).decisions, facts.customer.id).toEqual([]);
});

test('a customer whom we remember is never set aside', async () => {
  await company.haveOrder({
    id: 'O1',
    stage_since: '2026-11-26T09:00:00+01:00',
    placed_at: '2026-11-26T09:00:00+01:00',
  });
  const [without] = await batches();
  expect(without).toMatchObject({ facts: [], quiet: { customers: 1, items: { order: 1, service_job: 0 } } });
  const memory: CustomerMemory = {
    ...noMemory('C1' as CustomerMemory['customerId']),
    writtenToday: new Map([['zofia@maj.example', 1]]),
    released: [],
    absent: [],
  };
  const reply = { id: 'm', letterId: null, about: [], answeredAt: null, at: warsaw('2026-11-26 09:00') };
  const owed = {
    ...noMemory('C1' as CustomerMemory['customerId']),
    inbox: { ...NOTHING_RECEIVED, replies: [{ ...reply, owedBy: day('2026-11-27') }] },
  };
  const [waiting] = await batches(async () => new Map([['C1', owed]]));
  expect(waiting?.facts.map(({ customer }) => customer.id)).toEqual(['C1']);
  const [known] = await batches(async () => new Map([['C1', memory]]));
  expect(known?.facts.map(({ customer }) => customer.id)).toEqual(['C1']);
});

test('batches follow one another by the bytes of ids, without gap or overlap, orders and jobs of one customer together', async () => {
  const ids = ['A', 'a', 'Z', 'ż', '😀', '\uffee', 'a b', "o'neil"];
  await customers(...ids);
  for (const id of ids) {
    await company.haveOrder({ id: `O ${id}`, customer_id: id, promised_for: '2026-11-25' });
    await company.haveJob({ id: `J ${id}`, customer_id: id, promised_for: '2026-11-25' });
  }
  const all = await batches();
  const read = all.flatMap(({ facts }) => facts);
  expect(read.map(({ customer }) => customer.id).sort(compareBytes)).toEqual([...ids].sort(compareBytes));
  for (const { items } of read)
    expect(items.map(({ kind }) => kind).sort()).toEqual(['order', 'service_job']);
  expect(all[0]?.after).toBeNull();
  expect(all.at(-1)?.through).toBeNull();
  for (const [index, batch] of all.entries())
    if (index > 0) expect(batch.after).toBe(all[index - 1]?.through);
});

test('many batches hold every customer once, and one customer with very many orders whole', async () => {
  await customers('MANY');
  await company.pool.query(
    `insert into source.orders (id, customer_id, number, placed_at, stage, promised_for)
     select 'M' || n, 'MANY', 'M' || n, timestamptz '2026-11-16 09:00+01', 'sewing', date '2026-11-25' from generate_series(1, 9000) n`,
  );
  await aCrowd(3_000);
  const all = await batches();
  expect(all.length).toBeGreaterThan(2);
  const ids = all.flatMap(({ facts }) => facts.map(({ customer }) => customer.id as string));
  expect(new Set(ids).size).toBe(ids.length);
  expect(
    all.flatMap(({ facts }) => facts).find(({ customer }) => customer.id === ('MANY' as string))?.items,
  ).toHaveLength(9_000);
});

test('all that concerns them is read: lines in order, contacts, people, feeds; the future is not', async () => {
  await company.haveOrder({ id: 'O1', promised_for: '2026-11-25', summary: 'suit' });
  for (const line_no of [10, 2, 1])
    await company.have('order_lines', { order_id: 'O1', line_no, description: `piece ${line_no}` });
  const contact = { customer_id: 'C1', channel: 'phone', direction: 'to_customer' };
  await company.have(
    'contacts',
    { ...contact, id: 'c1', at: '2026-11-20T09:00Z', item_kind: 'order', item_id: 'O1' },
    { ...contact, id: 'c2', at: '2026-11-30T09:00Z' },
    { ...contact, id: 'c3', at: '2025-11-20T09:00Z' },
  );
  const [facts] = (await batches()).flatMap((batch) => batch.facts);
  expect(facts).toMatchObject({
    customer: { id: 'C1', name: 'Zofia Maj', ownerId: 'anna', emailAllowed: true },
    items: [{ id: 'O1', summary: 'suit', lines: [{ lineNo: 1 }, { lineNo: 2 }, { lineNo: 10 }] }],
    contacts: [{ id: 'c1', item: { kind: 'order', id: 'O1' }, direction: 'to_customer' }],
  });
  expect([...(facts?.people.keys() ?? [])]).toEqual(['anna', 'ewa', 'karol', 'marek']);
  expect(facts?.feeds.get('orders')).toBe(NOW);
});

test('leaving in the middle gives every connection back', async () => {
  await aCrowd(3_000);
  for (let time = 0; time < 8; time++)
    for await (const _batch of readBatches(company.databases.sourcePool, {
      rules: rules(),
      now: NOW,
      remember: nobody,
    }))
      break;
  expect((await company.databases.sourcePool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});
