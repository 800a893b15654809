import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoInstant } from '../../src/calendar/time.ts';
import { readJudged } from '../../src/ledger/rounds/judged.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { freshShell, shell } from '../support/shell.ts';

/*
 * The old rules wrote to many whose orders were on course, and promised each the next word by Thursday. Then a build
 * comes whose rules leave them alone. It owes them that one word, and tells it to a third of them a day.
 */
const ON_COURSE = 24;
let company: Company;
beforeAll(async () => {
  company = await aCompany();
  freshShell({ DATABASE_URL: company.databases.url });
  const { ledgerPool } = company.databases;
  for (let n = 1; n <= ON_COURSE; n += 1) {
    await company.have('customers', { id: `K${n}`, name: `K${n}`, email: `k${n}@x.example`, language: 'en' });
    await company.haveOrder({
      id: `O${n}`,
      customer_id: `K${n}`,
      promised_for: '2026-11-23',
      stage: 'sewing',
    });
  }
  await company.day(warsaw('2026-11-24 09:00'));
  // As the old rules had it: written about silence, with a promise weeks ahead.
  await company.pool.query(
    "update source.orders set promised_for = '2027-01-15', stage_since = '2026-11-24T08:00+01'",
  );
  await ledgerPool.query(
    `update letter_cases set told = told || '{"promisedFor": "2027-01-15", "stoodStill": false}'`,
  );
  await ledgerPool.query("update letters set next_word_by = '2026-11-26'");
  await company.day(warsaw('2026-11-25 16:00'));
  await ledgerPool.query('delete from judged');
  // One that the old rules saw without a word, and one that broke only since.
  for (const [id, promised_for] of [
    ['SEEN', '2026-11-23'],
    ['NEW', '2026-11-25'],
  ]) {
    await company.have('customers', { id, name: id, email: `${id}@x.example`, language: 'en' });
    await company.haveOrder({
      id,
      customer_id: id,
      promised_for,
      stage: 'sewing',
      stage_since: '2026-11-25T15:00+01',
    });
  }
});
afterAll(() => company.close());

const lettersOf = async (about: RegExp) =>
  (await company.letters()).filter(({ customer_id }) => about.test(customer_id));

test('a dry run shows what the first round would write because of it, and writes nothing', async () => {
  const at = ['--at', isoInstant(warsaw('2026-11-26 09:00'))];
  const report = await company.round(warsaw('2026-11-26 09:00'), { dryRun: true, sinceUpgrade: true });
  expect(report.since_upgrade).toMatchObject({
    edition_before: 1,
    last_round: isoInstant(warsaw('2026-11-25 16:00')),
    other_items: 1,
    examples: [{ customer_id: 'SEEN', item: { id: 'SEEN' } }],
  });
  const words = report.since_upgrade?.words_by_day ?? {};
  expect(Object.keys(words).sort()).toEqual(['2026-11-26', '2026-11-27', '2026-11-30']);
  expect(Object.values(words).reduce((sum, count) => sum + count, 0)).toBe(ON_COURSE);
  expect(report.since_upgrade?.items).toBe(1 + (words['2026-11-26'] ?? 0));

  const { out } = await shell('round', '--dry-run', '--since-upgrade', ...at);
  expect(out).toContain('The rules changed: edition 1 judged until 2026-11-25 15:00 UTC');
  expect(out).toMatch(
    /Words owed to items on course, each told once: \d+ on 2026-11-26, \d+ on 2026-11-27, \d+ on 2026-11-30/,
  );
  expect(await shell('round', '--since-upgrade', ...at)).toMatchObject({ code: 2 });
  expect(await readJudged(company.databases.ledgerPool, warsaw('2026-11-26 09:00'))).toMatchObject({
    since: warsaw('2026-11-26 09:00'),
  });
  const { rows } = await company.databases.ledgerPool.query('select from judged');
  expect(rows).toEqual([]);
});

test('each of them hears it once, a part of them on each of three working days', async () => {
  const told: number[] = [];
  for (const day of ['2026-11-26', '2026-11-27', '2026-11-30']) {
    const before = (await lettersOf(/^K/)).length;
    await company.day(warsaw(`${day} 09:00`));
    told.push((await lettersOf(/^K/)).length - before);
    if (day === '2026-11-26')
      expect((await shell('explain', 'K1', '--at', isoInstant(warsaw(`${day} 12:00`)))).code).toBe(0);
  }
  expect(told.every((count) => count > 0 && count < ON_COURSE)).toBe(true);
  const second = (await lettersOf(/^K/)).slice(ON_COURSE).map(({ customer_id }) => customer_id);
  expect(new Set(second).size).toBe(ON_COURSE);
});

test('the ledger keeps which edition judges, and what the one before last saw', async () => {
  expect(await readJudged(company.databases.ledgerPool, warsaw('2026-12-07 09:00'))).toEqual({
    edition: 2,
    since: warsaw('2026-11-26 09:00'),
    before: { edition: 1, lastRound: warsaw('2026-11-25 16:00') },
  });
});

test('a ledger that began with these rules owes nothing to an upgrade', async () => {
  const young = await aCompany();
  await young.day(warsaw('2026-11-26 09:00'));
  const report = await young.round(warsaw('2026-11-27 09:00'), { dryRun: true, sinceUpgrade: true });
  expect(report.since_upgrade).toBeNull();
  await young.close();
});
