import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, instantOf } from '../../src/calendar/time.ts';
import { readLedgerSigns } from '../../src/ledger/alarms/signs.ts';
import { brokenPromises, lookAtPromises, readPromises } from '../../src/ledger/promises.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { putLetters } from '../support/outbox.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

const NOW = warsaw('2026-11-26 10:00');
let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());

test('every promise of the page is looked at once a day, and what is broken stands until a look finds it whole', async () => {
  const pool = databases.ledgerPool;
  const look = (days: number) => lookAtPromises(pool, rules(), instantOf(NOW + days * DAY));
  expect((await readPromises()).length).toBeGreaterThan(10);
  expect(await look(0), 'an empty ledger keeps all of them').toEqual([]);
  expect(await look(0.5), 'not due').toBe(null);
  await putLetters(pool, [{ id: 'a', decidedAt: NOW }]);
  await pool.query(
    "update letters set status = 'submitted', submitted_at = now(), next_word_by = (facts ->> 'nextWordBy')::date",
  );
  const name = 'What was handed to the mail server was attempted';
  expect(await look(1)).toEqual([{ name, rows: 1 }]);
  expect((await readLedgerSigns(pool, NOW)).broken).toEqual([{ name, rows: 1 }]);
  await pool.query('update letters set attempts = 1, first_attempt_at = now()');
  expect(await look(2)).toEqual([]);
  expect(await brokenPromises(pool)).toEqual([]);
});

test('the gap between reminders is the one of the policy', async () => {
  const pool = databases.ledgerPool;
  await putLetters(pool, [
    { id: 'r1', kind: 'reminder-friendly', customerId: 'C1', decidedAt: NOW },
    { id: 'r2', kind: 'reminder-plain', customerId: 'C1', decidedAt: NOW },
  ]);
  await pool.query(
    `insert into reminders (letter_id, invoice_id, customer_id, ordinal, rung, tone)
     values ('r1', 'F1', 'C1', 1, 'nudge', 'friendly'), ('r2', 'F1', 'C1', 2, 'reminder', 'plain')`,
  );
  await pool.query(
    `update letters set status = 'submitted', attempts = 1, first_attempt_at = decided_at,
       submitted_at = case id when 'r1' then decided_at else decided_at + interval '5 days' end where id like 'r_'`,
  );
  const brokenAt = async (days: number, gap: string) => {
    const policy = rules({ dunning: { minimum_gap: gap } });
    const broken = (await lookAtPromises(pool, policy, instantOf(NOW + days * DAY))) ?? [];
    return broken.map(({ name }) => name).includes('Reminders of one invoice keep the minimum gap');
  };
  expect(await brokenAt(10, '7 days')).toBe(true);
  expect(await brokenAt(11, '5 days')).toBe(false);
  expect(await brokenAt(12, '1 week')).toBe(true);
});
