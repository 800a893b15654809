import type { Pool } from 'pg';
import { type Day, dayOf, isoInstant } from '../../calendar/time.ts';
import type { Zone } from '../../calendar/zone.ts';
import { NEVER_LEFT } from '../../customer/letter-status.ts';
import type { AboutKind } from '../../guards/guards.ts';
import { LAST_DAYS, type LastDays } from '../../guards/letter-limit.ts';
import { listed } from '../letter-states/listed.ts';

/**
 * What the days before this one saw of letters to customers, by what they are about. Letters that a guard holds, and those that never
 * went, tell nothing of what is usual.
 * @param zone the company's: its days
 */
export async function readLastDays(
  pool: Pool,
  today: Day,
  zone: Zone,
): Promise<ReadonlyMap<AboutKind, LastDays>> {
  const { rows } = await pool.query<LastDays & { kind: AboutKind }>(
    `with went as (
       select id, about, (decided_at at time zone $3)::date as day from letters
       where decided_at >= $1 and decided_at < $2 and audience = 'customer' and status not in (${listed([...NEVER_LEFT, 'held'])})),
     each as (
       select kind, day, count(*)::int as letters
       from went, lateral (select distinct a ->> 'kind' as kind from jsonb_array_elements(about) as a) as kinds group by 1, 2),
     stalled as (
       select c.item_kind as kind, day, count(*)::int as items
       from went join letter_cases lc on lc.letter_id = went.id and lc.ordinal = 1 join cases c on c.id = lc.case_id group by 1, 2)
     select kind, count(*)::int as days, max(letters) as busiest, coalesce(max(items), 0) as "newlyStalled"
     from each left join stalled using (kind, day) group by 1`,
    [
      isoInstant(zone.instantOf(dayOf(today - LAST_DAYS), 0)),
      isoInstant(zone.instantOf(today, 0)),
      zone.name,
    ],
  );
  return new Map(rows.map(({ kind, ...last }) => [kind, last]));
}
