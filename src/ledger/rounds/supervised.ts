import type { Pool } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { IN_QUEUE } from '../../customer/letter-status.ts';
import { listed } from '../letter-states/listed.ts';

/**
 * How many letters of each of these kinds a person let go, or went before anybody asked. Counted are no more than `enough`: what has been
 * counted to there once (`keepSupervised`) is not counted again, also when its letters are removed one day.
 */
export async function readLetGo(
  pool: Pool,
  kinds: readonly string[],
  enough: number,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ kind: string; letters: number }>(
    `select k.kind, coalesce(s.letters, (
       select count(*)::int from (
         select from letters l where l.kind = k.kind and l.audience = 'customer'
           and (l.released_at is not null or l.submitted_at is not null) limit $2) few)) as letters
     from unnest($1::text[]) as k (kind) left join supervised s on s.kind = k.kind and s.letters >= $2`,
    [kinds, enough],
  );
  return new Map(rows.map(({ kind, letters }) => [kind, letters]));
}

/** Keeps of which kinds enough were let go. */
export async function keepSupervised(
  pool: Pool,
  letGo: ReadonlyMap<string, number>,
  enough: number,
  at: Instant,
): Promise<void> {
  const passed = [...letGo].flatMap(([kind, letters]) => (letters >= enough ? [kind] : []));
  if (passed.length === 0) return;
  await pool.query(
    `insert into supervised as s (kind, letters, since) select kind, $2, $3 from unnest($1::text[]) as kind
     on conflict (kind) do update set letters = excluded.letters, since = excluded.since where s.letters < excluded.letters`,
    [passed, enough, isoInstant(at)],
  );
}

/** The kinds of letters to customers that a round has written or taken over and that may go when it ends. */
export async function kindsOfRound(pool: Pool, roundId: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ kind: string }>(
    `select distinct kind from letters
     where round_id = $1 and status in (${listed(IN_QUEUE)}) and audience = 'customer' and released_at is null order by kind`,
    [roundId],
  );
  return rows.map(({ kind }) => kind);
}
