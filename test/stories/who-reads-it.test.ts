import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/* "You have two addresses of ours in one field, and wrote to neither. And why in English, to our Polish buyer?" */
const NOW = warsaw('2026-11-26 10:00');
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

const customerIs = (email: string | null, more: Record<string, unknown> = {}) =>
  company.pool.query(
    `update source.customers c set email = $1, billing_email = r.billing_email, phone = r.phone, salutation = r.salutation
     from jsonb_populate_record(null::source.customers, $2) r`,
    [email, JSON.stringify(more)],
  );
const contact = (row: Record<string, unknown>) =>
  company.pool.query(
    'insert into source.customer_contacts select * from jsonb_populate_record(null::source.customer_contacts, $1)',
    [JSON.stringify({ customer_id: 'C1', cc: false, ...row })],
  );
const missed = { stage: 'WORK', promised_for: '2026-11-24' };
const sentTo = async () => (await company.letters()).map(({ to, language }) => `${to} ${language}`);

test('of two addresses in one field the first is written to, under the name that stands before it', async () => {
  await customerIs('Biuro Maj <biuro@maj.example>; zofia@maj.example');
  await company.haveOrder({ id: 'O1', ...missed });
  expect(await company.day(NOW)).toMatchObject({ written: 1, handed_over: 0, doubtful: [] });
  const [mail] = await company.capturedMails();
  expect(String(mail)).toMatch(/^To: Biuro Maj <biuro@maj.example>\r$/m);
});

test('an item’s own contact comes first, then whom the customer named for orders, in their language', async () => {
  await contact({ role: 'orders', name: 'Piotr Nowak', email: 'piotr@maj.example', language: 'pl' });
  await contact({ role: 'orders', email: 'archiv@maj.example', cc: true });
  await contact({ role: 'site', email: 'budowa@maj.example' });
  await company.haveOrder({ id: 'O1', ...missed });
  await company.haveOrder({ id: 'O2', ...missed, contact_email: 'Ewa <ewa@plac.example>' });
  await company.day(NOW);
  expect((await sentTo()).sort()).toEqual(['ewa@plac.example en', 'piotr@maj.example pl']);
  expect((await company.capturedMails()).map(String).join('\n')).toMatch(/^To: Ewa <ewa@plac.example>\r$/m);
});

test('a reminder goes to whom the customer named for money, and is still theirs when it leaves', async () => {
  await customerIs('zofia@maj.example', { billing_email: 'rechnung@maj.example' });
  await contact({
    role: 'money',
    name: 'Olga Mazur',
    salutation: 'Pani Olgo',
    email: 'olga@maj.example',
    language: 'pl',
  });
  await company.haveInvoice({ id: 'F1' });
  await company.day(NOW);
  expect(await sentTo()).toEqual(['olga@maj.example pl']);
  expect(await company.text()).toContain('Pani Olgo');
  expect(await company.captured()).toHaveLength(1);
});

test('shipping is nothing that anybody waits for', async () => {
  await company.haveOrder({
    id: 'O1',
    placed_at: '2026-11-25T08:00:00Z',
    stage_since: '2026-11-25T09:00:00Z',
  });
  await company.have(
    'order_lines',
    {
      order_id: 'O1',
      line_no: 1,
      description: 'suit',
      stage: 'picking',
      stage_since: '2026-11-25T09:00:00Z',
    },
    {
      order_id: 'O1',
      line_no: 2,
      description: 'parcel service',
      stage: 'picking',
      promised_for: '2026-11-25',
      kind: 'charge',
    },
    { order_id: 'O1', line_no: 3, description: 'discount', stage: 'nonsense', kind: 'charge' },
  );
  expect(await company.day(NOW)).toMatchObject({ written: 0, unmapped_stages: [] });
});

test('whoever is asked to call reads the number', async () => {
  await customerIs(null, { phone: '+48 600 700 800' });
  await company.haveOrder({ id: 'O1', ...missed });
  expect(await company.day(NOW)).toMatchObject({ handed_over: 1 });
  expect(await company.staffText('task')).toContain('Zofia Maj (C1), +48 600 700 800');
});
