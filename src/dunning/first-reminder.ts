import { daysLater } from '../calendar/duration.ts';
import { type Day, dayOf } from '../calendar/time.ts';
import type { Rules } from '../policy/rules.ts';
import { isHarsh } from './verdict.ts';

/** Calendar days: money that comes so soon after a letter would have come without it. */
const SOON = 3;

/** When an invoice gets its first reminder, by the habit of who pays it. */
interface FirstReminder {
  /** The day on which the first rung is due. */
  readonly due: Day;
  /** The first day on which the letter is worth writing; that day or a later one. */
  readonly worth: Day;
}

/**
 * A first letter is for nothing where the money comes by itself within days, and no better for waiting where it never does. So by habit:
 * - whose money would not be here within days of the first rung is reminded as early as the policy allows (`remind_late_payers_after`);
 * - whose money usually is here by then is given these days: after the rung, or after their usual day where that is later.
 * No wait makes a harsh rung later, and a first rung that is not friendly knows no habits.
 * @param dueDay moved on to a working day
 * @param usual calendar days by which they usually pay late; null: too little is known
 */
export function firstReminder(dueDay: Day, usual: number | null, { dunning }: Rules): FirstReminder | null {
  const [first] = dunning.ladder;
  if (first === undefined) return null;
  const rung = daysLater(dueDay, first.after);
  if (usual === null || first.tone !== 'friendly' || !dunning.remindWhenUsualDelayIsOver)
    return { due: rung, worth: rung };
  const usualDay = dayOf(dueDay + usual);
  if (usualDay >= rung + SOON) {
    const early = dunning.remindLatePayersAfter;
    const due = early === null ? rung : dayOf(Math.min(rung, daysLater(dueDay, early)));
    return { due, worth: due };
  }
  const patient = Math.min(Math.max(rung, usualDay) + SOON, latestFirst(dueDay, dunning));
  return { due: rung, worth: dayOf(Math.max(rung, patient)) };
}

/** The last day of a first reminder that leaves every harsh rung its own day, with the gap before each. */
function latestFirst(dueDay: Day, { ladder, minimumGap }: Rules['dunning']): number {
  const days = ladder.flatMap(({ tone, after }, n) =>
    isHarsh(tone)
      ? daysLater(daysLater(dueDay, after), { ...minimumGap, amount: -n * minimumGap.amount })
      : [],
  );
  return Math.min(...days);
}
