import { afterEach, beforeEach, expect, test } from 'vitest';
import { attend, type CustomerOutcome } from '../../../src/attend/attend.ts';
import { instantOf, isoDay, isoInstant } from '../../../src/calendar/time.ts';
import type { CustomerId } from '../../../src/customer/ids.ts';
import { holdGuarded } from '../../../src/ledger/letter-states/guarded.ts';
import { type BatchChanges, keep } from '../../../src/ledger/rounds/keep-batch.ts';
import { beginRound, endRound } from '../../../src/ledger/rounds/rounds.ts';
import { aCustomer, anOrder, day, facts, memoryOf, rules, warsaw } from '../../support/builders.ts';
import { claimWaiting } from '../../support/claiming.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { storeTemplate } from '../../support/outbox.ts';

const NOW = warsaw('2026-11-26 10:00');
const WHEN = { now: NOW, today: isoDay(day('2026-11-26')) };
let databases: FreshDatabases;
let version: string;
beforeEach(async () => {
  databases = await freshDatabases();
  version = await storeTemplate(databases.ledgerPool);
});
afterEach(() => databases.close());

const late = (differs: object = {}) =>
  attend(
    facts({ items: [anOrder({ promisedFor: day('2026-11-25') })], ...differs }),
    memoryOf(),
    NOW,
    rules(),
  );

const changes = ({ letters, tasks, memory }: CustomerOutcome, customerId = 'C1'): BatchChanges => ({
  cases: memory.cases.map((theCase) => ({ customerId: customerId as CustomerId, theCase })),
  letters: letters.map((letter) => ({ letter, version, subject: 'Your suit' })),
  standings: [],
  tasks,
  verdicts: [],
  endedTasks: [],
  promises: [],
  endedReminders: [],
  answered: [],
  callsMade: [],
  absent: [],
  seenAgain: [],
  stagesSeen: [],
  late: [],
});
const all = async (query: string) => (await databases.ledgerPool.query(query)).rows;

const claimed = () =>
  claimWaiting(databases.ledgerPool, { holder: 'w', until: instantOf(NOW + 60_000) }, NOW, 10);

test('a letter that a person released while its round was under way goes with the next, when that was killed', async () => {
  const pool = databases.ledgerPool;
  const killed = await beginRound(pool, NOW, NOW);
  await keep(pool, killed.id, WHEN, changes(late()));
  await pool.query("update letters set released_at = $1, released_by = 'Ola'", [isoInstant(NOW)]);
  const { id, takenOver } = await beginRound(pool, NOW, NOW);
  expect(takenOver.letters, 'guards have nothing to say about it').toEqual([]);
  expect(await claimed()).toEqual([]);
  await endRound(pool, id, NOW, {});
  expect(await claimed()).toHaveLength(1);
});

test('letters of a round wait until it ends, and then go, but for those that a guard holds', async () => {
  const pool = databases.ledgerPool;
  const { id } = await beginRound(pool, NOW, NOW);
  await keep(pool, id, WHEN, changes(late()));
  expect(await claimed(), 'while it is under way').toEqual([]);
  const holding = { id, roundId: id, at: NOW };
  const trip = (kind: 'order' | 'service_job') =>
    ({
      guard: 'letters_per_round',
      kinds: [kind],
      why: [{ code: 'written_before', text: `guard letters_per_round: ${kind}` }],
    }) as const;
  expect(await holdGuarded(pool, holding, trip('service_job'))).toBe(0);
  expect(await holdGuarded(pool, holding, trip('order'))).toBe(1);
  await endRound(pool, id, NOW, {});
  expect(await claimed(), 'it stays').toEqual([]);
  expect(await all('select status, status_reason, guard_id = round_id as named from letters')).toEqual([
    { status: 'held', status_reason: 'guard letters_per_round: order', named: true },
  ]);
  const next = await beginRound(pool, NOW, NOW);
  expect(next.takenOver.letters).toEqual([]);
  await pool.query("update letters set status = 'queued', released_at = $1, released_by = 'Ola'", [
    isoInstant(NOW),
  ]);
  expect(await claimed()).toHaveLength(1);
});

