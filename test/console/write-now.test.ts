import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { aCompany, type Company } from '../support/company.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

const NOW = warsaw('2026-11-26 11:00');

let company: Company;
let running: RunningConsole;
let reader: Visitor;
let releaser: Visitor;

beforeAll(async () => {
  company = await aCompany();
  const language = 'en';
  await company.have(
    'customers',
    { id: 'C2', name: 'Jan Lis', email: 'jan@lis.example', language, owner_id: 'anna' },
    { id: 'C3', name: '<b>Ewa</b>', email: 'ewa@lis.example', language, owner_id: 'anna' },
  );
  await company.have('customers', {
    id: 'C4',
    name: 'Adam Lis',
    email: 'adam@lis.example',
    language,
    owner_id: 'anna',
    email_allowed: false,
  });
  await company.haveOrder({ id: 'O1', number: 'ZK 1', promised_for: '2026-12-10', summary: '<i>a suit</i>' });
  await company.haveOrder({ id: 'O2', customer_id: 'C2', number: 'ZK 2', promised_for: '2026-11-25' });
  await company.haveOrder({ id: 'O3', customer_id: 'C3', number: 'ZK 3', promised_for: '2026-12-10' });
  await company.haveOrder({ id: 'O4', customer_id: 'C4', number: 'ZK 4', promised_for: '2026-11-25' });
  await company.day(warsaw('2026-11-26 10:00'));
  running = await startConsole(company.databases, { rules: rules(), clock: fixedClock(NOW) });
  reader = await running.signIn('reader');
  releaser = await running.signIn('releaser');
});
afterAll(async () => {
  await running.close();
  await company.close();
});

const ledger = async (text: string) => (await company.databases.ledgerPool.query(text)).rows;
const lettersAbout = async (customer: string) =>
  (await company.letters())
    .filter(({ customer_id }) => customer_id === customer)
    .map(({ kind, status }) => `${kind} ${status}`);

test('who is on course hears where it stands: seen before it goes, written once, and the history says who wanted it', async () => {
  const page = await releaser.get('/customers/C1/write?about=order:O1');
  expect(page.text).toContain('zofia@maj.example');
  expect(page.text).toContain('Thursday 10 December');
  expect(page.text, 'what a row says is text').not.toContain('<i>a suit');
  const html = await releaser.get('/customers/C1/write/html?about=order:O1');
  expect(html.text).toMatch(/Thursday\s10\sDecember/);
  expect(html.headers.get('content-security-policy')).toContain('sandbox');
  // Looked at is not asked for.
  expect((await company.round(NOW, { dryRun: true })).letters).toEqual([]);

  await releaser.post('/customers/C1/write', { about: 'order:O1' });
  expect((await reader.get('/customers/C1')).text).toContain(`as ${releaser.name} wants`);
  // Decided once more before it leaves, an hour later.
  await company.round(warsaw('2026-11-26 11:05'));
  await company.post(warsaw('2026-11-26 12:30'));
  expect(await lettersAbout('C1')).toEqual(['on-course submitted']);
  expect((await reader.get('/customers/C1')).text).not.toContain(`as ${releaser.name} wants`);
  await company.day(warsaw('2026-11-27 10:00'));
  expect(await lettersAbout('C1')).toEqual(['on-course submitted']);
  expect(await ledger(`select who, what from history where subject_kind = 'asked_letter'`)).toEqual([
    { who: releaser.name, what: 'added' },
  ]);
});

test('a letter of the same day keeps it not back, and it says what follows the one before', async () => {
  expect(await lettersAbout('C2')).toEqual(['late submitted']);
  await releaser.post('/customers/C2/write', { about: 'order:O2' });
  await company.day(warsaw('2026-11-26 11:10'));
  expect(await lettersAbout('C2')).toEqual(['late submitted', 'still-late submitted']);
});

test('taken back it does not go', async () => {
  await releaser.post('/customers/C3/write', { about: 'order:O3' });
  const [asked] = await ledger(`select id from asked_letters where customer_id = 'C3'`);
  await releaser.post('/customers/C3/write/back', { asked: asked.id });
  await company.day(warsaw('2026-11-26 11:15'));
  expect(await lettersAbout('C3')).toEqual([]);
});

describe('what holds letters holds it too, told in words', () => {
  const asked = async () => Number((await ledger('select count(*) from asked_letters'))[0].count);

  test('a complaint', async () => {
    await releaser.post('/customers/C3/complaint', { about: 'order:O3', note: 'Wrong colour.' });
    const before = await asked();
    const { text } = await releaser.get('/customers/C3/write?about=order:O3');
    expect(text).toContain('No letter goes while their complaint of 26 Nov 2026 is open');
    expect(text).not.toContain('Send it');
    const refused = await releaser.post('/customers/C3/write', { about: 'order:O3' });
    expect(refused.text).toContain('No letter goes while their complaint of 26 Nov 2026 is open');
    expect(await asked()).toBe(before);
  });

  test('a person who takes care of it until a day, which stands as the company’s country writes it', async () => {
    await company.have('customers', { id: 'C5', name: 'Ola Lis', email: 'ola@lis.example', language: 'en' });
    await company.haveOrder({ id: 'O5', customer_id: 'C5', number: 'ZK 5', promised_for: '2026-11-25' });
    await releaser.post('/customers/C5/quiet', {
      about: 'order:O5',
      until: '2026-12-02',
      why: 'I call them.',
    });
    expect((await releaser.get('/customers/C5/write?about=order:O5')).text).toContain(
      `No letter goes before 2 Dec 2026 is over, because ${releaser.name} takes care of it`,
    );
  });

  test('an address that they do not want letters at', async () => {
    expect((await releaser.get('/customers/C4/write?about=order:O4')).text).toContain(
      'because they do not want email',
    );
  });

  test('what is not theirs, or nothing, is no page; a reader may not', async () => {
    expect((await releaser.get('/customers/C1/write?about=order:O2')).status).toBe(404);
    expect((await releaser.post('/customers/C1/write', { about: '' })).status).toBe(404);
    expect((await reader.get('/customers/C1/write?about=order:O1')).status).toBe(403);
    expect((await reader.post('/customers/C1/write', { about: 'order:O1' })).status).toBe(403);
  });
});
