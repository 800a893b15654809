import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attend } from '../../src/attend/attend.ts';
import { instantOf, isoDay, isoInstant } from '../../src/calendar/time.ts';
import type { CustomerId, LetterId } from '../../src/customer/ids.ts';
import {
  IN_QUEUE,
  LETTER_STATUSES,
  LETTER_TRANSITIONS,
  type LetterStatus,
  NEVER_REACHED,
  UNSETTLED,
} from '../../src/customer/letter-status.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { keepHouseLetters } from '../../src/ledger/alarms/house-letters.ts';
import { begin } from '../../src/ledger/letter-states/sending.ts';
import { keep } from '../../src/ledger/rounds/keep-batch.ts';
import { beginRound, endRound } from '../../src/ledger/rounds/rounds.ts';
import { composeAlarm } from '../../src/letters/compose/compose-alarm.ts';
import { anOrder, day, facts, memoryOf, rules, warsaw } from '../support/builders.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import {
  changesBetween,
  changesNamed,
  GUARD_REASON,
  PERFORM,
  type Scene,
  statusesOf,
  type TransitionName,
} from '../support/letter-transitions.ts';
import { at, putLetters, storeTemplate } from '../support/outbox.ts';

// The table of src/customer/letter-status.ts against the statements that carry it out, on a real ledger.
let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());

const NAMES: readonly TransitionName[] = Object.keys(PERFORM) as TransitionName[];
const NOW = at('10:00');

async function aScene(name: string): Promise<Scene> {
  const pool = databases.ledgerPool;
  const { id: round } = await beginRound(pool, NOW, NOW);
  await endRound(pool, round, NOW, {});
  return { pool, round, customerId: name, address: `${name.toLowerCase()}@customer.example`, now: NOW };
}

/** Queued letters of a scene, an hour old. */
async function write({ pool, round, customerId, address }: Scene, ids: readonly string[]): Promise<void> {
  await putLetters(
    pool,
    ids.map((id) => ({ id, customerId, toAddress: address, decidedAt: at('09:00') })),
  );
  await pool.query('update letters set round_id = $1 where id = any($2)', [round, ids]);
}

// As many as a worker has outcomes, so that each comes about from every state.
const COPIES = 7;

/** Letters of every state, held by the guard as far as a reason can say so, whose worker died as far as one had them. */
async function oneOfEach(scene: Scene, hasBegun: boolean): Promise<void> {
  const mayLackReason = new Set<LetterStatus>(['queued', 'sending', 'submitted', 'bounced']);
  const letters = LETTER_STATUSES.flatMap((status) =>
    [GUARD_REASON, ...(mayLackReason.has(status) ? [null] : [])].flatMap((reason, which) =>
      Array.from({ length: COPIES }, (_, nth) => ({
        id: `${scene.customerId}-${status}-${which}-${nth}`,
        status,
        reason,
        leased: status === 'sending',
        went: status === 'submitted' || status === 'bounced' || status === 'corrected',
      })),
    ),
  );
  await write(
    scene,
    letters.map(({ id }) => id),
  );
  await scene.pool.query(
    `update letters l set status = g.status, status_reason = g.reason, attempts = 1, guard_id = $2,
       uncertain_count = (g.status = 'uncertain')::int, submitted_at = case when g.went then $3::timestamptz end,
       leased_by = case when g.leased then 'w' end, lease_until = case when g.leased then $3::timestamptz end,
       untried_by = case when g.leased and not $4 then 'w' end
     from json_to_recordset($1::json) as g(id text, status text, reason text, leased boolean, went boolean)
     where g.id = l.id`,
    [JSON.stringify(letters), scene.round, isoInstant(instantOf(scene.now - 1)), hasBegun],
  );
}

describe('each transition', () => {
  test.each(NAMES)('%s changes what its row says into what that says, and nothing else', async (name) => {
    const scene = await aScene(name);
    await oneOfEach(scene, name === 'lapsed');
    const before = await statusesOf(scene.pool, scene.customerId);
    expect(new Set(before.values())).toEqual(new Set(LETTER_STATUSES));
    await PERFORM[name](scene, [...before.keys()]);
    const after = await statusesOf(scene.pool, scene.customerId);
    expect(changesBetween(before, after)).toEqual(changesNamed(name));
  });

  test('written: queued, or held where only a person may let it go', async () => {
    const pool = databases.ledgerPool;
    const version = await storeTemplate(pool);
    const now = warsaw('2026-11-26 10:00');
    const { letters, memory } = attend(
      facts({ items: [anOrder({ promisedFor: day('2026-11-25') })] }),
      memoryOf(),
      now,
      rules(),
    );
    const [letter] = letters;
    if (!letter) throw new Error('nothing was written');
    const other = {
      ...letter,
      id: 'by-hand' as LetterId,
      key: 'by-hand',
      messageId: '<by-hand@x>',
      cases: [],
      release: 'human' as const,
    };
    const { id: round } = await beginRound(pool, now, now);
    await keep(
      pool,
      round,
      { now, today: isoDay(day('2026-11-26')) },
      {
        cases: memory.cases.map((theCase) => ({ customerId: 'C1' as CustomerId, theCase })),
        letters: [letter, other].map((one) => ({ letter: one, version, subject: 'Your suit' })),
        tasks: [],
        verdicts: [],
        endedTasks: [],
        promises: [],
        endedReminders: [],
        answered: [],
        callsMade: [],
        absent: [],
        seenAgain: [],
        stagesSeen: [],
        standings: [],
        late: [],
      },
    );
    const after = await statusesOf(pool, letter.customerId);
    expect(changesBetween(new Map(), after)).toEqual(changesNamed('written'));
  });

  test('told of an alarm: queued', async () => {
    const pool = databases.ledgerPool;
    const version = await storeTemplate(pool);
    const evidence = { reason: null, number: 3, asOf: null };
    const alarm = {
      id: '1',
      code: 'uncertain_letters',
      subject: '',
      why: 'so it is',
      evidence,
      holder: '',
      raisedAt: NOW,
      seenAt: NOW,
      toldAt: null,
      endedAt: null,
      endedToldAt: null,
    } as const;
    const told = {
      ...rules(),
      alarms: { ...rules().alarms, to: [{ name: 'Ola', address: 'ola@x.example' }] },
    };
    const letters = composeAlarm({ alarm, ended: null }, told, NOW);
    await inTransaction(pool, (client) =>
      keepHouseLetters(
        client,
        letters,
        { version, render: () => ({ subject: 'Letters are uncertain' }) },
        NOW,
      ),
    );
    expect(changesBetween(new Map(), await statusesOf(pool, ''))).toEqual(changesNamed('toldOfAlarm'));
  });
});

