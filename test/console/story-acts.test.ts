import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { chromiumHere, openBrowser, WINDOWS, windowOf } from '../support/browser.ts';
import { aCompany, type Company } from '../support/company.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

const program = chromiumHere();
if (program === null)
  console.warn('What people do in a story is not looked at: there is no Chromium here; set CHROMIUM.');

const NOW = warsaw('2026-11-26 11:00');

let company: Company;
let running: RunningConsole;
let reader: Visitor;
let releaser: Visitor;
let browser: Browser | null = null;
let page: Page;

beforeAll(async () => {
  company = await aCompany();
  // Nobody can write to her, so she is late without a word until somebody calls.
  await company.have('customers', {
    id: 'N1',
    name: 'Maria Lipą',
    phone: '+48 600 100 200',
    owner_id: 'anna',
    email_allowed: false,
  });
  await company.haveOrder({ id: 'O1', customer_id: 'N1', number: 'ZK 1042', promised_for: '2026-11-24' });
  await company.haveOrder({ id: 'O2', number: 'ZK 1043', promised_for: '2026-11-27' });
  await company.day(warsaw('2026-11-26 08:00'));
  running = await startConsole(company.databases, { rules: rules(), clock: fixedClock(NOW) });
  reader = await running.signIn('reader');
  releaser = await running.signIn('releaser');
  if (program === null) return;
  browser = await openBrowser(program);
});
afterAll(async () => {
  await browser?.close();
  await running.close();
  await company.close();
});

const ledger = async (text: string) => (await company.databases.ledgerPool.query(text)).rows;
const says = async (): Promise<string> => {
  // A click waits until the next page begins, not until it is there.
  await page.waitForLoadState();
  return page.locator('main').innerText();
};
const go = (path: string) => page.goto(`${running.url}${path}`);
const nextRound = async () => (await company.round(warsaw('2026-12-01 09:00'), { dryRun: true })).holds;

describe.skipIf(program === null).each(WINDOWS)('in a browser at $width px, $colorScheme', (look) => {
  beforeAll(async () => {
    page = await windowOf(browser as Browser, running, releaser, look);
  });
  afterAll(() => page.context().close());

  test('a customer is found by a name without its marks, and by a number without its letters', async () => {
    for (const typed of ['lipa', '1042']) {
      await go('/');
      await page.getByRole('searchbox').fill(typed);
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Maria Lipą' }).first().click();
      await page.waitForURL('**/customers/N1**');
      expect(await says()).toContain('+48 600 100 200');
    }
  });

  test('a call that is told on Today changes Today, and taken back it does not count', async () => {
    await go('/');
    expect(await says()).toContain('One customer’s order is late, and nobody told them.');
    await page.locator('.need-tell summary').first().click();
    await page.locator('select[name=result]').first().selectOption({ label: 'spoke to them' });
    await page.locator('input[name=day]').first().fill('2026-12-03');
    await page.locator('input[name=note]').first().fill('She needs it for the 12th');
    await page.locator('.need-tell button', { hasText: 'Done' }).first().click();
    const now = await says();
    expect(now).not.toContain('nobody told them');
    expect(now).toMatch(
      /call the customer, ZK 1042: you said that they hear by this day[\s\S]*by 3 Dec 2026/,
    );
    // It was not so after all.
    await go('/tasks?done=1');
    await page.locator('tr', { hasText: 'Maria' }).locator('button', { hasText: 'Undo' }).first().click();
    await go('/');
    expect(await says()).toContain('One customer’s order is late, and nobody told them.');
    expect(await ledger(`select distinct done_by from tasks where why = 'word_by_hand'`)).toEqual([
      { done_by: releaser.name },
    ]);
  });

  test('letters about an order are kept back until a day, the dry run says so, and they are let go again', async () => {
    await go('/customers/C1');
    await page.locator('summary', { hasText: 'Don’t write about this' }).click();
    await page.locator('form[action$="/quiet"] input[name=until]').fill('2026-12-02');
    await page.locator('form[action$="/quiet"] input[name=why]').fill('I am settling it with him');
    await page.locator('button', { hasText: 'Keep letters back' }).click();
    expect(await says()).toContain(`No letters about it through 2 Dec 2026, says ${releaser.name}`);
    expect(await nextRound()).toContainEqual(
      expect.objectContaining({ about: [{ kind: 'order', id: 'O2' }], code: 'by_hand' }),
    );
    await page.locator('button', { hasText: 'Let letters go again' }).click();
    expect(await says()).not.toContain('No letters about it through');
    expect((await nextRound()).filter(({ code }) => code === 'by_hand')).toEqual([]);
    expect(await ledger(`select distinct done_by from tasks where why = 'held_by_hand'`)).toEqual([
      { done_by: releaser.name },
    ]);
  });

  test('a manager reads the week, from its sentence to the customers who waited too long', async () => {
    await go('/');
    await page.getByRole('link', { name: 'The week' }).first().click();
    await page.waitForURL('**/week**');
    expect(await says()).toMatch(/waited too long/);
  });
});

