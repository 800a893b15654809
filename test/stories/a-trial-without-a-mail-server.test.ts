import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginRealSending } from '../../src/post/server/real-sending.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { putLetters } from '../support/outbox.ts';
import { haveRecord } from '../support/owing.ts';
import { rules } from '../support/policy.ts';

/* "We tried it for two weeks without a mail server. Then we named one, and those who wait longest heard nothing: they counted as told." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await haveRecord(company, 40);
  await company.haveInvoice({ id: 'F1' });
  const language = 'en';
  await company.have(
    'customers',
    { id: 'C2', name: 'Jan Lis', email: 'jan@lis.example', language },
    { id: 'C3', name: 'Ewa Lis', email: 'ewa@lis.example', language },
  );
  await company.haveOrder({ id: 'O1', number: 'ZK 1001', customer_id: 'C2', promised_for: '2026-11-24' });
});
afterEach(() => company.close());

const SMTP = { smtpUrl: 'smtp://127.0.0.1:25' };
const begin = (config: { readonly smtpUrl: string | null }, now: string, post: object = {}) =>
  beginRealSending(company.databases.ledgerPool, config, rules({ post }), warsaw(now));
const kinds = async () => (await company.letters()).map(({ kind, status }) => `${kind} ${status}`);
/** Letters to customers that are only files, and count as told. */
const captured = async (): Promise<number> => {
  const { rows } = await company.databases.ledgerPool.query<{ letters: number }>(
    `select count(*)::int as letters from letters where captured_at is not null and status = 'submitted' and audience = 'customer'`,
  );
  return rows[0]?.letters ?? 0;
};
const FIRST = ['reminder-friendly', 'late'];

test('while it goes on, captured letters count as in life', async () => {
  const first = await company.day(warsaw('2026-11-25 10:00'));
  expect(first.letters.map(({ kind }) => kind).sort()).toEqual([...FIRST].sort());
  expect(await captured()).toBe(2);
  expect(await begin({ smtpUrl: null }, '2026-11-26 08:00')).toBeNull();
  expect((await company.day(warsaw('2026-11-26 10:00'))).letters).toEqual([]);
});

test('once letters really go they count no longer: it says so once, everybody hears from the beginning, and nothing twice', async () => {
  await company.day(warsaw('2026-11-25 10:00'));
  // A dry round says beforehand what the first real one will write, and changes nothing.
  const dry = await company.round(warsaw('2026-11-27 10:00'), { dryRun: true, capturedCounts: false });
  expect(dry.letters.map(({ kind }) => kind).sort()).toEqual([...FIRST].sort());
  expect(await captured()).toBe(2);

  expect(await begin(SMTP, '2026-11-27 08:00')).toContain('2 letters were only captured');
  expect(await begin(SMTP, '2026-11-27 08:00'), 'told once').toBeNull();
  const again = await company.round(warsaw('2026-11-27 10:00'));
  expect(again.letters.map(({ kind }) => kind).sort()).toEqual([...FIRST].sort());
  await company.postRefusing('nobody@maj.example', warsaw('2026-11-27 10:05'));
  expect((await kinds()).sort()).toEqual(
    FIRST.flatMap((kind) => [`${kind} submitted`, `${kind} withdrawn`]).sort(),
  );
  // They are told now, whatever this worker captured before.
  expect(await begin(SMTP, '2026-11-28 08:00')).toBeNull();
  expect((await company.round(warsaw('2026-11-28 10:00'))).letters).toEqual([]);
});

test('what still waits when the trial ends was decided on letters that nobody read, and is decided anew', async () => {
  await company.day(warsaw('2026-11-25 10:00'));
  await company.haveOrder({ id: 'O2', number: 'ZK 1002', customer_id: 'C2', promised_for: '2026-11-25' });
  await company.haveOrder({ id: 'O3', number: 'ZK 1003', customer_id: 'C3', promised_for: '2026-11-25' });
  await company.round(warsaw('2026-11-26 10:00'));
  await begin(SMTP, '2026-11-26 10:05');
  const queued = (await company.letters()).filter(({ status }) => status === 'queued');
  expect(queued.map(({ customer_id }) => customer_id)).toEqual(['C3']);
});

test('they stay told where the policy says so', async () => {
  await company.day(warsaw('2026-11-25 10:00'));
  expect(await begin(SMTP, '2026-11-27 08:00', { captured_counts: true })).toBeNull();
  expect(await captured()).toBe(2);
});

test('a correction of what really went goes, whatever was captured beside it; one of what reached nobody does not', async () => {
  const pool = company.databases.ledgerPool;
  await putLetters(pool, [
    { id: 'went', customerId: 'C8' },
    { id: 'trial', customerId: 'C8' },
    { id: 'says-so', customerId: 'C8', kind: 'correction' },
    { id: 'unread', customerId: 'C9' },
    { id: 'trial-too', customerId: 'C9' },
    { id: 'says-it-to-nobody', customerId: 'C9', kind: 'correction' },
  ]);
  await pool.query(
    `with c as (insert into corrections (at, by, round_id, kind, since, sentences, letters) values (now(), 'Ola', null, 'late', now(), '{}', 2) returning id)
     update letters set correction_id = c.id from c where letters.id in ('went', 'says-so', 'unread', 'says-it-to-nobody')`,
  );
  await pool.query(
    `update letters set status = case when id like 'trial%' then 'submitted' else 'corrected' end, attempts = 1,
       first_attempt_at = now(), submitted_at = now(), settled_at = now(), captured_at = case when id = 'went' then null else now() end
     where id in ('went', 'trial', 'unread', 'trial-too')`,
  );
  await begin(SMTP, '2026-11-27 08:00');
  const { rows } = await pool.query(`select id, status from letters where kind = 'correction' order by id`);
  expect(rows).toEqual([
    { id: 'says-it-to-nobody', status: 'withdrawn' },
    { id: 'says-so', status: 'queued' },
  ]);
});
