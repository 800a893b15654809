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

test('a message is a task of its owner on the day it comes, though nothing is late', async () => {
  await company.have('contacts', mail('m1', '2026-11-24T10:00:00+01:00'));
  const wednesday = await company.day(warsaw('2026-11-25 10:00'));
  expect(wednesday).toMatchObject({ written: 0, tasks: [{ kind: 'answer-customer', for: 'anna' }] });
  expect(await company.staffText('digest')).toMatch(/Answer Zofia Maj/);
});

test('no letter of ours goes over a message that a person owes an answer to, however long it takes', async () => {
  await company.have('contacts', mail('m1', '2026-11-24T10:00:00+01:00'));
  for (const day of ['2026-11-27', '2026-12-04', '2026-12-11'])
    expect(await company.day(warsaw(`${day} 10:00`))).toMatchObject({ written: 0 });
  expect((await company.round(warsaw('2026-12-11 11:00'))).holds).toMatchObject([{ code: 'reply_owed' }]);
});

test('but a day that broke is told all the same', async () => {
  await company.change('service_jobs', 'J1', { promised_for: '2026-11-26' });
  await company.have('contacts', mail('m1', '2026-11-24T10:00:00+01:00'));
  expect((await company.day(warsaw('2026-11-27 08:00'))).letters).toMatchObject([{ kind: 'late' }]);
});

test('who hears nothing for five working days gets a note that is sorry for nothing, the next one after ten', async () => {
  const written: string[] = [];
  for (let day = 24; day <= 30; day++)
    for (const letter of (await company.day(warsaw(`2026-11-${day} 09:00`))).letters)
      written.push(`11-${day} ${letter.kind} ${letter.next_word_by}`);
  for (let day = 1; day <= 18; day++)
    for (const letter of (await company.day(warsaw(`2026-12-${day < 10 ? `0${day}` : day} 09:00`))).letters)
      written.push(`12-${day} ${letter.kind} ${letter.next_word_by}`);
  expect(written).toEqual(['11-30 on-course null', '12-14 on-course null']);
  expect(await company.text(2)).not.toMatch(/sorry|apolog/i);
});

test('a phone call from the workshop counts: no note on top of it', async () => {
  await company.have('contacts', {
    ...mail('c1', '2026-11-25T12:00:00+01:00'),
    channel: 'phone',
    direction: 'to_customer',
  });
  expect(await company.day(warsaw('2026-12-01 10:00'))).toMatchObject({ written: 0, found: {} });
  expect(await company.day(warsaw('2026-12-02 12:00'))).toMatchObject({ written: 1 });
});
