import { describe, expect, test } from 'vitest';
import { conditions, type Signs } from '../../src/alarms/conditions.ts';
import { DAY, HOUR, type Instant, instantOf, MINUTE } from '../../src/calendar/time.ts';
import type { FeedName } from '../../src/customer/ids.ts';
import { rules, warsaw } from '../support/builders.ts';

const NOW = warsaw('2026-11-26 10:00');
const ago = (span: number): Instant => instantOf(NOW - span);
const WELL: Signs = {
  failedSources: [],
  guards: [],
  uncertain: 0,
  undecided: { count: 0, since: null },
  oldestDue: null,
  lastRound: ago(10 * MINUTE),
  lastResume: null,
  paused: false,
  vanished: {},
  feeds: { fresh: new Map([['orders', ago(HOUR)]]), inUse: ['orders'] },
  locked: [],
  broken: [],
  refusedAboutUs: [],
  closedAtOnce: [],
  heldByAddress: { lately: 0, open: 0, days: 0, busiest: 0, written: 0 },
  mailsWaiting: 0,
  disk: { folder: '/var/lib/tidings', free: 20e9 },
};
const standing = (differs: Partial<Signs>) => conditions({ ...WELL, ...differs }, rules(), NOW).standing;
const codes = (differs: Partial<Signs>) => standing(differs).map(({ code }) => code);

test('when all is well nothing stands', () => {
  expect(standing({})).toEqual([]);
  expect(standing({ lastRound: null }), 'a ledger without a round is only new').toEqual([]);
});

test('a guard that holds letters, by the name under which it is released', () => {
  expect(standing({ guards: [{ id: '17', guard: 'newly_stalled_share', letters: 212 }] })).toEqual([
    {
      code: 'guard_tripped',
      subject: '17',
      holder: '',
      why: 'guard newly_stalled_share holds letters: 212',
      evidence: { reason: 'newly_stalled_share', number: 212, asOf: null },
    },
  ]);
});

test('uncertain letters, a full disk', () => {
  expect(codes({ uncertain: 1 })).toEqual(['uncertain_letters']);
  expect(standing({ disk: { folder: '/data', free: 640_900_000 } })).toMatchObject([
    { code: 'disk_low', subject: '/data', evidence: { number: 640 } },
  ]);
});

test('a table of the source that somebody has locked for a minute, with who keeps it', () => {
  const by = { pid: 4711, application: 'nightly export', user: 'erp', ms: MINUTE };
  const table = 'source.orders';
  expect(standing({ locked: [{ table, by: [by] }] })).toMatchObject([
    {
      code: 'source_locked',
      subject: 'source.orders',
      why: 'source.orders is locked, and nothing can be read of it: process 4711 ("nightly export", user erp) since 2026-11-26T08:59:00.000Z',
      evidence: { number: 4711, asOf: '2026-11-26T08:59:00.000Z' },
    },
  ]);
  expect(codes({ locked: [{ table, by: [{ ...by, ms: MINUTE - 1 }] }] }), 'an export').toEqual([]);
  const [hidden] = standing({ locked: [{ table, by: [{ ...by, ms: null, application: '' }] }] });
  expect(hidden?.why).toContain('process 4711 (without a name, user erp)');
  expect(standing({ locked: [{ table, by: [] }] })[0]?.why).toContain('nobody could see by whom');
  expect([...conditions({ ...WELL, locked: null }, rules(), NOW).judged]).not.toContain('source_locked');
});

describe('time', () => {
  test('letters that may go and do not; not while people paused them, nor for the time of the pause', () => {
    expect(codes({ oldestDue: ago(2 * HOUR) })).toEqual([]);
    const late = { oldestDue: ago(2 * HOUR + MINUTE) };
    expect(standing(late)).toMatchObject([{ code: 'oldest_due_too_old', evidence: { number: 121 } }]);
    expect(codes({ ...late, paused: true })).toEqual([]);
    expect(codes({ ...late, lastResume: ago(HOUR) })).toEqual([]);
  });

  test('no round for three quarters of an hour, unless people paused them', () => {
    expect(codes({ lastRound: ago(45 * MINUTE) })).toEqual([]);
    const late = { lastRound: ago(46 * MINUTE) };
    expect(codes(late)).toEqual(['round_not_run']);
    expect(codes({ ...late, paused: true })).toEqual([]);
    expect(codes({ ...late, lastResume: ago(MINUTE) })).toEqual([]);
    expect(codes({ lastRound: instantOf(NOW + DAY) }), 'a clock stood ahead').toEqual([]);
  });

  test('each feed for itself; one that never spoke counts as stale', () => {
    const inUse: readonly FeedName[] = ['orders', 'service_jobs', 'payments'];
    const fresh = new Map<FeedName, Instant>([
      ['orders', ago(25 * HOUR)],
      ['payments', ago(30 * HOUR)],
    ]);
    expect(standing({ feeds: { fresh, inUse } })).toMatchObject([
      { code: 'feed_stale', subject: 'orders', evidence: { asOf: '2026-11-25T08:00:00.000Z' } },
      { code: 'feed_stale', subject: 'service_jobs', evidence: { asOf: null } },
    ]);
  });
});

test('what cannot be looked at now is not judged', () => {
  const judged = (differs: Partial<Signs>) => [...conditions({ ...WELL, ...differs }, rules(), NOW).judged];
  expect(judged({})).toContain('feed_stale');
  expect(judged({ feeds: null })).not.toContain('feed_stale');
  expect(judged({ disk: null })).not.toContain('disk_low');
  expect(judged({}), 'one worker alone sees these').not.toContain('breaker_open');
});

test('a table of which far too much is gone, by its name', () => {
  const vanished = { orders: { gone: 40, of: 40, emptied: true } };
  expect(standing({ vanished })).toMatchObject([
    {
      code: 'rows_vanished',
      subject: 'orders',
      why: 'nothing is open in orders any more, and nobody closed 40 that were',
      evidence: { number: 40 },
    },
  ]);
});
