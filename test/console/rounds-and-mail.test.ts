import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { placeText } from '../../src/console/show/place.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { endRound } from '../../src/ledger/rounds/rounds.ts';
import { round } from '../../src/round/round.ts';
import { aCompany, type Company } from '../support/company.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { putLetters } from '../support/outbox.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

/* A workshop goes live on Thursday; some customers have waited for weeks, and one row of its export is broken. */
const LIVE = '2026-11-26T08:00:00+01:00';
const NOW = warsaw('2026-11-26 10:00');
const theRules = rules({ go_live: LIVE });
let company: Company;
let running: RunningConsole;
let releaser: Visitor;
let reader: Visitor;
const pool = () => company.databases.ledgerPool;

beforeAll(async () => {
  company = await aCompany({ go_live: LIVE });
  running = await startConsole(company.databases, { rules: theRules, clock: fixedClock(NOW) });
  releaser = await running.signIn('releaser');
  reader = await running.signIn('reader');
});
afterAll(async () => {
  await running.close();
  await company.close();
});

const noticeOf = (answer: { headers: Headers }) =>
  new URL(answer.headers.get('location') ?? '', 'http://here').searchParams.get('notice');

test('before anything happened, the pages say what will stand there', async () => {
  expect((await reader.get('/rounds')).text).toContain('No round has run yet.');
  expect((await reader.get('/mail')).text).toContain('Nobody waits for an answer.');
  expect((await reader.get('/mail')).text).toContain('Letters go to every address.');
  expect((await reader.get('/backlog')).text).toContain(
    'Nothing that had stalled or was overdue before going live',
  );
});

describe('the backlog', () => {
  test('is listed, the longest waiting first, with what would be written', async () => {
    for (const n of [1, 2, 3, 4])
      await company.have('customers', {
        id: `D${n}`,
        name: n === 2 ? '<img src=x onerror=alert(1)>\u202e' : `Customer ${n}`,
        email: `d${n}@x.example`,
        language: 'en',
        owner_id: 'anna',
      });
    for (const n of [1, 2, 3, 4])
      await company.haveOrder({
        id: `O${n}`,
        number: `2026/${n}`,
        customer_id: `D${n}`,
        placed_at: `2026-10-1${5 - n}T09:00:00+02:00`,
        stage_since: `2026-10-${30 - n}T09:00:00+02:00`,
        stage: 'from warehouse',
        promised_for: `2026-11-${20 - n}`,
      });
    await company.round(NOW);
    const { text } = await releaser.get('/backlog');
    expect(text).toContain('4 items had stalled or were overdue before');
    expect(text).not.toContain('<img src=x');
    expect(text).not.toContain('\u202e');
    const order = [...text.matchAll(/name="id" value="(O\d)"/g)].map(([, id]) => id);
    expect(order).toHaveLength(4);
    expect(order[0]).toBe('O4');
    expect((await reader.get('/backlog')).text).not.toContain('/backlog/release');
  });

  test('is released one by one, or so many of the longest waiting; not when it is another by now', async () => {
    expect(noticeOf(await releaser.post('/backlog/release-one', { kind: 'order', id: 'O1' }))).toBe(
      'backlog_released',
    );
    expect(noticeOf(await releaser.post('/backlog/release-one', { kind: 'order', id: 'O1' }))).toBe(
      'backlog_other_number',
    );
    expect(noticeOf(await releaser.post('/backlog/release', { of: '4', typed: '4' }))).toBe(
      'backlog_other_number',
    );
    expect(noticeOf(await releaser.post('/backlog/release', { of: '3', typed: '2' }))).toBe(
      'backlog_released',
    );
    const { rows } = await pool().query('select item_id, released_by from backlog_releases order by 1');
    expect(rows).toEqual(['O1', 'O3', 'O4'].map((item_id) => ({ item_id, released_by: releaser.name })));
    expect((await reader.post('/backlog/release', { of: '1', typed: '1' })).status).toBe(403);
  });
});

