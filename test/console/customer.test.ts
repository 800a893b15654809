import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { haveRecord } from '../support/owing.ts';
import { rules } from '../support/policy.ts';

const NOW = warsaw('2026-11-26 10:00');
let company: Company;
let running: RunningConsole;
let reader: Visitor;
let releaser: Visitor;
beforeAll(async () => {
  company = await aCompany();
  await company.haveOrder({ id: 'O1', number: '2026/1', promised_for: '2026-11-24' });
  await haveRecord(company, 40);
  await company.haveInvoice();
  await company.day(NOW);
  running = await startConsole(company.databases, { rules: rules(), clock: fixedClock(NOW) });
  reader = await running.signIn('reader');
  releaser = await running.signIn('releaser');
});
afterAll(async () => {
  await running.close();
  await company.close();
});
afterEach(async () => {
  await company.databases.ledgerPool.query('delete from holds');
});

const story = async (query = '') => (await reader.get(`/customers/C1${query}`)).text;
const holds = async () =>
  (
    await company.databases.ledgerPool.query(
      'select invoice_id, until, why, by, lifted_by from holds order by id',
    )
  ).rows;

test('the story says what waits, what was found and decided, what is owed and why no reminder goes, and what happened', async () => {
  const html = (await story()).replace(/^[\s\S]*<h1>/, '').replace(/<[^>]+>/g, '');
  for (const sentence of [
    'Order 2026/1',
    'It was promised for 24 Nov 2026, and is 2 working days late.',
    'They hear from us again by 30 Nov 2026.',
    '0 of 12 settled invoices on time',
    '52 days overdue',
    'opened, O1',
  ])
    expect(html).toContain(sentence);
  // The letter as it went.
  expect(await story()).toMatch(/<a href="\/letters\/\w+">late: “[^<]+” – submitted<\/a>/);
});

