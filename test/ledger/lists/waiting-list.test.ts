import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isoInstant } from '../../../src/calendar/time.ts';
import { releaseLetter } from '../../../src/ledger/letter-states/released.ts';
import {
  countWaiting,
  listWaiting,
  WAITING_FILTERS,
  type WaitingCase,
  type WaitingFilter,
  type WaitingNarrow,
  type WaitingPlace,
  type WaitingSort,
} from '../../../src/ledger/lists/waiting-list.ts';
import { warsaw } from '../../support/builders.ts';
import { aCompany, type Company } from '../../support/company.ts';

let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveOrder({ id: 'O1', promised_for: '2026-11-25' });
});
afterEach(() => company.close());

const WEDNESDAY = warsaw('2026-11-25 10:00');
const THURSDAY = warsaw('2026-11-26 10:00');
const words = async () =>
  (await company.databases.ledgerPool.query('select word_by, letter_held, climbed from cases order by id'))
    .rows;
const found = async (filter: WaitingFilter, today: string) => {
  const pool = company.databases.ledgerPool;
  const rows = await listWaiting(pool, { filter, today, among: null, after: null }, 10);
  expect((await countWaiting(pool, today, 10, WAITING_FILTERS))[filter]).toBe(rows.length);
  return rows.map(({ item_id }) => item_id);
};
const becomes = (status: string, of = 'true') =>
  company.databases.ledgerPool.query(
    `update letters set status = $1, status_reason = 'a test', submitted_at = null where audience = 'customer' and ${of}`,
    [status],
  );

describe('our word of an open case', () => {
  test('is that of its last letter: ahead, then due, then broken', async () => {
    await company.day(THURSDAY);
    const [{ word_by: word }] = await words();
    expect(word).toBe('2026-11-30');
    for (const filter of ['all'] as const) expect(await found(filter, '2026-11-27')).toEqual(['O1']);
    expect(await found('broken', word)).toEqual([]);
    expect(await found('today', word)).toEqual(['O1']);
    expect(await found('broken', '2026-12-01')).toEqual(['O1']);
    expect(await found('none', '2026-12-01')).toEqual([]);
  });

  test.each(['held', 'withdrawn', 'refused', 'expired'])(
    'is none while the only letter is %s',
    async (status) => {
      await company.round(THURSDAY);
      await becomes(status);
      expect(await words()).toEqual([
        { word_by: null, letter_held: status === 'held' || null, climbed: null },
      ]);
      expect(await found('none', '2026-11-26')).toEqual(['O1']);
      expect(await found('held', '2026-11-26')).toEqual(status === 'held' ? ['O1'] : []);
    },
  );

  test('is given again when a person releases the letter', async () => {
    await company.round(THURSDAY);
    await becomes('held');
    const [letter] = await company.letters();
    await releaseLetter(company.databases.ledgerPool, letter?.id ?? '', 'Ola', isoInstant(THURSDAY));
    expect(await words()).toEqual([{ word_by: '2026-11-30', letter_held: null, climbed: null }]);
  });

  test('falls back to the letter before when the last one comes to nothing', async () => {
    await company.day(THURSDAY);
    await company.day(warsaw('2026-11-30 10:00'));
    expect(await words()).toEqual([expect.objectContaining({ word_by: '2026-12-03' })]);
    await becomes('refused', "next_word_by = '2026-12-03'");
    expect(await words()).toEqual([expect.objectContaining({ word_by: '2026-11-30' })]);
  });
});

test('a case that has climbed says how far, and never comes down', async () => {
  await company.round(THURSDAY);
  const add = (rung: string) =>
    company.databases.ledgerPool.query(
      `insert into tasks (key, customer_id, kind, for_person, case_id, about, why, created_at)
       select id || '/escalation/' || $1::text, customer_id, 'escalation', 'jan', id, '[]', 'letters_passed', now() from cases`,
      [rung],
    );
  expect(await found('climbed', '2026-11-26')).toEqual([]);
  await add('director');
  await add('manager');
  expect(await words()).toEqual([expect.objectContaining({ climbed: 'director' })]);
  expect(await found('climbed', '2026-11-26')).toEqual(['O1']);
});

test('a case that has closed waits no more', async () => {
  await company.day(WEDNESDAY);
  await company.day(THURSDAY);
  await company.change('orders', 'O1', { closed_at: '2026-11-27T08:00:00+01:00' });
  await company.day(warsaw('2026-11-27 10:00'));
  expect(await found('all', '2026-11-27')).toEqual([]);
});

test('what is alike in two ways is found page by page, whether many are met along the order or few lie far down', async () => {
  const pool = company.databases.ledgerPool;
  // Of 7,000 each third is Anna's in the first lane, and the last two alone stand in the second.
  await pool.query(
    `insert into cases (id, customer_id, item_kind, item_id, opened_at, since, owner_id, lane)
     select 'c' || lpad(n::text, 5, '0'), 'C1', 'order', 'O' || n, '2026-11-01', '2026-01-01'::date + n / 30,
            case when n % 3 = 0 then 'anna' else 'jan' end, case when n > 6998 then 'second' else 'first' end
     from generate_series(1, 7000) n`,
  );
  const pagesOf = async (owner: string, lane: string, turned: boolean) => {
    const ids: string[] = [];
    let after: WaitingPlace | null = null;
    do {
      const narrowed = { owner: [owner], lane: [lane] };
      const asked = { filter: 'all', today: '2026-11-26', among: null, narrowed, turned, after } as const;
      const rows: readonly WaitingCase[] = await listWaiting(pool, asked, 500);
      ids.push(...rows.map(({ id }) => id));
      after = rows.at(-1) ?? null;
    } while (after !== null);
    return ids;
  };
  const annas = Array.from({ length: 2333 }, (_, nth) => `c${String(3 * (nth + 1)).padStart(5, '0')}`);
  expect(await pagesOf('anna', 'first', false)).toEqual(annas.filter((id) => id <= 'c06998'));
  expect(await pagesOf('anna', 'first', true)).toEqual(annas.filter((id) => id <= 'c06998').reverse());
  expect(await pagesOf('anna', 'second', false)).toEqual(['c06999']);
  expect(await pagesOf('jan', 'second', true)).toEqual(['c07000']);
});

test('each filter and each order of the list has an index of open cases of its own', async () => {
  const { rows } = await company.databases.ledgerPool.query<{ indexdef: string }>(
    `select indexdef from pg_indexes where schemaname = 'tidings' and tablename = 'cases'`,
  );
  const columns: Readonly<Record<WaitingNarrow | WaitingSort, string>> = {
    stage: 'stage',
    reason: 'reason',
    supplier: 'supplier',
    owner: 'owner_id',
    lane: 'lane',
    since: 'COALESCE(since',
    word: 'COALESCE(word_by',
    promised: 'COALESCE(promised_for',
  };
  const walked = (column: string) =>
    rows.some(({ indexdef }) => indexdef.includes(`(${column}`) && indexdef.includes('closed_at IS NULL'));
  expect(Object.values(columns).filter((column) => !walked(column))).toEqual([]);
});
