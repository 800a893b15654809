import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/* "At half past six in the morning my phone woke me: my order is late. At six it had left your house." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveOrder({ id: 'O1', stage: 'picking', promised_for: '2026-11-25' });
});
afterEach(() => company.close());

const status = async () =>
  (await company.letters()).map(({ status, status_reason }) => [status, status_reason]);

test('what is found at night is held, and written in the morning', async () => {
  const night = await company.day(warsaw('2026-11-26 02:00'));
  expect(night).toMatchObject({ written: 0, holds: [{ code: 'outside_hours' }] });
  expect(await company.letters()).toEqual([]);

  const morning = await company.day(warsaw('2026-11-26 08:00'));
  expect(morning).toMatchObject({ written: 1, letters: [{ kind: 'late' }] });
  expect(await company.captured()).toHaveLength(1);
});

test('found at night, shipped at dawn: in the morning there is nothing to write', async () => {
  await company.round(warsaw('2026-11-26 02:00'));
  await company.change('orders', 'O1', { stage: 'delivered', stage_since: '2026-11-26T05:30:00+01:00' });
  expect(await company.day(warsaw('2026-11-26 08:00'))).toMatchObject({ written: 0, held: 0 });
});

test('a letter that waited in the outbox overnight is withdrawn when the order was closed at dawn', async () => {
  // The mail server was down in the evening.
  await company.round(warsaw('2026-11-26 17:50'));
  expect(await status()).toEqual([['queued', null]]);
  await company.change('orders', 'O1', { closed_at: '2026-11-27T05:30:00+01:00' });
  await company.post(warsaw('2026-11-27 08:00'));
  expect(await status()).toEqual([['withdrawn', 'no longer true: order O1 is no longer open']]);
  expect(await company.captured()).toEqual([]);
});

test('nor does it leave at night: it is decided again in the morning', async () => {
  await company.round(warsaw('2026-11-26 17:50'));
  await company.post(warsaw('2026-11-26 23:00'));
  expect((await status())[0]?.[0]).toBe('withdrawn');
  const morning = await company.day(warsaw('2026-11-27 08:00'));
  expect(morning.letters).toMatchObject([{ kind: 'late', next_word_by: '2026-12-01' }]);
  expect(await company.captured()).toHaveLength(1);
});

test('a date that moved overnight is not told wrong: the letter is withdrawn and written anew', async () => {
  await company.round(warsaw('2026-11-26 17:50'));
  await company.change('orders', 'O1', { promised_for: '2026-12-04' });
  await company.post(warsaw('2026-11-27 08:00'));
  expect((await status())[0]?.[0]).toBe('withdrawn');
  await company.day(warsaw('2026-11-27 08:05'));
  const [, anew] = await company.letters();
  expect(await company.factsOf(anew?.id ?? '')).toMatchObject({
    items: [{ promisedFor: '2026-12-04', lateBy: null }],
  });
});

test('what is still true in the morning goes as it is', async () => {
  await company.round(warsaw('2026-11-26 17:50'));
  await company.post(warsaw('2026-11-27 08:00'));
  expect(await status()).toMatchObject([['submitted', expect.any(String)]]);
});

test('a letter whose own next word has come is too late to be sent', async () => {
  await company.round(warsaw('2026-11-24 10:00'));
  await company.change('orders', 'O1', { promised_for: '2026-11-23' });
  await company.round(warsaw('2026-11-24 10:01'));
  await company.post(warsaw('2026-11-26 09:00'));
  expect(await status()).toEqual([
    ['withdrawn', 'no longer true: the day on which it says that we write again has come'],
  ]);
});