/** Changes of which the history tells, of letters whose ids begin so. */
async function toldByHistory(ids: string): Promise<readonly string[]> {
  const { rows } = await databases.ledgerPool.query<{ change: string }>(
    `select distinct coalesce(from_state, 'nothing') || ' → ' || to_state as change from history
     where subject_kind = 'letter' and starts_with(subject_id, $1)`,
    [ids],
  );
  return rows.map(({ change }) => change);
}
const NAMED: ReadonlySet<string> = new Set(
  (Object.keys(LETTER_TRANSITIONS) as (keyof typeof LETTER_TRANSITIONS)[]).flatMap(changesNamed),
);

test('whatever happens in whatever order, no letter changes but as the row of what happens says', async () => {
  // What ends the way of all of a scene's letters at once is rarer than what goes on.
  const ending: readonly TransitionName[] = [
    'heldWhenMoved',
    'forgotten',
    'addressClosed',
    'playedBack',
    'withdrawnFromGuard',
  ];
  const act = fc.record({
    name: fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom('begun', ...NAMES.filter((name) => !ending.includes(name))) },
      { weight: 1, arbitrary: fc.constantFrom(...ending) },
    ),
    which: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  });
  const seen = new Set<string>();
  let scenes = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 30, maxLength: 30 }), async (acts) => {
      const scene = await aScene(`R${scenes++}`);
      await write(
        scene,
        Array.from({ length: 8 }, (_, nth) => `${scene.customerId}-${nth}`),
      );
      let hours = 0;
      for (const { name, which } of acts) {
        // An hour after the act before: a lease of then has ended.
        const later = { ...scene, now: instantOf(NOW + ++hours * 3_600_000) };
        const before = await statusesOf(scene.pool, scene.customerId);
        const ids = [...before.keys()].filter((_, nth) => which.includes(nth));
        // Right after the act before, while a lease of then still holds.
        if (name === 'begun') await begin(scene.pool, 'w', ids, instantOf(later.now - 3_600_000));
        else await PERFORM[name](later, ids);
        const changes = changesBetween(before, await statusesOf(scene.pool, scene.customerId));
        const named = name === 'begun' ? [] : changesNamed(name);
        expect(
          changes.filter((change) => !named.includes(change)),
          name,
        ).toEqual([]);
        for (const change of changes) seen.add(change);
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
  expect(seen.size, 'something happened').toBeGreaterThan(15);
  expect(await toldByHistory('R')).not.toEqual([]);
  expect((await toldByHistory('R')).filter((change) => !NAMED.has(change))).toEqual([]);
});

describe('what the database keeps of its own', () => {
  /** Lists of statuses in what PostgreSQL made of a definition. */
  const statusLists = (definition: string): readonly (readonly string[])[] =>
    [
      ...definition.matchAll(
        /status\)?(?:::text)? (?:not )?(?:in \(|(?:=|<>) a(?:ny|ll) ?\(+array\[)([^)\]]*)/gi,
      ),
    ].map(([, list]) => [...(list ?? '').matchAll(/'(\w+)'/g)].map(([, status]) => status ?? '').sort());
  const define = async (query: string) => {
    const { rows } = await databases.ledgerPool.query<{ definition: string }>(query);
    return statusLists(rows.map(({ definition }) => definition).join('\n'));
  };
  const index = (name: string) => define(`select pg_get_indexdef('${name}'::regclass) as definition`);
  const sorted = (statuses: readonly LetterStatus[]) => [...statuses].sort();

  test('every status, and no other', async () => {
    const lists = await define(
      `select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = 'letters'::regclass`,
    );
    expect(lists).toContainEqual(sorted(LETTER_STATUSES));
  });

  test('an index of what waits for its turn, and one of what waits for a person', async () => {
    expect(await index('letters_to_claim')).toEqual([sorted(IN_QUEUE)]);
    expect(await index('letters_unsettled')).toEqual([sorted(UNSETTLED)]);
  });

  test('the word of a case, which only a letter that may reach its reader gives', async () => {
    const triggers = await define(
      `select pg_get_triggerdef(oid) as definition from pg_trigger where tgname = 'cases_told'`,
    );
    expect(triggers).toEqual([sorted(NEVER_REACHED), sorted(NEVER_REACHED)]);
    const functions = await define(
      `select pg_get_functiondef(oid) as definition from pg_proc where proname in ('cases_were_told', 'case_of_new_letters')`,
    );
    expect(functions).toEqual([sorted(NEVER_REACHED), sorted(NEVER_REACHED)]);
  });
});
