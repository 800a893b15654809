import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/*
 * "My excavator stands in your yard, repaired, because some invoice of ours is over a limit. Nobody told me, and
 * nobody could say who decides."
 */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveJob({
    id: 'J1',
    stage: 'credit check',
    stage_since: '2026-11-24T15:00:00+01:00',
    promised_for: '2026-11-25',
    estimate: 48_000,
    currency: 'PLN',
  });
});
afterEach(() => company.close());

test('the letter says who decides, and a task asks them to', async () => {
  expect(await company.day(warsaw('2026-11-25 10:00'))).toMatchObject({ written: 0 });
  const thursday = await company.day(warsaw('2026-11-26 10:00'));
  expect(thursday.letters).toMatchObject([{ kind: 'credit-hold' }]);
  const about = [{ kind: 'service_job', id: 'J1' }];
  // Somebody decides, and the manager hears at once that a customer waits for us.
  expect(thursday.tasks).toEqual([
    { kind: 'escalation', for: 'marek', customer_id: 'C1', about },
    { kind: 'review-credit-limit', for: 'karol', customer_id: 'C1', about },
    // And the manager watches how they are written to from now on.
    { kind: 'watch-contacts', for: 'marek', customer_id: 'C1', about: [] },
  ]);
  const text = await company.text();
  expect(text).toContain('Karol Sowa');
  expect(text).toContain('Marek Wrona');
  expect(text).toContain('+48 22 555 01 01');
  expect(text).toMatch(/sorry|apolog/i);
});

test('the task is asked for once, however long it takes', async () => {
  await company.day(warsaw('2026-11-26 10:00'));
  const monday = await company.day(warsaw('2026-11-30 10:00'));
  expect(monday.letters).toMatchObject([{ kind: 'credit-hold' }]);
  expect(monday.tasks.map(({ kind }) => kind)).not.toContain('review-credit-limit');
});
