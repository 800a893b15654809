import type { Pool } from 'pg';
import { type IsoDay, parseDay } from '../../calendar/time.ts';
import { ITEM_KINDS } from '../../customer/ids.ts';
import { isCancelled } from '../../customer/outcome.ts';
import type { Rules } from '../../policy/rules.ts';
import { stageNamed } from '../../policy/stage.ts';
import { knownTables } from '../contract/source-tables.ts';
import { ITEM_TABLES } from '../customers/item-rows.ts';

/**
 * How many orders and jobs were closed on this day of the company, and by their promised day; what was cancelled kept no promise. It
 * reads the whole tables: ask once a day. Null where a promise means that an order leaves: when it was closed does not tell that.
 */
export async function countPromisesKept(pool: Pool, day: IsoDay, rules: Rules): Promise<number | null> {
  if (parseDay(day) === null) throw new RangeError(`${day} is not a day`);
  if (rules.waiting.promiseMeans === 'shipped') return null;
  const tables = await knownTables(pool, rules.sourceSchema);
  let kept = 0;
  for (const kind of ITEM_KINDS) {
    const { rows } = await pool.query<{ stage: string; outcome: string | null; items: number }>(
      `select left(stage, 100) as stage, left(outcome, 100) as outcome, count(*)::int as items
       from ${tables[ITEM_TABLES[kind].table]} i
       where closed_at >= $1::date::timestamp at time zone $2 and closed_at < ($1::date + 1)::timestamp at time zone $2
         and promised_for >= $1::date group by 1, 2`,
      [day, rules.company.timeZone],
    );
    for (const { stage, outcome, items } of rows)
      if (!isCancelled(outcome) && stageNamed(stage ?? '', rules).kind !== 'cancelled') kept += items;
  }
  return kept;
}