test('who spoke says so in the story: calls are made with it, the word is theirs, and taken back it is all as before', async () => {
  const open = () =>
    ledger(`select why from tasks where customer_id = 'N1' and done_at is null order by why`);
  await releaser.post('/customers/N1/contact', { about: 'order:O1', channel: 'visit', word: '2026-12-03' });
  expect(await open()).toEqual([{ why: 'word_by_hand' }]);
  expect(await ledger(`select word_by from cases where item_id = 'O1'`)).toEqual([{ word_by: '2026-12-03' }]);
  const { text } = await reader.get('/customers/N1');
  expect(text).toContain('they hear again by 3 Dec 2026');
  expect(text).not.toContain('/customers/N1/take-back');
  const [contact] = await ledger('select id from recorded_contacts where taken_back_at is null');
  await releaser.post('/customers/N1/take-back', { contact: contact.id });
  expect(await open()).toEqual([{ why: 'email_not_wanted' }]);
  expect(await ledger(`select word_by from cases where item_id = 'O1'`)).toEqual([{ word_by: null }]);
});

test('a note stands in the story for the others, and a complaint holds letters and reminders until it is settled, and mends from then on', async () => {
  await releaser.post('/customers/C1/note', { note: 'Ring <b>twice</b>.' });
  await releaser.post('/customers/C1/complaint', { about: 'order:O2', note: 'The colour is wrong.' });
  const { text } = await reader.get('/customers/C1');
  expect(text).toContain('Ring &lt;b&gt;twice&lt;/b&gt;.');
  expect(text).toContain('The colour is wrong.');
  expect(await nextRound()).toContainEqual(
    expect.objectContaining({ about: [{ kind: 'order', id: 'O2' }], code: 'complaint_open' }),
  );
  const [complaint] = await ledger('select id from taken_complaints');
  await releaser.post('/customers/C1/settled', { complaint: complaint.id });
  expect((await nextRound()).filter(({ code }) => code === 'complaint_open')).toEqual([]);
  const settled = (await reader.get('/customers/C1')).text;
  expect(settled).not.toContain('/settled');
  expect(settled).toContain('a complaint was settled');
  expect((await reader.get('/customers/N1')).text, 'of another customer').not.toContain(
    'a complaint was settled',
  );
  // The round finds them in its pass over all customers too, and somebody watches their next contacts.
  await company.day(warsaw('2026-11-27 08:00'));
  expect(await ledger(`select customer_id, why from tasks where kind = 'watch-contacts'`)).toEqual([
    { customer_id: 'C1', why: 'complaint_settled' },
  ]);
});

test('a task is noted, given to somebody else, and both are in the history', async () => {
  const [task] = await ledger(`select key from tasks where why = 'email_not_wanted'`);
  await releaser.post('/tasks/note', { key: task.key, note: 'after five' });
  const [person] = await ledger(`select id from source.people where id <> 'anna' order by id limit 1`);
  expect((await releaser.get(`/tasks/assign?key=${encodeURIComponent(task.key)}`)).status).toBe(200);
  await releaser.post('/tasks/assign', { key: task.key, person: person.id });
  expect(await ledger(`select for_person, note, done_at from tasks where why = 'email_not_wanted'`)).toEqual([
    { for_person: person.id, note: 'after five', done_at: null },
  ]);
  expect(
    await ledger(
      `select what from history where subject_id = '${task.key}' and what in ('noted', 'assigned') order by id`,
    ),
  ).toEqual([{ what: 'noted' }, { what: 'assigned' }]);
  expect((await releaser.post('/tasks/assign', { key: task.key, person: 'nobody' })).status).toBe(400);
});

describe('what cannot be so is refused with a reason, and nothing is kept', () => {
  test.each([
    ['contact', { about: '', word: '2026-02-30' }, 400, 'This is not a day.'],
    ['contact', { about: '', word: '2020-01-01' }, 400, 'That day has passed'],
    ['contact', { about: 'order:O1' }, 404, 'There is no such page'],
    ['quiet', { about: 'order:O2', until: '', why: 'x' }, 400, 'This is not a day.'],
    ['quiet', { about: 'order:O2', until: '2026-12-02', why: ' ' }, 400, 'Say why'],
    ['quiet', { about: '', until: '2026-12-02', why: 'x' }, 404, 'There is no such page'],
    ['note', { note: ' ' }, 400, 'Write what others should know.'],
    ['complaint', { about: '', note: '' }, 400, 'Write down what it was.'],
  ])('%s %j', async (what, fields, status, said) => {
    const answer = await releaser.post(`/customers/C1/${what}`, fields);
    expect([answer.status, answer.text.includes(said)]).toEqual([status, true]);
  });

  test('by a reader', async () => {
    for (const what of ['contact', 'note', 'quiet', 'write-again', 'complaint', 'settled', 'take-back'])
      expect((await reader.post(`/customers/C1/${what}`, {})).status).toBe(403);
  });
});
