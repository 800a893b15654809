import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { sweep } from '../../../src/ledger/history/sweep.ts';
import { rules, warsaw } from '../../support/builders.ts';
import { aCompany, type Company } from '../../support/company.ts';
import { putLetters } from '../../support/outbox.ts';

// Old is before any year in which this may run, young is today: a sweep counts back from the database's own clock.
const OLD = warsaw('2015-01-08 10:00');
const KEEP = rules({ retention: { letters: '24 months', rounds: '90 days', history: '10 years' } });
let company: Company;
beforeAll(async () => {
  company = await aCompany();
});
afterAll(() => company.close());

const query = async (sql: string) => (await company.databases.ledgerPool.query(sql)).rows;
const ids = async (table: string, key = 'id') =>
  (await query(`select ${key} as id from ${table} order by 1`)).map(({ id }) => id);
const run = (retention = KEEP) =>
  sweep(company.databases.ledgerPool, retention, systemClock.now(), new AbortController().signal);

test('removes what is over and old, and nothing that is open or that the ladder needs', async () => {
  const submitted = { decidedAt: OLD, status: 'queued' };
  await putLetters(
    company.databases.ledgerPool,
    ['over', 'open', 'held', 'unsure', 'late', 'both'].map((id) => ({ id, customerId: id, ...submitted })),
  );
  await putLetters(company.databases.ledgerPool, [
    { id: 'staff', audience: 'staff', customerId: 'over', decidedAt: OLD },
    { id: 'staff-unsure', audience: 'staff', customerId: 'over', decidedAt: OLD },
    { id: 'paid', kind: 'reminder-friendly', customerId: 'P', decidedAt: OLD },
    { id: 'owing', kind: 'reminder-friendly', customerId: 'P', decidedAt: OLD },
  ]);
  await query(`update letters set status = 'submitted', submitted_at = decided_at, settled_at = decided_at, attempts = 1,
      first_attempt_at = decided_at, status_reason = '250 for zofia@maj.example'`);
  await query(
    "update letters set status = 'held', submitted_at = null, status_reason = 'x' where id = 'held'",
  );
  await query(
    "update letters set status = 'uncertain', submitted_at = null, status_reason = 'x' where id in ('unsure', 'staff-unsure')",
  );
  await query("update letters set settled_at = now() where id = 'late'");
  await query("delete from letter_cases where letter_id in ('paid', 'owing')");
  await query("delete from cases where id = 'case-P'");
  await query(`update cases set closed_at = '2015-02-01', closed_because = 'done', item_ended = true
    where id not in ('case-open', 'case-both')`);
  // The letter about "both" speaks of a case that is over as well.
  await query(
    "insert into cases select 'case-other', 'both', 'order', 'x', '2015-01-01', '2015-02-01', 'done', true",
  );
  await query("insert into letter_cases values ('both', 'case-other', 'both', 1, '{}')");
  await query(`insert into reminders (letter_id, invoice_id, customer_id, ordinal, rung, tone, ended_at) values
    ('paid', 'F1', 'P', 1, 'nudge', 'friendly', '2015-02-01'), ('owing', 'F2', 'P', 1, 'nudge', 'friendly', null),
    ('owing', 'F3', 'P', 1, 'nudge', 'friendly', '2015-02-01')`);
  await query(`insert into tasks (key, customer_id, kind, case_id, about, why, created_at) values
    ('t-over', 'over', 'escalation', 'case-over', '[]', 'x', '2015-01-09'),
    ('t-open', 'open', 'escalation', 'case-open', '[]', 'x', '2015-01-09'),
    ('t-F2', 'P', 'call-customer', null, '[{"kind": "invoice", "id": "F2"}]', 'x', '2015-01-09'),
    ('t-F9', 'P', 'call-customer', null, '[{"kind": "invoice", "id": "F9"}]', 'x', '2015-01-09')`);
  await query(`insert into verdicts (key, invoice_id, customer_id, days_overdue, record, verdict, release, holds, reasons,
      decided_at) values ('invoice:F2', 'F2', 'P', 4000, 'clean', 'hand over', 'automatic', '{}', '{}', now())`);
  await query(`insert into holds (customer_id, until, why, by, at, lifted_at, lifted_by) values
    ('lifted', null, 'x', 'Ola', '2015-01-01', '2015-01-02', 'Ola'), ('ended', '2015-03-01', 'x', 'Ola', '2015-01-01', null, null),
    ('standing', null, 'x', 'Ola', '2015-01-01', null, null)`);
  await query(`insert into rounds (at, started_at, finished_at, report)
    select t, t, t, '{}' from unnest(array['2015-01-01'::timestamptz, now()]) as t`);
  await query(`insert into history (at, recorded_at, subject_kind, subject_id, what, who)
    values ('2010-01-01', '2010-01-01', 'pause', 'ancient', 'paused', 'Ola')`);

  expect(await run()).toEqual({
    cases: 2,
    'letters to people of the company': 1,
    'reminders, emptied': 1,
    'tasks about invoices': 1,
    'holds that are over': 2,
    'reports of rounds': 1,
    'entries of the history': 1,
  });
  expect(await ids('cases')).toEqual(['case-both', 'case-held', 'case-late', 'case-open', 'case-unsure']);
  expect(await ids('letters')).toEqual([
    'both',
    'held',
    'late',
    'open',
    'owing',
    'paid',
    'staff-unsure',
    'unsure',
  ]);
  expect(await ids('letter_cases', 'case_id')).toEqual(await ids('cases'));
  expect(await ids('tasks', 'key')).toEqual(['t-F2', 't-open']);
  expect(await ids('holds', 'customer_id')).toEqual(['standing']);
  expect(await query('select report from rounds order by at')).toEqual([{ report: null }, { report: {} }]);
  expect(
    await query(`select id, to_name, to_address, subject, facts, status, status_reason, message_id from letters
      where emptied_at is not null`),
  ).toEqual([
    {
      id: 'paid',
      to_name: '',
      to_address: '',
      subject: '',
      facts: {},
      status: 'submitted',
      status_reason: 'removed',
      message_id: '<paid@nowak.example>',
    },
  ]);
  expect(
    await query("select subject_kind, subject_id, why from history where what = 'removed' order by 1, 2"),
  ).toEqual(
    [
      ['case', 'case-P'],
      ['case', 'case-other'],
      ['case', 'case-over'],
      ['hold', '1'],
      ['hold', '2'],
      ['letter', 'over'],
      ['letter', 'staff'],
      ['task', 't-F9'],
      ['task', 't-over'],
    ].map(([subject_kind, subject_id]) => ({
      subject_kind,
      subject_id,
      why: subject_id === 'case-P' ? null : 'older than retention.letters',
    })),
  );
});

