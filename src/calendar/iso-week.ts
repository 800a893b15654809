import { type Day, dayOf, dayOfDate, isoDay } from './time.ts';
import { weekdayOf } from './weekend.ts';

/** A week of ISO 8601, by its Monday: it belongs to the year in which its Thursday lies. */
export const mondayOf = (day: Day): Day => dayOf(day - ((weekdayOf(day) + 6) % 7));

/** The days of a week, Monday first. */
export const daysOfWeek = (monday: Day): readonly Day[] =>
  Array.from({ length: 7 }, (_, nth) => dayOf(monday + nth));

/** The Monday so many weeks later; earlier where the number is negative. */
export const weeksLater = (monday: Day, weeks: number): Day => dayOf(monday + 7 * weeks);

/** Writes a week as `2026-W48`. */
export function isoWeek(monday: Day): string {
  const year = yearOf(dayOf(monday + 3));
  const nth = (monday - firstMonday(year)) / 7 + 1;
  return `${year}-W${String(nth).padStart(2, '0')}`;
}

/** Reads `2026-W48` as its Monday; null when there is no such week. */
export function parseWeek(text: string): Day | null {
  const match = /^(\d{4})-W(\d{2})$/i.exec(text);
  if (!match || Number(match[1]) < 1) return null;
  const monday = weeksLater(firstMonday(Number(match[1])), Number(match[2]) - 1);
  return isoWeek(monday) === text.toUpperCase() ? monday : null;
}

/** The fourth of January is always in the first week. */
const firstMonday = (year: number): Day => mondayOf(dayOfDate(year, 1, 4));

const yearOf = (day: Day): number => Number(isoDay(day).slice(0, 4));
