import type { Pool } from 'pg';
import { type Instant, instantOf, isoInstant } from '../calendar/time.ts';
import type { Half } from '../half.ts';
import type { LetterStatus } from '../letter-status.ts';

/** Letters of a round wait with this reason until it ends, because only then its guards can judge. */
export const ROUND_UNDER_WAY = 'its round is under way';

/** A letter of a round that was killed goes with the next round: nobody has to release it. */
export const statusInMemory = (status: LetterStatus, reason: string | null): LetterStatus =>
  status === 'held' && reason === ROUND_UNDER_WAY ? 'queued' : status;

/** A round that has begun, with what a killed one left to it: its guards must see that too. */
export interface BegunRound {
  readonly id: string;
  /** Customer letters, and items with their first letter among them. */
  readonly takenOver: { readonly letters: number; readonly newlyStalled: number };
}

/** Opens a round, and takes over the letters of a round that was killed before its end. */
export async function beginRound(
  pool: Pool,
  at: Instant,
  startedAt: Instant,
  half: Half = 'both',
): Promise<BegunRound> {
  const { rows } = await pool.query<{ id: string; letters: string; newly_stalled: string }>(
    `with opened as (insert into rounds (at, started_at, half) values ($1, $2, $4) returning id),
          taken_over as (
            update letters set round_id = (select id from opened)
            where status = 'held' and status_reason = $3 returning id, audience)
     select id, (select count(*) from taken_over where audience = 'customer') as letters,
            (select count(*) from taken_over t join letter_cases lc on lc.letter_id = t.id
             where not exists (select from letter_cases e join letters l on l.id = e.letter_id
                               where e.case_id = lc.case_id and e.ordinal < lc.ordinal
                                 and l.status not in ('withdrawn', 'expired', 'refused', 'bounced', 'held'))
            ) as newly_stalled
     from opened`,
    [isoInstant(at), isoInstant(startedAt), ROUND_UNDER_WAY, half],
  );
  const [row] = rows;
  if (!row) throw new Error('the round could not be opened');
  const takenOver = { letters: Number(row.letters), newlyStalled: Number(row.newly_stalled) };
  return { id: row.id, takenOver };
}

/**
 * Ends a round: its letters may go, or, when a guard tripped, stay held for a person with the guard's reason.
 * @returns how many letters that were
 */
export async function endRound(
  pool: Pool,
  id: string,
  finishedAt: Instant,
  guard: string | null,
  report: unknown,
): Promise<number> {
  const { rows } = await pool.query<{ letters: string }>(
    `with letters_of as (
       update letters set status = case when $2::text is null then 'queued' else 'held' end,
              status_reason = $2, settled_at = $3
       where round_id = $1 and status = 'held' and status_reason = $4 returning 1),
     ended as (update rounds set finished_at = $3, report = $5 where id = $1)
     select count(*) as letters from letters_of`,
    [id, guard, isoInstant(finishedAt), ROUND_UNDER_WAY, JSON.stringify(report)],
  );
  return Number(rows[0]?.letters ?? 0);
}

/** When the last finished round began by its clock, or null when there was none. */
export async function lastRoundAt(pool: Pool): Promise<Instant | null> {
  const { rows } = await pool.query<{ at: Date }>(
    'select at from rounds where finished_at is not null order by id desc limit 1',
  );
  return rows[0] ? instantOf(rows[0].at.getTime()) : null;
}
