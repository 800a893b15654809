import { daysLater } from '../calendar/duration.ts';
import { type Day, dayOf } from '../calendar/time.ts';
import type { Rules } from '../policy/rules.ts';
import { isHarsh } from './verdict.ts';

/*
 * When an invoice gets its first reminder, by the habit of who pays it. A letter is for nothing where the money comes by itself within
 * days, and no better for waiting where it never does:
 * - whose money would not be here within days of the first rung is reminded as early as the policy allows (`remind_late_payers_after`);
 * - whose money usually is here by then is given these days: after the rung, or after their usual day where that is later.
 * A first rung that is not friendly knows no habits.
 */

/** Calendar days: money that comes so soon after a letter would have come without it. */
const SOON = 3;

/**
 * The day on which the first rung is due; null: the ladder has none.
 * @param dueDay moved on to a working day
 * @param usual calendar days by which they usually pay late; null: too little is known
 */
export function firstReminderDue(dueDay: Day, usual: number | null, { dunning }: Rules): Day | null {
  const [first] = dunning.ladder;
  if (first === undefined) return null;
  const rung = daysLater(dueDay, first.after);
  const early = dunning.remindLatePayersAfter;
  if (early === null || !hasHabit(usual, dunning) || dueDay + usual < rung + SOON) return rung;
  return dayOf(Math.min(rung, daysLater(dueDay, early)));
}

/** The first day on which that letter is worth writing: the day on which it is due, or a later one. No harsh rung comes later for it. */
export function firstReminderWorth(dueDay: Day, usual: number | null, rules: Rules): Day | null {
  const { dunning } = rules;
  const [first] = dunning.ladder;
  if (first === undefined) return null;
  const rung = daysLater(dueDay, first.after);
  if (!hasHabit(usual, dunning) || dueDay + usual >= rung + SOON)
    return firstReminderDue(dueDay, usual, rules);
  const afterHabit = Math.max(rung, dueDay + usual) + SOON;
  return dayOf(Math.max(rung, Math.min(afterHabit, latestFirst(dueDay, dunning))));
}

const hasHabit = (usual: number | null, dunning: Rules['dunning']): usual is number =>
  usual !== null && dunning.remindWhenUsualDelayIsOver && dunning.ladder[0]?.tone === 'friendly';

/** The last day of a first reminder that leaves every harsh rung its own day, with the gap before each. */
function latestFirst(dueDay: Day, { ladder, minimumGap }: Rules['dunning']): number {
  let last = Number.POSITIVE_INFINITY;
  for (const [n, { tone, after }] of ladder.entries())
    if (isHarsh(tone))
      last = Math.min(
        last,
        daysLater(daysLater(dueDay, after), { ...minimumGap, amount: -n * minimumGap.amount }),
      );
  return last;
}
