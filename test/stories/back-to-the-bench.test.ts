import { afterEach, beforeEach, expect, test } from 'vitest';
import { aCompany, type Company } from '../support/company.ts';
import { warsaw } from '../support/when.ts';

/* "My watch failed its check and went back to the bench. They wrote that it was moving again." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

test.each([
  ['it fails its check', 'quality check', 'repair', '2026-11-25T09:00:00+01:00'],
  ['the stage has a new name', 'repair', 'in repair', '2026-11-25T09:00:00+01:00'],
  ['the stage has a new name and keeps its day', 'repair', 'in repair', '2026-11-23T09:00:00+01:00'],
  ['somebody writes the stage otherwise', 'repair', 'Repair  ', '2026-11-23T09:00:00+01:00'],
])('%s: no good news', async (_what, before, after, since) => {
  await company.haveJob({ stage: before, promised_for: '2026-11-23' });
  expect((await company.day(warsaw('2026-11-24 10:00'))).letters).toMatchObject([{ kind: 'late' }]);
  await company.change('service_jobs', 'J1', { stage: after, stage_since: since });
  const told: string[] = [];
  for (const date of ['2026-11-25', '2026-11-26', '2026-12-01'])
    for (const { kind, findings } of (await company.day(warsaw(`${date} 10:00`))).letters) {
      told.push(kind);
      expect(findings, date).not.toContain('moving_again');
      expect(await company.text(), date).not.toMatch(/moving again/i);
    }
  expect(told.length).toBeGreaterThan(0);
  expect(new Set(told)).toEqual(new Set(['still-late']));
});

test('a stage that flips between two names each day is written about no oftener than our word says', async () => {
  await company.haveJob({ promised_for: '2026-11-23' });
  const told: string[] = [];
  for (const [nth, date] of ['24', '25', '26', '27', '30'].entries()) {
    const stage = nth % 2 === 0 ? 'repair' : 'quality check';
    const at = `2026-11-${date}`;
    await company.change('service_jobs', 'J1', { stage, stage_since: `${at}T08:00:00+01:00` });
    told.push(...(await company.day(warsaw(`${at} 10:00`))).letters.map(({ kind }) => `${date} ${kind}`));
  }
  expect(told).toEqual(['24 late', '26 still-late']);
});
