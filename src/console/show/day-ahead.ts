import type { Day } from '../../calendar/time.ts';
import { NotUnderstood } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { dayQuery } from './place.ts';

/** A day that somebody names lies ahead, and not a slip of a pen away. */
const FURTHEST = 366;

/** A day until which something holds. @throws NotUnderstood where it is no day, has passed, or lies years ahead */
export function dayAhead(text: string, today: Day, say: Say): Day {
  const day = dayQuery.parse(text);
  if (day === null) throw new NotUnderstood(say('customer.faults.no_day'));
  if (day < today || day > today + FURTHEST) throw new NotUnderstood(say('customer.faults.day_passed'));
  return day;
}
