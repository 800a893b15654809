import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, type Instant, instantOf, isoInstant, MINUTE } from '../../src/calendar/time.ts';
import { systemClock } from '../../src/clock.ts';
import { tripText } from '../../src/guards/trip-text.ts';
import { readLedgerSigns } from '../../src/ledger/alarms/signs.ts';
import { holdGuarded } from '../../src/ledger/letter-states/guarded.ts';
import { openTrip } from '../../src/ledger/rounds/guard-trips.ts';
import { holdingGuards, readGuard } from '../../src/ledger/rounds/guard-view.ts';
import { beginRound, endRound } from '../../src/ledger/rounds/rounds.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { freshShell, shell } from '../support/shell.ts';

const NOW = warsaw('2026-11-26 10:00');
let company: Company;
beforeAll(async () => {
  company = await aCompany({
    guards: { newly_stalled_floor: 1, newly_stalled_share: '50%' },
    hours: { from: '00:00', to: '24:00', on: 'every day' },
  });
  for (const n of [1, 2, 3, 4])
    await company.have('customers', { id: `D${n}`, name: `D${n}`, email: `d${n}@x.example`, language: 'en' });
});
beforeEach(async () => {
  await company.databases.ledgerPool.query(
    'truncate letters, cases, rounds, guard_trips, tasks, pauses restart identity cascade',
  );
  await company.pool.query('truncate source.orders, source.service_jobs cascade');
  freshShell({ DATABASE_URL: company.databases.url });
});
afterAll(() => company.close());

const statuses = async () =>
  Object.fromEntries((await company.letters()).map(({ customer_id, status }) => [customer_id, status]));
const signs = (at: Instant) => readLedgerSigns(company.databases.ledgerPool, at);

describe('an export that stalls every order', () => {
  beforeEach(async () => {
    for (const n of [1, 2])
      await company.haveOrder({ id: `O${n}`, customer_id: `D${n}`, promised_for: '2026-11-25' });
    await company.haveJob({ id: 'J1', customer_id: 'D3', promised_for: '2026-11-25' });
    for (const n of [2, 3]) await company.haveJob({ id: `J${n}`, customer_id: 'D4', stage: 'ready' });
  });

  test('holds the letters about orders and no other; a person sees which, and lets them go', async () => {
    const report = await company.day(NOW);
    expect(report).toMatchObject({
      guard: 'guard newly_stalled_share: 2 of 2 items stalled at once (100%), more than 50%: orders',
      guard_id: report.round_id,
      written: 1,
      guards: [
        {
          guard: 'newly_stalled_share',
          why: [{ code: 'stalled', about: 'order', newly: 2, of: 2, share: 1, most: 0.5 }],
          number: null,
        },
      ],
      held: 2,
      letters: [{ customer_id: 'D3' }],
      holds: [{ code: 'guard' }, { code: 'guard' }],
    });
    expect(await statuses()).toEqual({ D1: 'held', D2: 'held', D3: 'submitted' });
    const guard = report.guard_id ?? '';
    expect(await readGuard(company.databases.ledgerPool, guard)).toMatchObject({
      why: report.guards[0]?.why,
    });
    expect((await signs(NOW)).guards).toEqual([{ id: guard, guard: 'newly_stalled_share', letters: 2 }]);

    // One of them has been done meanwhile: the last look sees it, though hardly any time has passed.
    await company.change('orders', 'O1', { closed_at: '2026-11-26T10:01:00+01:00' });
    const at = isoInstant(instantOf(NOW + 5 * MINUTE));
    const { out } = await shell('release', '--guard', guard, '--by', 'Ola', '--at', at);
    expect(out).toMatch(
      /^2 letters queued, 0 still held\.\n(.*\n){2}The guard is released: it holds nothing any more\.\n$/,
    );
    await company.post(instantOf(NOW + 6 * MINUTE));
    expect(await statuses()).toEqual({ D1: 'withdrawn', D2: 'submitted', D3: 'submitted' });
    expect((await signs(NOW)).guards).toEqual([]);
    expect(await shell('release', '--guard', guard, '--by', 'Ola')).toMatchObject({ code: 1 });
  });

  test('in part, the rest stays; withdrawn, they never leave', async () => {
    const guard = (await company.round(NOW)).guard_id ?? '';
    const release = (...more: string[]) => shell('release', '--guard', guard, '--by', 'Ola', ...more);
    expect((await release('--limit', '1')).out).toMatch(/^1 letter queued, 1 still held\./);
    expect((await signs(NOW)).guards).toMatchObject([{ id: guard, letters: 1 }]);
    expect((await release('--withdraw', '--why', 'the export was broken')).out).toMatch(
      /^1 letter withdrawn, 0 still/,
    );
    expect(Object.values(await statuses()).sort()).toEqual(['queued', 'queued', 'withdrawn']);
  });
});

test('an address of the items of eleven customers is nobody: its one letter waits, and no other', async () => {
  for (let n = 10; n <= 20; n += 1) {
    await company.have('customers', { id: `P${n}`, name: `P${n}`, email: `p${n}@x.example`, language: 'en' });
    await company.haveOrder({
      id: `O${n}`,
      customer_id: `P${n}`,
      promised_for: '2026-11-25',
      contact_email: 'Biuro@partner.example',
    });
  }
  await company.haveOrder({ id: 'O1', customer_id: 'D1', promised_for: '2026-11-25' });
  const stays = Array.from({ length: 30 }, (_, n) => n + 30);
  for (const n of stays) await company.haveOrder({ id: `O${n}`, customer_id: 'D2', stage: 'ready' });
  const report = await company.day(NOW);
  expect(report).toMatchObject({
    guard:
      'guard letters_per_address: 11 customers are to be written to at biuro@partner.example, more than 10: whose is it?',
    written: 1,
    letters: [{ customer_id: 'D1' }],
  });
  expect(await statuses()).toEqual({ D1: 'submitted', P10: 'held' });
});

