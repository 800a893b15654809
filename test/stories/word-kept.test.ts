import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RoundReport } from '../../src/round/round-report.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/* "You wrote that you would write again by Thursday. That was the last I heard." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveOrder({
    id: 'O1',
    stage: 'from supplier',
    placed_at: '2026-11-16T09:00:00+01:00',
    stage_since: '2026-11-18T09:00:00+01:00',
    reason: 'supplier_late',
  });
});
afterEach(() => company.close());

/** A worker's day: in the morning, at noon, and after hours. */
async function workday(date: string): Promise<readonly RoundReport[]> {
  const reports: RoundReport[] = [];
  for (const hour of ['08', '12', '19']) reports.push(await company.day(warsaw(`${date} ${hour}:00`)));
  return reports;
}

const DECEMBER = Array.from({ length: 17 }, (_, index) => `2026-12-${String(index + 1).padStart(2, '0')}`);

test('every word is kept on its day, until a person calls; the manager and the director hear of it on the way', async () => {
  const written: string[] = [];
  const tasks: string[] = [];
  for (const date of ['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', ...DECEMBER])
    for (const report of await workday(date)) {
      written.push(
        ...report.letters.map(
          (letter) => `${report.at.slice(0, 13)} ${letter.kind} until ${letter.next_word_by}`,
        ),
      );
      tasks.push(...report.tasks.map((task) => `${date} ${task.kind} for ${task.for}`));
    }
  expect(written).toEqual([
    '2026-11-26T07 late until 2026-11-30',
    '2026-11-30T07 still-late until 2026-12-03',
    // The second letter without news names who calls before our word falls due.
    '2026-12-03T07 still-late until 2026-12-10',
    // Nobody called: the letter says so, and the manager hears of it.
    '2026-12-10T07 still-late until 2026-12-17',
    '2026-12-17T07 still-late until 2026-12-23',
  ]);
  expect(tasks).toEqual([
    '2026-11-26 find-out for anna',
    '2026-12-03 call-customer for anna',
    '2026-12-10 escalation for marek',
  ]);
});

test('once the manager has heard of it the letter names them and their phone', async () => {
  for (const day of ['2026-11-26', '2026-11-30', '2026-12-03']) await company.day(warsaw(`${day} 10:00`));
  expect(await company.text()).not.toContain('Marek Wrona');
  await company.day(warsaw('2026-12-10 10:00'));
  expect(await company.text()).toContain('Marek Wrona');
});

test('a word that we broke is owned up to, and counts as one letter more', async () => {
  for (const day of ['2026-11-26', '2026-11-30']) await company.day(warsaw(`${day} 10:00`));
  // The machine was off on Thursday, the day of the word.
  const friday = await company.day(warsaw('2026-12-04 10:00'));
  expect(friday.tasks).toMatchObject([
    { kind: 'call-customer' },
    { kind: 'escalation', for: 'marek' },
    { kind: 'watch-contacts', for: 'marek' },
  ]);
  // From here on the manager signs.
  expect(await company.text()).toContain('Marek Wrona');
  expect(await company.text()).toMatch(/3 December/);
});

test('all letters of the case are one thread, each headed with what it tells', async () => {
  for (const day of ['2026-11-26', '2026-11-30', '2026-12-03']) await company.day(warsaw(`${day} 10:00`));
  const [first, second, third] = await company.letters();
  expect(first?.subject).not.toBe(second?.subject);
  expect(first?.in_reply_to).toBeNull();
  expect(second?.in_reply_to).toBe(first?.message_id);
  expect(third?.in_reply_to).toBe(second?.message_id);
  const { rows } = await company.databases.ledgerPool.query('select refs from letters where id = $1', [
    third?.id,
  ]);
  expect(rows).toEqual([{ refs: [first?.message_id, second?.message_id] }]);
});

test('an address that refuses: no letter more, one call', async () => {
  await company.round(warsaw('2026-11-26 10:00'));
  await company.databases.ledgerPool.query(
    "update letters set status = 'refused', status_reason = '550 no such user'",
  );
  const kinds: string[] = [];
  for (const time of ['2026-11-26 10:05', '2026-11-26 10:10', '2026-11-27 09:00', '2026-11-30 09:00']) {
    const report = await company.day(warsaw(time));
    expect(report.written).toBe(0);
    kinds.push(...report.tasks.map(({ kind }) => kind));
  }
  expect(kinds).toEqual(['call-customer']);
  await company.change('customers', 'C1', { email: 'zofia.maj@poczta.example' });
  expect(await company.day(warsaw('2026-11-30 09:05'))).toMatchObject({ written: 1 });
});
