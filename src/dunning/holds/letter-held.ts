import { isoDay } from '../../calendar/time.ts';
import { type HoldRule, hold } from './hold.ts';

/** A reminder about it waits for a person; a second one would overtake it. */
export const holdHeldLetter: HoldRule = ({ reminders, situation: { zone } }) => {
  const held = reminders.find(({ status, ended, tone }) => status === 'held' && !ended && tone !== null);
  if (!held) return null;
  const { decidedAt, tone, rung } = held;
  return hold('letter_held', null, {
    day: isoDay(zone.dayAt(decidedAt)),
    tone: tone ?? undefined,
    rung: rung ?? undefined,
  });
};
