import { z } from 'zod';
import { dayOf } from '../../calendar/time.ts';
import { push } from '../../grouped.ts';
import { standingAt } from '../past/as-known.ts';
import type { ItemFate } from '../playing/fate.ts';
import type { Replayed } from '../playing/replayed.ts';
import { median } from './figure.ts';

export const potholeSchema = z.strictObject({
  by: z.enum(['stage', 'lane', 'supplier']),
  name: z.string(),
  /** Items that were late, and all whose promise was decided in these days. */
  late: z.int(),
  of: z.int(),
  /** Working days past the promise, all of the late ones together. */
  days_lost: z.int(),
  median_days_late: z.number().nullable(),
});
export type ReplayPothole = z.infer<typeof potholeSchema>;

const MOST = 15;

/** Where items stood when their promise broke, and by which lane and supplier they came: the worst first. */
export function potholesOf(replayed: Replayed): readonly ReplayPothole[] {
  const decided = replayed.fates.filter(({ outcome }) => outcome === 'late' || outcome === 'on_time');
  return [
    ...worst('stage', decided, (fate) => (fate.outcome === 'late' ? stageAtTheBreak(replayed, fate) : null)),
    ...worst('lane', decided, ({ history }) => history.lane ?? null),
    ...worst('supplier', decided, ({ history }) => history.row.supplier),
  ];
}

function stageAtTheBreak({ zone }: Replayed, { history, promisedFor }: ItemFate): string | null {
  return promisedFor === null ? null : standingAt(history, zone.instantOf(dayOf(promisedFor + 1), 0)).stage;
}

function worst(
  by: ReplayPothole['by'],
  fates: readonly ItemFate[],
  nameOf: (fate: ItemFate) => string | null,
): readonly ReplayPothole[] {
  const named = new Map<string, ItemFate[]>();
  for (const fate of fates) {
    const name = nameOf(fate);
    if (name === null) continue;
    push(named, name, fate);
  }
  return [...named]
    .map(([name, theirs]) => {
      const late = theirs.filter(({ outcome }) => outcome === 'late').map(({ lateBy }) => lateBy);
      return {
        by,
        name,
        late: late.length,
        // Where items stood that came in time is no figure: they had no break.
        of: theirs.length,
        days_lost: late.reduce((sum, days) => sum + days, 0),
        median_days_late: median(late),
      };
    })
    .filter(({ late }) => late > 0)
    .sort((a, b) => b.days_lost - a.days_lost)
    .slice(0, MOST);
}