test('the shipments of an order stand there, with a link to follow them where it is one', async () => {
  const gone = { shipped_at: '2026-11-25T15:00:00+01:00', expected_on: '2026-11-30', line_nos: '1 2' };
  await company.have(
    'shipments',
    { order_id: 'O1', id: '1', carrier: '<b>DPD', tracking_number: '0012', ...gone },
    { order_id: 'O1', id: '2', tracking_url: 'https://gls.example/?a=1&b=2' },
    { order_id: 'O1', id: '3', tracking_url: 'javascript:alert(1)', delivered_at: gone.shipped_at },
  );
  const page = await story();
  expect(page.replace(/<[^>]+>/g, '')).toContain('&lt;b&gt;DPD 0012 parts 1, 2: left ');
  expect(page).toContain('<a href="https://gls.example/?a=1&amp;b=2" rel="noreferrer">follow it</a>');
  expect(page, 'the table by its word, the column as the company finds it').toContain(
    'Shipments <code>shipments</code> <bdi>O1/3</bdi> <code>tracking_url</code>: <bdi>it is not an http or https address</bdi>',
  );
  expect(page).not.toMatch(/href="javascript|<b>DPD/);
  await company.databases.ledgerPool.query('delete from source.shipments');
});

describe('reminders', () => {
  test('are kept back by hand, about an invoice until a day, and let go again, in the name of who decided it', async () => {
    const answer = await releaser.post('/customers/C1/hold', {
      invoice: 'F1',
      until: '2026-12-31',
      why: 'paid in cash',
    });
    expect(answer.headers.get('location')).toMatch(/^\/customers\/C1\?notice=held&with=%7B%7D&seal=\S+$/);
    expect(await holds()).toEqual([
      { invoice_id: 'F1', until: '2026-12-31', why: 'paid in cash', by: releaser.name, lifted_by: null },
    ]);
    expect(await story()).toContain(`Kept back by ${releaser.name}: paid in cash`);
    await releaser.post('/customers/C1/lift', { invoice: 'F1', why: 'the receipt was another' });
    expect(await holds()).toEqual([expect.objectContaining({ lifted_by: releaser.name })]);
    expect(await story()).toContain('the receipt was another');
  });

  test.each([
    [{ why: ' ' }, 400, 'Say why, for whoever asks later.'],
    [{ why: 'x', until: '2026-02-30' }, 400, 'This is not a day.'],
    [{ why: 'x', until: '2026-11-25' }, 400, 'That day has passed, so it would hold nothing.'],
    [{ why: 'x', invoice: 'nobody' }, 404, 'There is no such page'],
  ])('are not kept back by %j', async (fields, status, said) => {
    const answer = await releaser.post('/customers/C1/hold', { invoice: '', until: '', ...fields });
    expect([answer.status, answer.text.includes(said)]).toEqual([status, true]);
    expect(await holds()).toEqual([]);
  });

  test('about an invoice of somebody else are not kept back from here', async () => {
    await company.have('customers', { id: 'C2', name: 'Other', email: 'o@customers.example' });
    expect((await releaser.post('/customers/C2/hold', { invoice: 'F1', until: '', why: 'x' })).status).toBe(
      404,
    );
    expect(await holds()).toEqual([]);
  });

  test('are not for readers to keep back, nor do they see the form', async () => {
    expect((await reader.post('/customers/C1/hold', { invoice: '', until: '', why: 'x' })).status).toBe(403);
    expect((await reader.post('/customers/C1/lift', { invoice: '', why: 'x' })).status).toBe(403);
    expect(await story()).not.toContain('/customers/C1/hold');
    expect((await releaser.get('/customers/C1')).text).toContain('/customers/C1/hold');
  });
});

test('fewer letters: who asked a person for them is written to less, and a person lifts it; answers with one tap are told', async () => {
  const asked = await releaser.post('/customers/C1/less', {});
  expect(asked.headers.get('location')).toMatch(/^\/customers\/C1\?notice=less_kept/);
  await company.databases.ledgerPool.query(
    `with mail as (insert into inbox_mails (id, customer_id, read_at, kind, why, folder)
                   values ('m1', 'C1', now(), 'reply', 'x', 'processed') returning id)
     insert into answers (mail_id, customer_id, at, answer, about, day, came, came_at)
     select id, 'C1', now(), 'paid', '[{"kind": "invoice", "id": "F1"}]', '2026-11-24', 'broken', now() from mail`,
  );
  const page = await story();
  expect(page).toContain('They asked to be written to less on');
  expect(page).toContain('answer with one tap');
  expect(page).toContain('I have paid');
  expect(page).toMatch(/They say that they paid<\/dt><dd>[^<]*2026 <span class="badge warn">broken</);
  // A reader sees it, and does not lift it.
  expect(page).not.toContain('Write to them as to any other');
  expect((await reader.post('/customers/C1/less', { lift: '1' })).status).toBe(403);
  await releaser.post('/customers/C1/less', { lift: '1' });
  expect(await story()).not.toContain('They asked to be written to less on');
  expect((await releaser.post('/customers/nobody/less', {})).status).toBe(404);
});

describe('all that is kept of them', () => {
  test('is a file that an admin downloads, with a reason; the history keeps who did and why', async () => {
    const admin = await running.signIn('admin');
    expect((await admin.get('/customers/C1')).text).toContain('action="/customers/C1/tell"');
    const answer = await admin.post('/customers/C1/tell', { why: 'asked by letter' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="c1-[0-9a-f]{16}\.json"$/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const record = JSON.parse(answer.text);
    expect(record).toMatchObject({ customer_id: 'C1', told_by: admin.name, why: 'asked by letter' });
    expect(record.tables.letters.length).toBeGreaterThan(0);
    expect(record.words.length).toBe(record.tables.letters.length);
    const { rows } = await company.databases.ledgerPool.query(
      "select customer_id, who, why, detail -> 'letters' as letters from history where what = 'told' and who = $1",
      [admin.name],
    );
    const letters = record.tables.letters.length;
    expect(rows).toEqual([{ customer_id: 'C1', who: admin.name, why: 'asked by letter', letters }]);
    expect(await story()).toContain('all that is kept was given out');
  });

  test('is for nobody without the right, without a reason, or of nobody', async () => {
    const admin = await running.signIn('admin');
    for (const visitor of [reader, releaser]) {
      expect((await visitor.post('/customers/C1/tell', { why: 'x' })).status).toBe(403);
      expect((await visitor.get('/customers/C1')).text).not.toContain('/customers/C1/tell');
    }
    expect((await admin.post('/customers/C1/tell', { why: ' ' })).status).toBe(400);
    expect((await admin.post('/customers/C9/tell', { why: 'x' })).status).toBe(404);
    const { rows } = await company.databases.ledgerPool.query(
      "select from history where what = 'told' and who = any($1)",
      [[admin, reader, releaser].map(({ name }) => name)],
    );
    expect(rows).toEqual([]);
  });
});

// The last one: so much happens in it that the first page holds nothing else after it.
test('what happened is told page by page, each once', async () => {
  await company.databases.ledgerPool.query(
    `insert into holds (customer_id, until, why, by, at)
     select 'C1', '2026-11-01', 'hold ' || n, 'ola', '2026-10-01T10:00:00Z'::timestamptz - n / 7 * interval '1 minute' from generate_series(1, 120) n`,
  );
  const told: string[] = [];
  for (let query: string | undefined = ''; query !== undefined; ) {
    const html: string = await story(query);
    told.push(...[...html.matchAll(/>(hold \d+)</g)].map(([, why]) => why ?? ''));
    query = /rel="next" href="\/customers\/C1([^"]+)"/.exec(html)?.[1];
  }
  expect([told.length, new Set(told).size]).toEqual([120, 120]);
});
