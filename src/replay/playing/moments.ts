import { type Day, dayOf, type Instant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { Rules } from '../../policy/rules.ts';

const HOUR = 60;

/** The moments of a day at which a replay plays a round: in the first and in the last hour in which letters may go. */
export interface PlayedDay {
  readonly day: Day;
  readonly rounds: readonly Instant[];
}

/** The days from `from` to `to` on which letters may go, on the company's clock, each with its rounds. */
export function playedDays(
  { from, to }: { readonly from: Day; readonly to: Day },
  rules: Rules,
): readonly PlayedDay[] {
  const { hours, calendar } = rules;
  const zone = zoneOf(rules.company.timeZone);
  const last = Math.max(hours.from, hours.to - HOUR);
  const days: PlayedDay[] = [];
  for (let day = from; day <= to; day = dayOf(day + 1)) {
    if (hours.on !== 'every day' && !calendar.isWorkingDay(day)) continue;
    const minutes = last > hours.from ? [hours.from, last] : [hours.from];
    days.push({ day, rounds: minutes.map((minute) => zone.instantOf(day, minute)) });
  }
  return days;
}