describe("on the machine's own clock", () => {
  const now = systemClock.now();
  const lastRoundAt = async (at: Instant, ownClock = true) => {
    const { ledgerPool } = company.databases;
    const { id } = await beginRound(ledgerPool, at, at, 'both', ownClock);
    await endRound(ledgerPool, id, at, {});
  };
  const late = (n: number) =>
    company.haveOrder({
      id: `O${n}`,
      customer_id: `D${n}`,
      placed_at: isoInstant(instantOf(now - 12 * DAY)),
      stage_since: isoInstant(instantOf(now - 12 * DAY)),
    });
  const ownRound = (at: Instant = now) => company.round(at, { ownClock: true });

  test('a ledger without a round for longer than policy allows writes nothing until a person has said so', async () => {
    await lastRoundAt(instantOf(now - 8 * DAY));
    await late(1);
    const first = await ownRound();
    expect(first.guard).toMatch(/^guard longest_gap: the last round was 8 days ago/);
    await late(2);
    expect(await ownRound(instantOf(now + MINUTE)), 'a later round too').toMatchObject({
      guard_id: first.guard_id,
      written: 0,
    });
    expect(await statuses()).toEqual({ D1: 'held', D2: 'held' });
    expect(await holdingGuards(company.databases.ledgerPool)).toEqual([
      { id: first.guard_id, count: 2, why: first.guards[0]?.why },
    ]);
    expect(
      (await shell('release', '--guard', first.guard_id ?? '', '--by', 'Ola', '--limit', '2')).out,
    ).not.toContain('The guard is released');
    expect((await signs(now)).guards).toEqual([{ id: first.guard_id, guard: 'longest_gap', letters: 0 }]);
    expect((await shell('release', '--guard', first.guard_id ?? '', '--by', 'Ola')).out).toContain(
      'The guard is released',
    );
    await late(3);
    expect(await ownRound(instantOf(now + 2 * MINUTE))).toMatchObject({ guard: null, written: 1 });
  });

  test('a trip of a version before, which kept its sentence alone, goes on in that', async () => {
    await lastRoundAt(instantOf(now - 8 * DAY));
    await late(1);
    const { guard } = await ownRound();
    const pool = company.databases.ledgerPool;
    await pool.query('update guard_trips set why_codes = null');
    await late(2);
    const next = await ownRound(instantOf(now + MINUTE));
    expect(next).toMatchObject({ guard, guards: [{ why: [{ code: 'written_before', text: guard }] }] });
    const { rows } = await pool.query('select reason, why_codes, letters from guard_trips');
    expect(rows, 'and is written no second time').toEqual([{ reason: guard, why_codes: null, letters: 2 }]);
  });

  test('reasons that take turns are each said once, and what an older worker adds is shown as it wrote it', async () => {
    const pool = company.databases.ledgerPool;
    await late(1);
    const round = await beginRound(pool, now, now, 'both', true);
    const trip = (letters: number) =>
      ({
        guard: 'letters_per_round',
        kinds: null,
        why: [{ code: 'own_number', letters, most: 2 }],
      }) as const;
    for (const letters of [3, 4, 3, 4, 33])
      await holdGuarded(pool, { id: round.id, roundId: round.id, at: now }, trip(letters));
    const kept = async () => {
      const { rows } = await pool.query<{ reason: string; why_codes: unknown[] }>(
        'select reason, why_codes from guard_trips',
      );
      return rows;
    };
    const each = [3, 4, 33].map(trip);
    expect(await kept()).toEqual([
      { reason: each.map(tripText).join('; '), why_codes: each.flatMap(({ why }) => why) },
    ]);
    expect((await openTrip(pool, 'letters_per_round'))?.why).toEqual(each.flatMap(({ why }) => why));

    await pool.query(`update guard_trips set reason = reason || '; guard clock: it is wrong'`);
    const text = `${each.map(tripText).join('; ')}; guard clock: it is wrong`;
    expect((await openTrip(pool, 'letters_per_round'))?.why).toEqual([{ code: 'written_before', text }]);
    expect((await readGuard(pool, round.id))?.why).toEqual([{ code: 'written_before', text }]);
  });

  test("a clock that is not the database's holds its round, and its rounds bear one name", async () => {
    await late(1);
    const ahead = instantOf(now + 3 * HOUR);
    const first = await ownRound(ahead);
    expect(first.guard).toMatch(/^guard clock: the worker's clock stands .* ahead of the database's/);
    expect(await ownRound(instantOf(ahead + MINUTE))).toMatchObject({ guard_id: first.guard_id });
  });

  test('a round that went back trips once; rounds of another clock count for nothing', async () => {
    await lastRoundAt(instantOf(now + 3 * DAY), false);
    expect((await ownRound()).guard).toBeNull();
    await lastRoundAt(instantOf(now + 3 * DAY));
    expect((await ownRound()).guard).toMatch(/^guard clock: the last round was at/);
    expect((await ownRound()).guard).toBeNull();
  });
});