describe('rounds', () => {
  test('stand in a list, and each tells what it looked at, found and held', async () => {
    const list = await reader.get('/rounds');
    expect(list.text).toMatch(/<a href="\/rounds\/\d+">/);
    const id = /\/rounds\/(\d+)"/.exec(list.text)?.[1];
    const { text, status } = await reader.get(`/rounds/${id}`);
    expect(status).toBe(200);
    expect(text).toContain('backlog from before going live');
    expect(text).toContain('promise missed');
    expect(text).toContain('Every row could be judged.');
    expect((await reader.get(`/rounds/${id}`, { 'accept-language': 'pl' })).text).toContain(
      'Każdy wiersz dało się ocenić.',
    );
  });

  const HOSTILE = [
    '=HYPERLINK("http://evil.example";"x")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    'says "no", twice\r\nand on',
    '<script>alert(1)</script>\u202e',
  ];

  test('give what was set aside as CSV that no spreadsheet runs', async () => {
    const { rows } = await pool().query<{ id: string }>(
      `insert into rounds (at, started_at) values ('2026-11-26T10:00Z', '2026-11-26T10:00Z') returning id`,
    );
    const id = rows[0]?.id ?? '';
    await endRound(pool(), id, NOW, {
      written: 0,
      counts: { quarantined: HOSTILE.length, doubtful: 1, tasks: 0, verdicts: 0 },
      quarantined: HOSTILE.map((reason, n) => ({ table: 'orders', id: `O${n}`, reason })),
      doubtful: [{ table: 'orders', id: 'O9', field: 'promised_for', reason: 'it lies before the order' }],
      unmapped_stages: ['<b>odd</b>', 'x'.repeat(10_000)],
    });
    const page = await reader.get(`/rounds/${id}`);
    expect(page.text).toContain('&lt;script&gt;');
    expect(page.text).not.toContain('<script>');
    expect(page.text).not.toContain('\u202e');
    expect(page.text.length).toBeLessThan(60_000);
    const file = await reader.get(`/rounds/${id}/quarantined.csv`);
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="round-${id}-quarantined.csv"`,
    );
    const read: Record<string, string>[] = parse(file.text, {
      columns: true,
      bom: true,
      record_delimiter: '\r\n',
    });
    expect(read.map(({ reason }) => reason)).toEqual(
      HOSTILE.map((text) => (/^\s*[=+\-@]/.test(text) ? `'${text}` : text)),
    );
    expect(read.map(({ id: row }) => row)).toEqual(HOSTILE.map((_, n) => `O${n}`));
  });

  test('tell faults and guards in the words of the reader, and not as the report has them for commands', async () => {
    const { rows } = await pool().query<{ id: string }>(
      `insert into rounds (at, started_at) values ('2026-11-26T10:00Z', '2026-11-26T10:00Z') returning id`,
    );
    const id = rows[0]?.id ?? '';
    const reason = 'as commands say it';
    await endRound(pool(), id, NOW, {
      guard: `guard restored: ${reason}`,
      guards: [{ guard: 'restored', why: [{ code: 'moved', part: 'table' }], number: null }],
      counts: { quarantined: 1, doubtful: 1, tasks: 0, verdicts: 0 },
      quarantined: [{ table: 'orders', id: 'O1', fault: { code: 'no_customer', it: 'K9' }, reason }],
      doubtful: [
        {
          table: 'orders',
          id: 'O9',
          field: 'promised_for',
          fault: { code: 'decades_ahead', at: '2126-11-28' },
          reason,
        },
      ],
      holds: [
        { customer_id: 'C1', about: [], reason: `guard restored: ${reason}`, code: 'guard', hold: null },
        { customer_id: 'C2', about: [], reason, code: 'awaits_release', hold: null },
        {
          customer_id: 'C3',
          about: [],
          reason,
          code: 'person_spoke',
          hold: { code: 'person_spoke', on: '2026-11-25' },
        },
        { customer_id: 'C4', about: [], reason: 'As a version before said it.', code: 'backlog' },
      ],
    });
    const { text } = await reader.get(`/rounds/${id}`);
    expect(text).toContain('its customer K9 is not among the customers');
    expect(text, 'a table by its word, and as the company finds it').toContain('Orders <code>orders</code>');
    expect(text).toMatch(/28 Nov 2126 lies decades ahead/);
    expect(text.match(/its tables were made anew/g), 'the guard, and what it holds').toHaveLength(2);
    expect(text).toContain('It waits for a person to release it.');
    expect(text).toContain('A person was in touch with them on 25 Nov 2026, so no letter goes just yet.');
    expect(text).toContain('As a version before said it.');
    expect(text).not.toContain(reason);
    const file = await reader.get(`/rounds/${id}/quarantined.csv`);
    expect(file.text).toContain('its customer K9 is not among the customers');
    expect(file.text).not.toContain(reason);
  });

  test('whose report was removed, is damaged, or never ended are shown all the same', async () => {
    await pool().query(`insert into rounds (at, started_at, finished_at, report, totals) values
      ('2026-11-26T11:00Z', '2026-11-26T11:00Z', '2026-11-26T11:01Z', null, null),
      ('2026-11-26T11:00Z', '2026-11-26T11:00Z', '2026-11-26T11:01Z', '{"written": "no", "quarantined": [7], "tasks": 3}', '{"written": []}'),
      ('2026-11-26T11:00Z', '2026-11-26T11:00Z', '2026-11-26T11:01Z', '{"written": 12, "held": 3, "letters": []}', null),
      ('2026-11-26T11:00Z', '2026-11-26T11:00Z', null, null, null)`);
    const { rows } = await pool().query<{ id: string }>('select id from rounds order by id desc limit 4');
    for (const { id } of rows) expect((await reader.get(`/rounds/${id}`)).status, id).toBe(200);
    const { text } = await reader.get('/rounds');
    expect(text).toContain('report removed');
    expect(text).toContain('not ended');
    expect(text).toContain('>12<');
    for (const path of [
      '/rounds/0',
      '/rounds/99999999',
      '/rounds/x',
      '/rounds/99999999/quarantined.csv',
      '/rounds?after=x',
      `/rounds?after=${placeText(['-1'])}`,
    ])
      expect((await reader.get(path)).status, path).toBe(path.includes('?') ? 200 : 404);
  });

  test('are paged, the newest first, and each stands once', async () => {
    await pool().query(`insert into rounds (at, started_at, finished_at, report, totals)
      select '2026-11-26T12:00Z', '2026-11-26T12:00Z', '2026-11-26T12:00Z', '{}', '{"written": 1}' from generate_series(1, 120)`);
    const seen: string[] = [];
    let next: string | undefined = '/rounds';
    while (next !== undefined) {
      const text: string = (await reader.get(next)).text;
      seen.push(...[...text.matchAll(/<a href="\/rounds\/(\d+)"><time/g)].map(([, id]) => id ?? ''));
      next = /rel="next" href="([^"]+)"/.exec(text)?.[1];
    }
    const { rows } = await pool().query<{ id: string }>('select id from rounds order by id desc');
    expect(seen).toEqual(rows.map(({ id }) => id));
  });

  test('that a worker runs keep what a list of them shows beside their report', async () => {
    const templates = await Templates.shipped();
    await round({ databases: company.databases, rules: theRules, clock: fixedClock(NOW), templates });
    const { rows } = await pool().query('select totals, report from rounds order by id desc limit 1');
    expect(rows[0].totals).not.toHaveProperty('holds');
    for (const [key, value] of Object.entries(rows[0].totals)) expect(rows[0].report[key]).toEqual(value);
  });
});

