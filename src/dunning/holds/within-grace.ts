import { daysLater } from '../../calendar/duration.ts';
import { dayOf } from '../../calendar/time.ts';
import { dayAfter } from '../due-day.ts';
import { type HoldRule, hold } from './hold.ts';

/** It is not overdue, or by less than the policy's grace. */
export const holdWithinGrace: HoldRule = ({ dueDay, daysOverdue, situation: { rules, today } }) => {
  const first = dayOf(Math.max(dayAfter(dueDay), daysLater(dueDay, rules.dunning.grace)));
  return today < first ? hold('within_grace', first, { days: daysOverdue }) : null;
};
