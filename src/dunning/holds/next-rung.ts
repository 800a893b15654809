import { isoDay } from '../../calendar/time.ts';
import { type HoldRule, hold } from './hold.ts';

/** The rung before which it stands is not due by days overdue. */
export const holdNextRungLater: HoldRule = ({ standing: { next, nextOn, due } }) => {
  if (next === null || nextOn === null || due !== null) return null;
  return hold('next_rung_later', nextOn, { day: isoDay(nextOn), rung: next.rung, tone: next.tone });
};

/** The top rung was submitted: from here on a person decides. */
export const holdLadderEnded: HoldRule = ({ standing }) =>
  standing.next === null ? hold('ladder_ended', null) : null;