describe('mail that came back', () => {
  test('addresses are lifted by who may; the second to click is told', async () => {
    await putLetters(pool(), [{ id: 'b1', customerId: 'C9', subject: '<b>Your suit</b>' }]);
    await pool().query(
      `insert into suppressions (address, customer_id, since, why, said, letter_id)
      values ('a+b@x.example', 'C9', '2026-11-20T09:00Z', 'bounced', $1, 'b1')`,
      [`550 <script>alert(1)</script>${'x'.repeat(100_000)}`],
    );
    const { text } = await reader.get('/mail');
    expect(text).toContain('a+b@x.example');
    expect(text).toContain('A letter came back');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('action="/mail/lift"');
    expect(text.length).toBeLessThan(20_000);
    expect((await reader.post('/mail/lift', { address: 'a+b@x.example' })).status).toBe(403);
    const lifted = await releaser.post('/mail/lift', { address: 'a+b@x.example' });
    expect(noticeOf(lifted)).toBe('mail_lifted');
    expect((await releaser.get(lifted.headers.get('location') ?? '')).text).toContain(
      'Letters go to a+b@x.example again.',
    );
    expect(noticeOf(await releaser.post('/mail/lift', { address: 'a+b@x.example' }))).toBe('mail_was_lifted');
    const { rows } = await pool().query(
      `select who from history where subject_kind = 'suppression' and who like 'releaser%'`,
    );
    expect(rows).toHaveLength(1);
  });

  test('what customers wrote waits, the most urgent first, until somebody says that it is answered', async () => {
    await pool().query(`insert into replies (id, customer_id, at, letter_id, about, owed_by, task_key) values
      ('r1', 'C9', '2026-11-25T09:00Z', 'b1', '[]', '2026-11-28', 'k1'), ('r2', 'C8', '2026-11-25T10:00Z', null, '[]', '2026-11-27', 'k2')`);
    const { text } = await releaser.get('/mail');
    expect([...text.matchAll(/name="customer" value="(\w+)"/g)].map(([, id]) => id)).toEqual(['C8', 'C9']);
    expect(text).toContain('&lt;b&gt;Your suit&lt;/b&gt;');
    expect(noticeOf(await releaser.post('/mail/answered', { customer: 'C9' }))).toBe('mail_answered');
    expect(noticeOf(await releaser.post('/mail/answered', { customer: 'C9' }))).toBe('mail_was_answered');
    const { rows } = await pool().query('select id, answered_by from replies order by id');
    expect(rows).toEqual([
      { id: 'r1', answered_by: releaser.name },
      { id: 'r2', answered_by: null },
    ]);
  });

  test('odd queries are the first page', async () => {
    const odd = [
      `owed=${placeText(['2026-99-99', 'x'])}`,
      'owed=%00',
      `suppressed=${placeText(['-1'])}`,
      `suppressed=${placeText(['99999999999999999999'])}`,
    ];
    for (const query of odd) expect((await reader.get(`/mail?${query}`)).status, query).toBe(200);
  });
});
