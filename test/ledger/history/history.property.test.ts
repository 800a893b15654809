import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf, isoInstant } from '../../../src/calendar/time.ts';
import { holdGuarded, releaseGuarded, withdrawGuarded } from '../../../src/ledger/letter-states/guarded.ts';
import { releaseLetter } from '../../../src/ledger/letter-states/released.ts';
import { type Settlement, settle } from '../../../src/ledger/letter-states/settled.ts';
import { lapse, sendOnceMore } from '../../../src/ledger/letter-states/uncertain.ts';
import { holdByHand, liftHolds } from '../../../src/ledger/memory/hand-holds.ts';
import { pause, resume } from '../../../src/ledger/rounds/pauses.ts';
import { beginRound, endRound } from '../../../src/ledger/rounds/rounds.ts';
import { claimWaiting } from '../../support/claiming.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { at, putLetters } from '../../support/outbox.ts';
import {
  bare,
  changesBetween,
  entriesSince,
  lastEntry,
  presentStates,
  replayedStates,
  type States,
} from '../../support/states.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());

const outcome = fc.constantFrom<Settlement['status']>(
  'submitted',
  'retry',
  'refused',
  'uncertain',
  'held',
  'withdrawn',
  'expired',
  'returned',
);
const which = fc.nat({ max: 7 });
const act = fc.oneof(
  fc.record({ do: fc.constant('write' as const), many: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('deliver' as const), outcome, task: fc.boolean(), rest: outcome }),
  fc.record({ do: fc.constant('die' as const) }),
  fc.record({ do: fc.constant('release' as const), which }),
  fc.record({ do: fc.constant('end the round' as const), guard: fc.boolean() }),
  fc.record({ do: fc.constantFrom('let the guarded go' as const, 'withdraw the guarded' as const) }),
  fc.record({ do: fc.constant('hold' as const), which }),
  fc.record({ do: fc.constant('lift' as const), which }),
  fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const) }),
  fc.record({
    do: fc.constant('judge' as const),
    which,
    verdict: fc.constantFrom('send', 'hold', 'hand over', 'none'),
  }),
  fc.record({ do: fc.constant('case' as const), which, to: fc.constantFrom('open', 'closed', 'ended') }),
  fc.record({ do: fc.constant('finish a task' as const) }),
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

const A_TRIP = {
  guard: 'letters_per_round',
  why: [{ code: 'written_before', text: 'guard x' }],
  kinds: null,
} as const;

/** Each act an hour after the one before, so that whatever waits may be taken up. */
let hours = 0;
let written = 0;

async function perform(one: Act, round: string): Promise<unknown> {
  const pool = databases.ledgerPool;
  hours += 1;
  const now = instantOf(at('09:00') + hours * 3_600_000);
  const held = { guardId: round, most: 3, by: 'Ola', at: now };
  const about = (id: number) => ({ customerId: `C${id}`, invoiceId: null, by: 'Ola', at: isoInstant(now) });
  switch (one.do) {
    case 'write': {
      const ofRound = { id: `L${written++}`, decidedAt: now };
      const others = Array.from({ length: one.many }, () => ({ id: `L${written++}`, decidedAt: now }));
      await putLetters(pool, [ofRound, ...others]);
      return pool.query('update letters set round_id = $1 where id = $2', [round, ofRound.id]);
    }
    case 'deliver': {
      const lease = { holder: 'w', until: instantOf(now + 60_000) };
      const letters = await claimWaiting(pool, lease, now, 5);
      const became = letters.map(({ id }, nth): Settlement => {
        const status = nth % 2 === 0 ? one.outcome : one.rest;
        const kept = status === 'returned' || status === 'submitted';
        return {
          id,
          status,
          reason: kept ? null : `because ${hours}`,
          dueAt: null,
          attempted: status !== 'returned',
          task: one.task && status === 'refused' ? 'address_refused' : null,
        };
      });
      return settle(pool, 'w', became, now);
    }
    case 'die':
      await claimWaiting(pool, { holder: 'dead', until: instantOf(now + 1) }, now, 2);
      await lapse(pool, instantOf(now + 60_000), instantOf(now + 60_000));
      return sendOnceMore(pool, instantOf(now + 120_000));
    case 'release':
      return releaseLetter(pool, `L${one.which}`, 'Anna', isoInstant(now));
    case 'end the round':
      if (one.guard) await holdGuarded(pool, { id: round, roundId: round, at: now }, A_TRIP);
      return endRound(pool, round, now, {});
    case 'let the guarded go':
      return releaseGuarded(pool, held);
    case 'withdraw the guarded':
      return withdrawGuarded(pool, held, 'a broken export');
    case 'hold':
      return holdByHand(pool, { ...about(one.which), until: null, why: 'asked' });
    case 'lift':
      return liftHolds(pool, { ...about(one.which), why: '' });
    case 'pause':
      return pause(pool, now, 'stocktaking', 'Ola');
    case 'resume':
      return resume(pool, now, 'Ola');
    case 'judge':
      return judge(one.which, one.verdict, isoInstant(now));
    case 'case':
      return pool.query(
        `insert into cases (id, customer_id, item_kind, item_id, opened_at, closed_at, closed_because, item_ended)
         values ('case' || $1, 'C' || $1, 'order', 'item' || $1, $2, case when $3 <> 'open' then $2::timestamptz end,
                 case when $3 <> 'open' then 'moved' end, $3 = 'ended')
         on conflict (id) do update set closed_at = excluded.closed_at, closed_because = excluded.closed_because,
           item_ended = excluded.item_ended`,
        [String(one.which), isoInstant(now), one.to],
      );
    case 'finish a task':
      return pool.query(
        `update tasks set done_at = $1, done_by = 'Anna'
         where key in (select key from tasks where done_at is null limit 1)`,
        [isoInstant(now)],
      );
  }
}

function judge(invoice: number, verdict: string, at: string): Promise<unknown> {
  const pool = databases.ledgerPool;
  if (verdict === 'none') return pool.query('delete from verdicts where key = $1', [`invoice:F${invoice}`]);
  return pool.query(
    `insert into verdicts (key, invoice_id, customer_id, days_overdue, record, verdict, allowed_tone, release, holds,
       reasons, decided_at)
     values ('invoice:F' || $1, 'F' || $1, 'C1', 5, 'clean', $2, case when $2 = 'send' then 'plain' end, 'automatic', '{}',
       array['because of ' || $3::text], $3::text::timestamptz)
     on conflict (key) do update set verdict = excluded.verdict, allowed_tone = excluded.allowed_tone,
       reasons = excluded.reasons, decided_at = excluded.decided_at`,
    [String(invoice), verdict, at],
  );
}

test('every change of state leaves one entry, and the history replays to the present', async () => {
  const pool = databases.ledgerPool;
  let states: States = new Map();
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 25, maxLength: 25 }), async (acts) => {
      const { id: round } = await beginRound(pool, at('09:00'), at('09:00'));
      for (const one of acts) {
        // Acts of several steps are told by the steps; the others by what differs afterwards.
        const before = await lastEntry(pool);
        await perform(one, round);
        const after = await presentStates(pool, states);
        const entries = await entriesSince(pool, before);
        if (one.do !== 'die' && one.do !== 'write')
          expect(entries, one.do).toEqual(changesBetween(states, after));
        states = after;
      }
      const present = [...states].map(([subject, state]) => [subject, bare(state)] as const);
      expect(await replayedStates(pool)).toEqual(new Map(present));
    }),
    { numRuns: 10, endOnFailure: true },
  );
  expect(states.size, 'something happened').toBeGreaterThan(30);
});
