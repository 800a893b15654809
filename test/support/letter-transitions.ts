import type pg from 'pg';
import { type Instant, instantOf, isoInstant } from '../../src/calendar/time.ts';
import type { LetterId } from '../../src/customer/ids.ts';
import { LETTER_TRANSITIONS } from '../../src/customer/letter-status.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { cameBack } from '../../src/ledger/letter-states/bounced.ts';
import { captureNoMore } from '../../src/ledger/letter-states/captured.ts';
import { markCorrected } from '../../src/ledger/letter-states/corrected.ts';
import { holdGuarded, releaseGuarded, withdrawGuarded } from '../../src/ledger/letter-states/guarded.ts';
import { holdAllOfMoved } from '../../src/ledger/letter-states/moved.ts';
import { playBack } from '../../src/ledger/letter-states/played-back.ts';
import { releaseLetter } from '../../src/ledger/letter-states/released.ts';
import { takeDue } from '../../src/ledger/letter-states/sending.ts';
import { type Settlement, settle } from '../../src/ledger/letter-states/settled.ts';
import { lapse, putBack, sendOnceMore } from '../../src/ledger/letter-states/uncertain.ts';
import { withdrawForgotten, withdrawLetter, withdrawTo } from '../../src/ledger/letter-states/withdrawn.ts';

/** What happens to letters that are there already: all of the table but how they are written. */
export type TransitionName = Exclude<
  keyof typeof LETTER_TRANSITIONS,
  'written' | 'toldOfWrong' | 'toldOfAlarm'
>;

/** Letters of one customer, one address and one round that has ended; `w` is the worker. */
export interface Scene {
  readonly pool: pg.Pool;
  readonly round: string;
  readonly customerId: string;
  readonly address: string;
  readonly now: Instant;
}

export const GUARD_REASON = 'guard letters_per_round: too many';
const TRIP = {
  guard: 'letters_per_round',
  kinds: null,
  why: [{ code: 'written_before', text: GUARD_REASON }],
} as const;

type Perform = (scene: Scene, ids: readonly LetterId[]) => Promise<unknown>;

const eachOf =
  (work: (scene: Scene, id: LetterId) => Promise<unknown>): Perform =>
  async (scene, ids) => {
    for (const id of ids) await work(scene, id);
  };

/** By turns, so that each outcome comes about. */
const settleAs =
  (statuses: readonly Settlement['status'][]): Perform =>
  ({ pool, now }, ids) =>
    settle(
      pool,
      'w',
      ids.map((id, nth) => ({
        id,
        status: statuses[nth % statuses.length] ?? 'returned',
        reason: GUARD_REASON,
        dueAt: null,
        attempted: statuses.length > 1,
        task: null,
      })),
      now,
    );

const decision = ({ round, now }: Scene) => ({ guardId: round, most: null, by: 'Ola', at: now });

/** Each transition as `src` makes it. Those that choose their letters themselves are given none. */
export const PERFORM: Readonly<Record<TransitionName, Perform>> = {
  claimed: async ({ pool, now }) => {
    const lease = { holder: 'w', until: instantOf(now + 600_000) };
    for (const line of ['alarms', 'plain', 'old', 'reminders'] as const)
      await takeDue(pool, line, lease, now, { limit: 10_000, lookAfter: 0 });
  },
  settled: settleAs(['submitted', 'retry', 'refused', 'uncertain', 'held', 'withdrawn', 'expired']),
  returned: settleAs(['returned']),
  recovered: ({ pool, now }) => putBack(pool, now, now),
  lapsed: ({ pool, now }) => lapse(pool, now, now),
  sentOnceMore: ({ pool, now }) => sendOnceMore(pool, now),
  heldByGuard: ({ pool, round, now }) => holdGuarded(pool, { id: round, roundId: round, at: now }, TRIP),
  heldWhenMoved: ({ pool, now }) =>
    inTransaction(pool, (client) => holdAllOfMoved(client, { ...TRIP, guard: 'restored' }, now)),
  releasedFromGuard: (scene) => releaseGuarded(scene.pool, decision(scene)),
  withdrawnFromGuard: (scene) => withdrawGuarded(scene.pool, decision(scene), 'a broken export'),
  released: eachOf(({ pool, now }, id) => releaseLetter(pool, id, 'Ola', isoInstant(now))),
  withdrawn: eachOf(({ pool, now }, id) =>
    inTransaction(pool, (client) => withdrawLetter(client, id, { by: 'Ola', why: 'a mistake', at: now })),
  ),
  corrected: async ({ pool, now }, ids) => {
    const { rows } = await pool.query<{ id: string }>(
      `insert into corrections (at, by, round_id, sentences, letters) values (now(), 'Ola', 1, '{}', 1) returning id`,
    );
    await inTransaction(pool, (client) =>
      markCorrected(client, ids, { correctionId: rows[0]?.id ?? '', by: 'Ola', at: now }),
    );
  },
  forgotten: ({ pool, customerId, now }) =>
    inTransaction(pool, (client) => withdrawForgotten(client, customerId, now)),
  cameBack: eachOf(({ pool, now }, id) =>
    inTransaction(pool, (client) => cameBack(client, id, '5.1.1', now)),
  ),
  addressClosed: ({ pool, address, now }) =>
    inTransaction(pool, (client) => withdrawTo(client, address, 'a letter to it came back', now)),
  trialIsOver: async ({ pool, customerId, now }) => {
    await pool.query(
      `update letters set captured_at = submitted_at where customer_id = $1 and status = 'submitted'`,
      [customerId],
    );
    await captureNoMore(pool, now);
  },
  playedBack: ({ pool }) => playBack(pool),
};

/** What the table says, as `queued → sending`; a letter that is written comes of nothing. */
export function changesNamed(name: keyof typeof LETTER_TRANSITIONS): readonly string[] {
  const { from, to } = LETTER_TRANSITIONS[name];
  const before: readonly string[] = from.length === 0 ? ['nothing'] : from;
  return before.flatMap((one) => Object.keys(to).map((other) => `${one} → ${other}`)).sort();
}

/** The status of each letter of a customer. */
export async function statusesOf(pool: pg.Pool, customerId: string): Promise<ReadonlyMap<LetterId, string>> {
  const { rows } = await pool.query<{ id: LetterId; status: string }>(
    'select id, status from letters where customer_id = $1 order by id',
    [customerId],
  );
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** What changed, each change once, as `queued → sending`. */
export function changesBetween(
  before: ReadonlyMap<LetterId, string>,
  after: ReadonlyMap<LetterId, string>,
): readonly string[] {
  const changed = [...after].filter(([id, status]) => before.get(id) !== status);
  return [...new Set(changed.map(([id, status]) => `${before.get(id) ?? 'nothing'} → ${status}`))].sort();
}
