import type { Pool } from 'pg';
import type { Signs } from '../../alarms/conditions.ts';
import { type Instant, instantFrom, isoInstant, parseDay } from '../../calendar/time.ts';
import { ALARM_KIND, REMINDER_KINDS } from '../../customer/letter-kinds.ts';
import { IN_QUEUE } from '../../customer/letter-status.ts';
import { UNTIL_DECIDED } from '../../guards/guards.ts';
import { vanishedTotals } from '../../guards/vanished-totals.ts';
import { IS_GUARDED } from '../letter-states/guarded.ts';
import { listed } from '../letter-states/listed.ts';
import { mailSigns } from './mail-signs.ts';
import { brokenPromises } from './promises.ts';
import { failedSources } from './source-runs.ts';

type LedgerSigns = Omit<Signs, 'feeds' | 'locked' | 'disk'>;

interface Row {
  readonly uncertain: number;
  readonly undecided: number;
  readonly undecided_since: string | null;
  readonly oldest_due: Date | null;
  readonly last_round: Date | null;
  readonly last_resume: Date | null;
  readonly paused: boolean;
  readonly vanished: unknown;
}

/**
 * What keeps reminders back until a person did it. Of calls those about invoices: a case has rules of its own. As its index says. A mail
 * that is to be answered keeps them back while its reply is open.
 */
const UNDECIDED = `done_at is null and (kind in ('decide-money', 'review-credit-limit', 'answer-customer')
  or (kind = 'call-customer' and case_id is null))
  and (kind <> 'answer-customer' or exists (select from replies r where r.task_key = tasks.key and r.answered_at is null))`;

/**
 * What the ledger shows of the worker's health, by its indexes of what is due, held and uncertain. Letters about alarms
 * raise none: that would go on for ever.
 * @param sources names of the watched ones
 */
export async function readLedgerSigns(
  pool: Pool,
  now: Instant,
  sources: readonly string[] = [],
): Promise<LedgerSigns> {
  const { rows } = await pool.query<Row>(
    `select
       (select count(*)::int from letters where status = 'uncertain' and kind <> $2
          and (starts_with(kind, '${REMINDER_KINDS}') or uncertain_count > 1)) as uncertain,
       (select count(*)::int from tasks where ${UNDECIDED} and due_on < $1::timestamptz::date) as undecided,
       (select min(due_on)::text from tasks where ${UNDECIDED} and due_on < $1::timestamptz::date) as undecided_since,
       (select due_at from letters where status in (${listed(IN_QUEUE)}) and due_at <= $1 and kind <> $2
          order by due_at, id limit 1) as oldest_due,
       coalesce((select at from rounds where finished_at is not null order by id desc limit 1),
                (select started_at from rounds order by id limit 1)) as last_round,
       (select max(until) from pauses) as last_resume,
       exists (select from pauses where until is null) as paused,
       (select totals -> 'vanished' from rounds where finished_at is not null order by id desc limit 1) as vanished`,
    [isoInstant(now), ALARM_KIND],
  );
  const [row] = rows;
  if (!row) throw new Error('the ledger showed nothing of itself');
  return {
    guards: await heldByGuards(pool),
    broken: await brokenPromises(pool),
    failedSources: await failedSources(pool, sources),
    ...(await mailSigns(pool, now)),
    uncertain: row.uncertain,
    undecided: {
      count: row.undecided,
      since: row.undecided_since === null ? null : parseDay(row.undecided_since),
    },
    oldestDue: instantFrom(row.oldest_due),
    lastRound: instantFrom(row.last_round),
    lastResume: instantFrom(row.last_resume),
    paused: row.paused,
    // Null: a version before wrote the report, or there was none.
    vanished: vanishedTotals.nullable().catch(null).parse(row.vanished) ?? {},
  };
}

/** Guards that hold letters, and the guard of a restored ledger even while there are none to hold. */
async function heldByGuards(pool: Pool): Promise<Signs['guards']> {
  const { rows } = await pool.query<Signs['guards'][number]>(
    `with held as (
       select coalesce(guard_id, round_id) as id, substring(min(status_reason) from '^guard ([a-z_]+)') as guard,
              count(*)::int as letters
       from letters where ${IS_GUARDED} group by 1
     )
     select h.id, coalesce(t.guard, h.guard) as guard, h.letters from held h left join guard_trips t on t.id = h.id
     union all
     select t.id, t.guard, 0 from guard_trips t
     where t.ended_at is null and t.guard = any($1) and not exists (select from held h where h.id = t.id)
     order by id`,
    [UNTIL_DECIDED],
  );
  return rows;
}
