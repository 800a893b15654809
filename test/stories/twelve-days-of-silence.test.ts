import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/*
 * "My machine has been with them for weeks. I wrote on the second day, I wrote again on the fifth. Nobody answered.
 * For twelve days I have heard nothing at all."
 */
let company: Company;
beforeEach(async () => {
  company = await aCompany({ waiting: { default_allowance: '20 working days' } });
  await company.haveJob({ id: 'J1', number: 'S 17', stage: 'diagnosed', owner_id: 'anna' });
});
afterEach(() => company.close());

const mail = (id: string, at: string) => ({
  id,
  customer_id: 'C1',
  item_kind: 'service_job',
  item_id: 'J1',
  at,
  channel: 'email',
  direction: 'from_customer',
});

test('a message waits with a person first, who is told; then the letter goes, and says that we did not answer', async () => {
  await company.have('contacts', mail('m1', '2026-11-24T10:00:00+01:00'));
  expect(await company.day(warsaw('2026-11-25 10:00'))).toMatchObject({ written: 0, held: 0 });

  await company.have('contacts', mail('m2', '2026-11-25T16:00:00+01:00'));
  const thursday = await company.day(warsaw('2026-11-26 10:00'));
  expect(thursday.holds).toMatchObject([{ code: 'reply_owed' }]);
  expect(thursday.tasks).toMatchObject([{ kind: 'answer-customer', for: 'anna' }]);

  const friday = await company.day(warsaw('2026-11-27 10:30'));
  expect(friday).toMatchObject({ written: 1 });
  expect(friday.letters[0]?.findings).toEqual(['long_silence']);
  const text = await company.text();
  expect(text).toMatch(/23 November/);
  expect(text).toMatch(/You wrote to us more than once, and nobody answered/);
  expect(text).toMatch(/sorry/i);
});

test('from then on they hear from us every second working day, without asking', async () => {
  for (let day = 24; day <= 30; day++) await company.day(warsaw(`2026-11-${day} 09:00`));
  for (let day = 1; day <= 9; day++) await company.day(warsaw(`2026-12-0${day} 09:00`));
  const days = (await company.letters()).map(({ decided_at }) => decided_at.toISOString().slice(0, 10));
  // Silent since Monday the 23rd, 9:00; three working days are over on Thursday at nine.
  expect(days).toEqual(['2026-11-26', '2026-11-30', '2026-12-02', '2026-12-04', '2026-12-08']);
  expect(await company.text()).toMatch(/nothing|no news|not changed/i);
});

test('a phone call from the workshop counts: no letter on top of it', async () => {
  await company.have('contacts', {
    ...mail('c1', '2026-11-25T12:00:00+01:00'),
    channel: 'phone',
    direction: 'to_customer',
  });
  expect(await company.day(warsaw('2026-11-27 10:00'))).toMatchObject({ written: 0, found: {} });
  expect(await company.day(warsaw('2026-11-30 12:00'))).toMatchObject({ written: 1 });
});
