import { afterEach, beforeEach, expect, test } from 'vitest';
import { aCompany, type Company } from '../support/company.ts';
import { warsaw } from '../support/when.ts';

/* "You would write by Thursday. The watch lay ready since Wednesday, and nobody told me; hers was given up, and nobody told her." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveJob({ promised_for: '2026-11-23' });
  await company.day(warsaw('2026-11-24 10:00'));
});
afterEach(() => company.close());

const job = (set: object) => company.change('service_jobs', 'J1', { ...set });
const ready = (since: string) => job({ stage: 'ready', stage_since: since });
const LATER = ['2026-11-26', '2026-11-27', '2026-12-01', '2026-12-04'];

test('what is ready after we gave our word is told, and once more when it still lies here', async () => {
  await ready('2026-11-25T08:00:00+01:00');
  expect(await company.day(warsaw('2026-11-25 10:00'))).toMatchObject({
    letters: [{ kind: 'ready', next_word_by: null }],
  });
  for (const date of LATER)
    expect(await company.day(warsaw(`${date} 10:00`)), date).toMatchObject({ written: 0 });
  expect((await company.day(warsaw('2026-12-21 10:00'))).letters).toMatchObject([{ kind: 'ready' }]);
  expect(await company.day(warsaw('2027-01-25 10:00')), 'twice is enough').toMatchObject({ written: 0 });
});

test('what was given up is told, and then the story is over', async () => {
  await job({ closed_at: '2026-11-25T08:00:00+01:00', outcome: 'cancelled' });
  const { letters } = await company.day(warsaw('2026-11-25 10:00'));
  expect(letters).toMatchObject([{ kind: 'cancelled', next_word_by: null }]);
  for (const date of LATER)
    expect(await company.day(warsaw(`${date} 10:00`)), date).toMatchObject({ written: 0 });
});

test('ready and fetched within the hour: it is over, and a word that was owed is redeemed by one line', async () => {
  await ready('2026-11-25T08:00:00+01:00');
  await job({ closed_at: '2026-11-25T08:40:00+01:00' });
  expect((await company.day(warsaw('2026-11-25 10:00'))).letters).toMatchObject([{ kind: 'done' }]);
  expect(await company.text()).not.toMatch(/ready for you/);
  await job({ closed_at: null, stage: 'repair', stage_since: '2026-11-30T08:00:00+01:00' });
  expect((await company.day(warsaw('2026-11-30 10:00'))).letters, 'opened again').toMatchObject([
    { kind: 'still-late', next_word_by: '2026-12-03' },
  ]);
  expect(await company.text()).toContain(
    'We wrote on Wednesday 25 November that it is done. It is open again.',
  );
});

test('ready, back to the bench and ready again every other day: set right once, and not a letter each time', async () => {
  const kinds: string[] = [];
  for (const [nth, date] of ['25', '26', '27', '30'].entries()) {
    const at = `2026-11-${date}`;
    await job({ stage: nth % 2 === 0 ? 'ready' : 'repair', stage_since: `${at}T08:00:00+01:00` });
    kinds.push(...(await company.day(warsaw(`${at} 10:00`))).letters.map(({ kind }) => kind));
  }
  await ready('2026-12-01T08:00:00+01:00');
  kinds.push(...(await company.day(warsaw('2026-12-01 10:00'))).letters.map(({ kind }) => kind));
  expect(kinds).toEqual(['ready', 'still-late', 'ready']);
  expect(await company.text(2)).toContain(
    'We wrote on Wednesday 25 November that it is ready. It is not ready after all.',
  );
});
