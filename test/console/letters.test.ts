import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { placeText } from '../../src/console/show/place.ts';
import { tripText } from '../../src/guards/trip-text.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { at, letterRow, putLetters } from '../support/outbox.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

let databases: FreshDatabases;
let running: RunningConsole;
let reader: Visitor;
let releaser: Visitor;

beforeAll(async () => {
  databases = await freshDatabases();
  running = await startConsole(databases, { rules: rules(), clock: fixedClock(warsaw('2026-11-27 10:00')) });
  reader = await running.signIn('reader');
  releaser = await running.signIn('releaser');
});
afterAll(async () => {
  await running.close();
  await databases.close();
});

const put = (...letters: Parameters<typeof putLetters>[1]) => putLetters(databases.ledgerPool, letters);
const row = (id: string) => letterRow(databases.ledgerPool, id);
const become = (id: string, set: string) =>
  databases.ledgerPool.query(`update letters set ${set} where id = $1`, [id]);
const noticeOf = (answer: { headers: Headers }) =>
  new URL(answer.headers.get('location') ?? '', 'http://here').searchParams.get('notice');
const idsIn = (html: string): string[] =>
  [...html.matchAll(/<a href="\/letters\/([\w-]+)"/g)].map(([, id]) => id ?? '');

describe('the list of letters', () => {
  test('says what will stand there while there is none', async () => {
    expect((await reader.get('/letters')).text).toContain('No letter has been written yet.');
  });

  test('pages through many letters of one moment, the newest first, and shows each once', async () => {
    await put(
      ...Array.from({ length: 120 }, (_, n) => ({
        id: `m${String(n).padStart(3, '0')}`,
        decidedAt: at(n < 60 ? '09:00' : '09:30'),
        toAddress: `many${n}@customer.example`,
      })),
    );
    const seen: string[] = [];
    let next: string | undefined = '/letters';
    for (let pages = 0; next !== undefined && pages < 9; pages += 1) {
      const { text, status }: { text: string; status: number } = await reader.get(next);
      expect(status).toBe(200);
      seen.push(...idsIn(text));
      next = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
    expect(seen[0]).toBe('m119');
    expect(seen.at(-1)).toBe('m000');
  });

  test('finds by status, customer, address, audience, day and the beginning of the subject', async () => {
    await put(
      {
        id: 'aaaa1111bbbb2222',
        status: 'held',
        subject: 'Order 77/X stands still',
        toAddress: 'Zofia@Maj.example',
        customerId: 'C77',
      },
      { id: 'staff1', audience: 'staff', kind: 'task', decidedAt: at('11:00') },
    );
    const found = async (query: string) => idsIn((await reader.get(`/letters?${query}`)).text);
    expect(await found('status=held')).toEqual(['aaaa1111bbbb2222']);
    expect(await found('customer=C77')).toEqual(['aaaa1111bbbb2222']);
    expect(await found('q=zofia@maj.EXAMPLE')).toEqual(['aaaa1111bbbb2222']);
    expect(await found('q=order+77')).toEqual(['aaaa1111bbbb2222']);
    expect(await found('to=staff')).toEqual(['staff1']);
    expect(await found('kind=task&language=en')).toEqual(['staff1']);
    expect(await found('status=held&kind=task')).toEqual([]);
    expect(await found('until=2026-11-25')).toEqual([]);
    expect((await found('until=2026-11-26'))[0]).toBe('staff1');
  });

  test('an id, or the beginning of one, leads to the letter', async () => {
    for (const q of ['aaaa1111bbbb2222', 'aaaa11', '<aaaa1111bbbb2222@nowak.example>'])
      expect((await reader.get(`/letters?q=${encodeURIComponent(q)}`)).headers.get('location')).toBe(
        '/letters/aaaa1111bbbb2222',
      );
  });

  test.each([
    'status=%00',
    `after=${placeText(['2026-13-45T00:00:00Z', 'x'])}`,
    `after=${placeText(['infinity', 'x'])}`,
    'after=x',
    'until=9999-99-99',
    'kind=%27;drop',
    'q=%00',
    'customer=%27%22%3E',
    'q[]=1&status[]=held',
    `q=${'x'.repeat(5_000)}`,
  ])('takes an odd query for none: %s', async (query) => {
    expect((await reader.get(`/letters?${query}`)).status).toBe(200);
  });
});

describe('one letter', () => {
  test('stands as it went: words, headers, history, thread, what it is about', async () => {
    await put(
      { id: 'first', customerId: 'T1' },
      {
        id: 'second',
        customerId: 'T1',
        inReplyTo: '<first@nowak.example>',
        references: ['<first@nowak.example>'],
      },
    );
    const { text } = await reader.get('/letters/second');
    expect(text).toContain('src="/letters/second/html"');
    expect(text).toContain('sandbox=""');
    expect(text).toContain('Auto-Submitted');
    expect(text).toContain('&lt;first@nowak.example&gt;');
    expect(text).toContain('href="/customers/T1"');
    expect(text).toContain('href="/letters/first"');
    expect(text).toContain('written, queued');
    expect((await reader.get('/letters/first')).text).toContain('href="/letters/second"');
    const html = await reader.get('/letters/second/html');
    expect(html.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html.headers.get('content-security-policy')).toContain('sandbox');
    expect(html.text).toContain('wedding suit');
  });

  test('that was emptied says so, and has no words any more', async () => {
    await put({ id: 'empty1' });
    await become(
      'empty1',
      `status = 'submitted', submitted_at = now(), subject = '', facts = '{}', to_name = '', to_address = '',
      emptied_at = '2026-11-20T09:00Z'`,
    );
    const { text, status } = await reader.get('/letters/empty1');
    expect(status).toBe(200);
    expect(text).toContain('What it said was removed by the rule of retention on 20 Nov 2026');
    expect(text).not.toContain('<iframe');
    expect((await reader.get('/letters/empty1/html')).status).toBe(404);
  });

  test('that is not there is not found, whatever it is called', async () => {
    for (const id of ['nobody', '%00', '..%2f..', '%27'])
      expect((await reader.get(`/letters/${id}`)).status, id).toBe(404);
  });

  test('is shown in Polish to whom that is their language', async () => {
    expect((await reader.get('/letters/second', { 'accept-language': 'pl' })).text).toContain(
      'Część tekstowa',
    );
  });
});

describe('what a person decides', () => {
  test('a held letter is released once; who comes later is told what it became', async () => {
    await put({ id: 'held1', status: 'held' });
    const first = await releaser.post('/letters/held1/release', { was: 'held' });
    expect(noticeOf(first)).toBe('letter_released');
    expect(await row('held1')).toMatchObject({
      status: 'queued',
      status_reason: expect.stringContaining(`released by ${releaser.name}`),
    });
    const second = await releaser.post('/letters/held1/release', { was: 'held' });
    expect(noticeOf(second)).toBe('letter_quicker');
    expect((await releaser.get(second.headers.get('location') ?? '')).text).toContain(
      'The letter is now: queued.',
    );
    expect((await reader.get('/letters/held1')).text).toMatch(/released: held → queued.*releaser-/s);
  });

  test('an uncertain reminder goes once more only when somebody says that it did not arrive', async () => {
    await put({ id: 'unsure', kind: 'reminder-friendly' });
    await become('unsure', "status = 'uncertain', status_reason = 'the line was cut', uncertain_count = 1");
    expect((await releaser.get('/letters/unsure')).text).toContain('nobody should be reminded twice');
    // Neither by the form for held letters, nor without saying so.
    expect(noticeOf(await releaser.post('/letters/unsure/release', { was: 'held' }))).toBe('letter_quicker');
    expect((await releaser.post('/letters/unsure/resend', { why: 'they called' })).status).toBe(400);
    expect(
      (await releaser.post('/letters/unsure/resend', { not_arrived: 'yes', why: ' \u202e ' })).status,
    ).toBe(400);
    expect((await row('unsure')).status).toBe('uncertain');
    const done = await releaser.post('/letters/unsure/resend', { not_arrived: 'yes', why: 'they called' });
    expect(noticeOf(done)).toBe('letter_released');
    expect(await row('unsure')).toMatchObject({
      status: 'queued',
      uncertain_count: 1,
      message_id: '<unsure@nowak.example>',
    });
    expect((await row('unsure')).status_reason).toContain('(they called)');
  });

  test('a queued letter is withdrawn with a reason; one that is being sent is not', async () => {
    await put({ id: 'wd1' }, { id: 'wd2' });
    expect((await releaser.post('/letters/wd1/withdraw', { why: '' })).status).toBe(400);
    expect(noticeOf(await releaser.post('/letters/wd1/withdraw', { why: 'the customer\r\nBcc: x' }))).toBe(
      'letter_withdrawn',
    );
    expect(await row('wd1')).toMatchObject({
      status: 'withdrawn',
      status_reason: `withdrawn by ${releaser.name}: the customer Bcc: x`,
    });
    await become('wd2', "status = 'sending', leased_by = 'w', lease_until = now() + interval '1 hour'");
    expect(noticeOf(await releaser.post('/letters/wd2/withdraw', { why: 'late' }))).toBe('letter_quicker');
    expect((await row('wd2')).status).toBe('sending');
  });

  test('is for those who may: a reader sees no button, and is refused', async () => {
    await put({ id: 'notmine', status: 'held' });
    expect((await reader.get('/letters/notmine')).text).not.toContain('Release it');
    for (const act of ['release', 'resend', 'withdraw'])
      expect(
        (await reader.post(`/letters/notmine/${act}`, { was: 'held', not_arrived: 'yes', why: 'x' })).status,
      ).toBe(403);
    expect((await row('notmine')).status).toBe('held');
  });
});

describe('what a guard holds', () => {
  const guarded = async (guard: number, ...ids: string[]) => {
    await put(...ids.map((id) => ({ id, status: 'held' })));
    await databases.ledgerPool.query(
      `insert into guard_trips (id, guard, reason, letters, at) values ($1, 'letters_per_round', 'guard letters_per_round: 3', 3, '2026-11-26T09:00Z')`,
      [guard],
    );
    await databases.ledgerPool.query(
      `update letters set guard_id = $1, status_reason = 'guard letters_per_round: 3' where id = any($2)`,
      [guard, ids],
    );
  };

  test('is shown with its count, a sample and why, and released by who types how many', async () => {
    await guarded(901, 'g1', 'g2', 'g3');
    expect((await reader.get('/letters')).text).toContain('A guard holds 3 letters.');
    const page = (await releaser.get('/letters/held/901')).text;
    expect(page, 'what a version before wrote stands as it is').toContain('guard letters_per_round: 3');
    const why = [{ code: 'own_number', letters: 3, most: 2 }] as const;
    await databases.ledgerPool.query('update guard_trips set why_codes = $1, reason = $2 where id = 901', [
      JSON.stringify(why),
      tripText({ guard: 'letters_per_round', why }),
    ]);
    for (const where of ['/letters', '/letters/held/901']) {
      const { text } = await reader.get(where);
      expect(text, where).toContain('Letters in one round: 3, more than the policy allows: 2.');
      expect(text, where).not.toContain('letters_per_round');
    }
    expect(idsIn(page)).toEqual(['g1', 'g2', 'g3']);
    expect(page).toContain('Release, of 3 letters');
    expect(noticeOf(await releaser.post('/letters/held/901/release', { of: '3', typed: '2' }))).toBe(
      'guard_released',
    );
    expect([(await row('g1')).status, (await row('g2')).status, (await row('g3')).status]).toEqual([
      'queued',
      'queued',
      'held',
    ]);
    // The page of somebody else still says three.
    expect(noticeOf(await releaser.post('/letters/held/901/release', { of: '3', typed: '3' }))).toBe(
      'guard_other_number',
    );
    expect((await row('g3')).status).toBe('held');
    expect(noticeOf(await releaser.post('/letters/held/901/release', { of: '1', typed: '1' }))).toBe(
      'guard_released',
    );
    const { rows } = await databases.ledgerPool.query('select ended_by from guard_trips where id = 901');
    expect(rows).toEqual([{ ended_by: releaser.name }]);
    expect((await releaser.get('/letters/held/901')).text).toContain('It holds nothing any more.');
  });

  test('is withdrawn with a reason, and by nobody who did not type a number', async () => {
    await guarded(902, 'w1', 'w2');
    for (const fields of [
      { of: '2', typed: '', why: 'x' },
      { of: '2', typed: '2', why: '' },
      { of: '2', typed: '-1', why: 'x' },
    ])
      expect((await releaser.post('/letters/held/902/withdraw', fields)).status).toBe(400);
    expect(
      noticeOf(
        await releaser.post('/letters/held/902/withdraw', { of: '2', typed: '2', why: 'a broken export' }),
      ),
    ).toBe('guard_withdrawn');
    expect((await row('w2')).status_reason).toBe(`withdrawn by ${releaser.name}: a broken export`);
    for (const path of ['/letters/held/999', '/letters/held/0', '/letters/held/x'])
      expect((await releaser.get(path)).status, path).toBe(404);
  });
});