test('is done once a day, by one worker, and takes nothing where the policy keeps everything', async () => {
  expect(await run()).toBeNull();
  await query("update sweeps set at = now() - interval '25 hours'");
  const all = await Promise.all([run(), run(), run()]);
  expect(all.filter((swept) => swept !== null)).toEqual([{}]);
  await query("update sweeps set at = now() - interval '25 hours'");
  expect(await run({ ...KEEP, retention: { letters: null, rounds: null, history: null } })).toEqual({});
});

test('sessions of the console go after a month, whatever the policy keeps; the history tells of them', async () => {
  await query(`insert into console_users (name, role, password_hash, created_at, created_by)
    values ('ola', 'reader', 'x', '2015-01-01', 'a test')`);
  await query(`insert into console_sessions values ('old', 'ola', 'x', '2015-01-01', '2015-01-01'),
    ('young', 'ola', 'x', now() - interval '29 days', now())`);
  await query(`insert into console_tries values ('old', 3, null, '2015-01-01'), ('young', 3, null, now())`);
  await query("update sweeps set at = now() - interval '25 hours'");
  const kept = await run({ ...KEEP, retention: { letters: null, rounds: null, history: null } });
  expect(kept).toEqual({ 'sessions of the console': 1 });
  expect(await ids('console_sessions', 'token_hash')).toEqual(['young']);
  expect(await ids('console_tries', 'name_hash')).toEqual(['young']);
  expect(
    await query("select count(*)::int as n from history where subject_id = 'ola' and what = 'signed in'"),
  ).toEqual([{ n: 2 }]);
  await expect(query("select remove_sessions(now() - interval '27 days', 10)")).rejects.toThrow('too young');
});

test('the database itself refuses to remove what is young', async () => {
  await expect(query("select remove_over('cases', now() - interval '27 days', 10)")).rejects.toThrow(
    'is too young',
  );
  await expect(query("select remove_over('everything', '2000-01-01', 10)")).rejects.toThrow('case not found');
});

test('an invoice that is opened again after its reminder was emptied is written to under another Message-ID', async () => {
  await company.haveInvoice({ issued_on: '2014-09-21', due_on: '2014-12-20' });
  await company.round(OLD);
  await company.post(OLD);
  await query("update reminders set ended_at = '2015-02-01' where invoice_id = 'F1' and customer_id = 'C1'");
  await query("update sweeps set at = now() - interval '25 hours'");
  expect(await run()).toMatchObject({ 'reminders, emptied': expect.any(Number) });
  const report = await company.round(warsaw('2015-03-12 10:00'));
  expect(report.quarantined).toEqual([]);
  const letters = await query(`select l.message_id, r.ordinal, l.emptied_at is null as whole from reminders r
    join letters l on l.id = r.letter_id where r.invoice_id = 'F1' and r.customer_id = 'C1' order by r.ordinal`);
  expect(letters.map(({ ordinal }) => ordinal)).toEqual(letters.map((_, index) => index + 1));
  expect(new Set(letters.map(({ message_id }) => message_id)).size).toBe(letters.length);
  expect(letters.map(({ whole }) => whole)).toEqual([false, true]);
});

test('who wrote a mail that was read, and about what, goes a day after, whatever the policy keeps', async () => {
  await query("update sweeps set at = at - interval '2 days'");
  await query(`insert into inbox_mails (id, read_at, kind, why, folder, sender, subject, seen_at, seen_by)
    select id, now() - interval '3 days', 'reply', 'x', 'unknown', 'piotr@else.example', 'Boots', at, case when at is null then null else 'Ola' end
    from (values ('read', now() - interval '2 days'), ('just read', now()), ('unread', null)) as m (id, at)`);
  expect(await run({ ...KEEP, retention: { letters: null, rounds: null, history: null } })).toEqual({
    'senders of mails that were read': 1,
  });
  expect(await query('select id from inbox_mails where sender is not null order by 1')).toEqual([
    { id: 'just read' },
    { id: 'unread' },
  ]);
});
