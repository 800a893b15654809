import { DAY, type Instant, instantOf, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { ITEM_KINDS, refKey } from '../../customer/ids.ts';
import { push } from '../../grouped.ts';
import type { Rules } from '../../policy/rules.ts';
import { theirDays } from '../../waiting/their-days.ts';
import { epoch, rawInstant } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import type { ItemRows } from './customer-items.ts';
import { AT } from './item-rows.ts';

/** Only of a promise that is near or over does anybody ask how long the item waited for the customer. */
const NEAR = 14;

/** For how many whole days each of these items waited for its customer, as far as its stage events tell; by `order:O1`. */
export async function readTheirDays(
  source: RowSource,
  rows: ItemRows,
  rules: Rules,
  now: Instant,
): Promise<ReadonlyMap<string, number>> {
  const days = new Map<string, number>();
  const near = isoDay(zoneOf(rules.company.timeZone).dayAt(instantOf(now + NEAR * DAY)));
  for (const kind of ITEM_KINDS) {
    const ids = (rows.get(kind) ?? []).flatMap((row) => {
      const promised = row[AT.promisedFor] ?? null;
      return promised !== null && promised <= near && row[AT.id] ? [row[AT.id] ?? ''] : [];
    });
    if (ids.length === 0) continue;
    const events = new Map<string, { at: Instant; stage: string }[]>();
    const found = await source.rows(
      `select item_id, left(stage, 200), ${epoch('at')} from ${source.tables.stage_events} events
       where item_kind = $1 and item_id = any($2) and line_no is null order by at`,
      [kind, ids],
    );
    for (const [id, stage, at] of found) {
      const moment = rawInstant(at ?? null);
      if (id != null && stage != null && moment !== null) push(events, id, { at: moment, stage });
    }
    for (const [id, theirs] of events) {
      const waited = theirDays(theirs, now, rules);
      if (waited > 0) days.set(refKey({ kind, id }), waited);
    }
  }
  return days;
}