test('all of a batch or nothing', async () => {
  const { id } = await beginRound(databases.ledgerPool, NOW, NOW);
  const broken = changes(late());
  const unknown = {
    ...broken,
    letters: broken.letters.map((letter) => ({ ...letter, version: 'no such version' })),
  };
  await expect(keep(databases.ledgerPool, id, WHEN, unknown)).rejects.toThrow();
  expect(await all('select 1 from cases')).toEqual([]);
});

test('the same letter cannot be written twice, whoever tries', async () => {
  const { id } = await beginRound(databases.ledgerPool, NOW, NOW);
  await keep(databases.ledgerPool, id, WHEN, changes(late()));
  await expect(keep(databases.ledgerPool, id, WHEN, changes(late()))).rejects.toThrow(/duplicate key/);
  expect(await all('select count(*)::int as n from letters')).toEqual([{ n: 1 }]);
});

test('a task is kept once, a case is changed in place, and ends what was to do about it but for money to return', async () => {
  const noAddress = late({ customer: aCustomer({ email: null }) });
  const { id } = await beginRound(databases.ledgerPool, NOW, NOW);
  const consent = noAddress.tasks.map(
    (task) => ({ ...task, key: 'consent', kind: 'decide-money', why: 'consent_missing' }) as const,
  );
  const asked = { ...changes(noAddress), tasks: [...noAddress.tasks, ...consent], letters: [] };
  await keep(databases.ledgerPool, id, WHEN, asked);
  const closed = noAddress.memory.cases.map((theCase) => ({
    ...theCase,
    closedAt: NOW,
    closedBecause: 'done' as const,
    itemEnded: true,
  }));
  await keep(databases.ledgerPool, id, WHEN, {
    ...changes({ ...noAddress, memory: { ...noAddress.memory, cases: closed } }),
    letters: [],
  });
  expect(await all('select kind, why, done_at is null as open from tasks order by kind')).toEqual([
    { kind: 'call-customer', why: 'no_address', open: false },
    { kind: 'decide-money', why: 'consent_missing', open: true },
  ]);
  expect(await all('select closed_because, item_ended from cases')).toEqual([
    { closed_because: 'done', item_ended: true },
  ]);
});

test('an item that stands under two customers is late once', async () => {
  const { id } = await beginRound(databases.ledgerPool, NOW, NOW);
  const order = anOrder({ promisedFor: day('2026-11-25') });
  const items = ['C1', 'C2'].map((customerId) => ({
    ...{ kind: order.kind, id: order.id, customerId, late: 'promise', stage: 'sewing', reason: null },
    ...{ supplier: null, owner: null, since: day('2026-11-26'), heard: false, days: 1 },
  })) as BatchChanges['late'];
  const counted = { ...changes(late()), cases: [], letters: [], tasks: [], late: items };
  await keep(databases.ledgerPool, id, WHEN, counted);
  expect(await all('select item_id, days from late_items')).toEqual([{ item_id: 'O1', days: 1 }]);
});

test('a round that begins takes over what a killed one left, and says how much', async () => {
  const first = await beginRound(databases.ledgerPool, NOW, NOW);
  await keep(databases.ledgerPool, first.id, WHEN, changes(late()));
  const second = await beginRound(databases.ledgerPool, NOW, NOW);
  expect(first.takenOver).toEqual({ letters: [], newlyStalled: {} });
  expect(second.takenOver).toEqual({
    letters: [{ kinds: ['order'], count: 1 }],
    newlyStalled: { order: 1 },
  });
  await endRound(databases.ledgerPool, second.id, NOW, {});
  expect(await claimed()).toHaveLength(1);
});

test('nothing to keep: nothing happens', async () => {
  await keep(databases.ledgerPool, '0', WHEN, {
    cases: [],
    letters: [],
    tasks: [],
    verdicts: [],
    endedTasks: [],
    promises: [],
    endedReminders: [],
    answered: [],
    callsMade: [],
    absent: [],
    seenAgain: [],
    standings: [],
    stagesSeen: [],
    late: [],
  });
});
