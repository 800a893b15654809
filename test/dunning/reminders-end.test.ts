import { expect, test } from 'vitest';
import type { Absence } from '../../src/customer/absence.ts';
import { NOTHING_ABSENT } from '../../src/customer/absence.ts';
import { invoiceFates } from '../../src/dunning/reminders-end.ts';
import { anInvoice, aPayment, aReminder, invoiceId, owing } from '../support/account.ts';
import { warsaw } from '../support/builders.ts';

type Words = NonNullable<Parameters<typeof owing>[0]>;
const nudge = aReminder({ decidedAt: warsaw('2026-11-10 10:00') });
const F1 = { kind: 'invoice', id: invoiceId('F1') } as const;
const IT = new Set(['invoice:F1']);
const fates = (words: Words = {}, absence: Partial<Absence> = {}) =>
  invoiceFates(
    owing({
      account: { open: [] },
      dunning: { reminders: [nudge] },
      absence: { ...NOTHING_ABSENT, ...absence },
      ...words,
    }),
  );

test('the matter ends when its row was closed, and once for all', () => {
  expect(fates({}, { over: IT })).toEqual({ ended: [nudge], absent: [] });
  const over = { dunning: { reminders: [{ ...nudge, ended: true }] } };
  expect(fates(over, { over: IT }).ended).toEqual([]);
});

test('a row that is gone is not seen, since the round that missed it first', () => {
  const now = warsaw('2026-11-26 10:00');
  expect(fates()).toEqual({ ended: [], absent: [{ about: F1, state: 'not_seen', since: now }] });
  const entry = { about: F1, state: 'not_seen', since: warsaw('2026-11-20 10:00') } as const;
  const absent = [entry];
  const { absent: still } = fates({
    memory: { absent, dunning: owing({ dunning: { reminders: [nudge] } }).memory.dunning },
  });
  expect(still, 'the same list where nothing changed').toBe(absent);
});

test('what is settled ends when it has stayed so for two weeks: a debit may come back', () => {
  const { dunning } = owing({ dunning: { reminders: [nudge] } }).memory;
  const since = (day: string) => ({
    memory: { dunning, absent: [{ about: F1, state: 'settled', since: warsaw(`${day} 09:00`) } as const] },
  });
  expect(fates({}, { settled: IT }).ended).toEqual([]);
  expect(fates(since('2026-11-13'), { settled: IT }).ended).toEqual([]);
  expect(fates(since('2026-11-12'), { settled: IT })).toEqual({ ended: [nudge], absent: [] });
  // It came back: no trace is left of it.
  expect(fates({ ...since('2026-11-12'), account: { open: [anInvoice()] } })).toEqual({
    ended: [],
    absent: [],
  });
});

test('nothing ends while something is open on it, in doubt, or payments are stale', () => {
  expect(fates({ account: { coming: [aPayment()] } }).ended).toEqual([]);
  const unreadable = anInvoice({ total: 0n, open: 0n, doubts: ['amount_unusable'] });
  expect(fates({ account: { open: [unreadable] } }, { over: IT }).ended).toEqual([]);
  expect(fates({}, { there: IT })).toEqual({ ended: [], absent: [] });
  expect(fates({ feeds: new Map() }, { over: IT }).ended).toEqual([]);
});
