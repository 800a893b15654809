import { type Day, isoDay } from '../../calendar/time.ts';
import type { SeasonalGrace } from '../../policy/rules.ts';
import { dayAfter } from '../due-day.ts';
import { type HoldRule, hold } from './hold.ts';

/** Weeks in which nobody gets a first reminder. One whose ladder has begun goes on. */
export const holdSeasonalGrace: HoldRule = ({ gone, situation: { facts, rules, today } }) => {
  if (gone.length > 0) return null;
  if (rules.dunning.seasonalGrace.length === 0) return null;
  const country = (facts.customer.country ?? rules.company.country).toUpperCase();
  const seasons = rules.dunning.seasonalGrace.filter(
    (one) => one.country === null || one.country === country,
  );
  if (!inSeason(today, seasons)) return null;
  const end = endOfSeasons(today, seasons);
  return hold('seasonal_grace', end, { day: end === null ? undefined : isoDay(end) });
};

/** A policy that names the whole year gives nobody a first reminder; there is no end to look for. */
const LONGEST = 366;

function endOfSeasons(today: Day, seasons: readonly SeasonalGrace[]): Day | null {
  let day = today;
  for (let n = 0; n < LONGEST; n++) {
    if (!inSeason(day, seasons)) return day;
    day = dayAfter(day);
  }
  return null;
}

function inSeason(day: Day, seasons: readonly SeasonalGrace[]): boolean {
  if (seasons.length === 0) return false;
  const date = isoDay(day);
  const at = Number(date.slice(-5, -3)) * 100 + Number(date.slice(-2));
  return seasons.some(({ from, to }) => {
    const first = from.month * 100 + from.day;
    const last = to.month * 100 + to.day;
    return first <= last ? first <= at && at <= last : at >= first || at <= last;
  });
}
