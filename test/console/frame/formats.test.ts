import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fixedClock } from '../../../src/clock.ts';
import { dateFormat, languageName, numberFormat } from '../../../src/console/frame/formats.ts';
import { type RunningConsole, startConsole } from '../../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { rules } from '../../support/policy.ts';
import { warsaw } from '../../support/when.ts';

// A formatter of Intl holds memory that no heap shows: a fuzz of 3,000 pages took the worker to 650 MB, and now to 260.
let databases: FreshDatabases;
let running: RunningConsole;
beforeAll(async () => {
  databases = await freshDatabases();
  running = await startConsole(databases, { rules: rules(), clock: fixedClock(warsaw('2026-11-27 10:00')) });
});
afterAll(async () => {
  await running.close();
  await databases.close();
});

test('pages that were shown before make no formatter again', async () => {
  const admin = await running.signIn('admin');
  const show = async () => {
    for (const path of ['/', '/settings/users', '/letters', '/rounds', '/money', '/waiting'])
      expect((await admin.get(path)).status).toBe(200);
  };
  await show();
  const made = [vi.spyOn(Intl, 'DateTimeFormat'), vi.spyOn(Intl, 'NumberFormat')];
  await show();
  expect(made.map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  for (const each of made) each.mockRestore();
});

test('a language that Intl does not know stays as the company’s tables name it', () => {
  expect(languageName('de', 'en-PL')).toBe('German');
  expect(languageName('po polsku', 'en-PL')).toBe('po polsku');
});

test('the same format is one object, and currencies that nobody has leave no room for more than some hundred', () => {
  const euro = { style: 'currency', currency: 'EUR' } as const;
  expect(numberFormat('en', euro)).toBe(numberFormat('en', { ...euro }));
  expect(dateFormat('en', { timeZone: 'UTC' })).not.toBe(dateFormat('pl', { timeZone: 'UTC' }));
  const first = numberFormat('en', { style: 'currency', currency: 'AAA' });
  for (let nth = 0; nth < 300; nth += 1) {
    const currency = [nth / 26, nth % 26].map((of) => String.fromCharCode(65 + Math.floor(of))).join('');
    numberFormat('en', { style: 'currency', currency: `Q${currency}` });
  }
  expect(numberFormat('en', { style: 'currency', currency: 'AAA' })).not.toBe(first);
});
