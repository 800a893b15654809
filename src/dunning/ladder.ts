import { daysLater } from '../calendar/duration.ts';
import type { Day } from '../calendar/time.ts';
import { GONE } from '../customer/letter-status.ts';
import type { Reminder } from '../customer/reminders.ts';
import { isHarsher } from '../customer/tone.ts';
import type { Rules, Rung } from '../policy/rules.ts';
import { firstReminderDue } from './first-reminder.ts';

/** Where an invoice stands on the ladder. */
export interface OnLadder {
  /** The rung before which it stands; null: the top one was submitted. */
  readonly next: Rung | null;
  /** The first day on which that rung is due by days overdue. */
  readonly nextOn: Day | null;
  /** That rung, once it is due. */
  readonly due: Rung | null;
}

/**
 * The reminders that count as sent about an invoice, in the order given: thanks and ended matters do not, and what never
 * reached the customer took no rung. One that came back was not told, for good or for now.
 */
export const remindersGone = (reminders: readonly Reminder[]): readonly Reminder[] =>
  reminders.filter(
    ({ tone, ended, status, cameBack }) => tone !== null && !ended && !cameBack && GONE.includes(status),
  );

/**
 * Where an invoice stands, by days overdue and by what was really sent: one rung at a time, none skipped. So after
 * an outage it stands before its next rung, however long it is overdue.
 * @param gone reminders about it that count as sent, oldest first
 * @param usual how late its customer usually pays: it can bring the first rung forward; null: too little is known
 */
export function standingOf(
  dueDay: Day,
  gone: readonly Reminder[],
  today: Day,
  rules: Rules,
  usual: number | null,
): OnLadder {
  const { ladder } = rules.dunning;
  const taken = rungsTaken(gone, ladder);
  const next = ladder[taken] ?? null;
  const nextOn =
    next === null
      ? null
      : taken === 0
        ? firstReminderDue(dueDay, usual, rules)
        : daysLater(dueDay, next.after);
  return { next, nextOn, due: nextOn !== null && nextOn <= today ? next : null };
}

/** The rung that days overdue alone would allow: what another system may count on. */
export function rungByDays(dueDay: Day, today: Day, { dunning }: Rules): Rung | null {
  return dunning.ladder.findLast(({ after }) => daysLater(dueDay, after) <= today) ?? null;
}

/**
 * A rung that today's policy does not know (the ladder was changed) is worth one step, as long as that leads past no
 * rung harsher than the letter was.
 */
function rungsTaken(gone: readonly Reminder[], ladder: readonly Rung[]): number {
  let taken = 0;
  for (const { rung, tone } of gone) {
    const known = ladder.findIndex((one) => one.rung === rung);
    const next = ladder[taken];
    if (known >= 0) taken = Math.max(taken, known + 1);
    else if (next && tone !== null && !isHarsher(next.tone, tone)) taken += 1;
  }
  return taken;
}
