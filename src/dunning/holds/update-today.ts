import { reached } from '../../waiting/situation.ts';
import { dayAfter } from '../due-day.ts';
import { type CustomerHoldRule, hold } from './hold.ts';

/** They hear today about what they wait for: the update goes, and the reminder waits. */
export const holdUpdateToday: CustomerHoldRule = ({ situation }) => {
  const { memory, today, zone, updateNow } = situation;
  const updated =
    updateNow ||
    memory.cases.some(({ letters }) =>
      letters.some((letter) => reached(letter) && zone.dayAt(letter.decidedAt) === today),
    );
  return updated ? hold('update_today', dayAfter(today)) : null;
};
