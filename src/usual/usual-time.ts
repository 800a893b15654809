import type { Day, Instant } from '../calendar/time.ts';
import type { ItemKind } from '../customer/ids.ts';
import { beginningOf, levelToTrust, type OpenItem } from './chance.ts';
import { binsBetween, dayOfBin, halfDayAt } from './half-days.ts';
import type { KnownTimes } from './known-times.ts';

/** How long a stage usually lasts, from entering to leaving it, in working days. */
export interface UsualStay {
  readonly stays: number;
  /** Null where the curve does not reach: most are still in it. */
  readonly median: number | null;
  /** Four of five have left by then: what an allowance should be. */
  readonly most: number | null;
}

/** Stays that must be known before anything is said of a stage. */
const ENOUGH_STAYS = 30;

/** How long this stage usually lasts; null when too few have been seen. */
export function usualStay(times: KnownTimes, kind: ItemKind, stage: string): UsualStay | null {
  const { stage: level, curve } = times.stay(kind, stage);
  if (level.known < ENOUGH_STAYS) return null;
  return { stays: level.known, median: daysOf(curve.quantile(0.5)), most: daysOf(curve.quantile(0.8)) };
}

/** Working days at the end of this bin. */
const daysOf = (bin: number | null): number | null => (bin === null ? null : (bin + 1) / 2);

/** When an open item will be done. Days are working days of the company; null where the curve does not reach. */
export interface ExpectedDay {
  readonly median: Day;
  /** Four of five are done by then. */
  readonly most: Day | null;
  /** Whether the day may be named: the middle half of the curve lies within three working days. */
  readonly sure: boolean;
}

/** Items that must have been seen at risk after the time that has passed. */
const ENOUGH_ITEMS = 10;
/** The middle half of the curve may take so many working days and its day is still named. */
const WIDEST = 3;

/** The expected day of an open item at `now`; null when history does not tell. */
export function expectedDay(times: KnownTimes, standing: OpenItem, now: Instant): ExpectedDay | null {
  const from = beginningOf(times, standing);
  if (from === null) return null;
  const { known, since } = from;
  const level = levelToTrust(known);
  const { calendar } = times.time;
  const elapsed = binsBetween(calendar, since, halfDayAt(times.time, now));
  if (level === null || level.atRisk(elapsed) < ENOUGH_ITEMS) return null;
  const dayBy = (share: number): Day | null => {
    const bin = known.curve.quantile(share, elapsed);
    return bin === null ? null : dayOfBin(calendar, since, bin);
  };
  const median = dayBy(0.5);
  if (median === null) return null;
  const [early, late] = [dayBy(0.25), dayBy(0.75)];
  const sure = early !== null && late !== null && calendar.workingDaysBetween(early, late) <= WIDEST;
  return { median, most: dayBy(0.8), sure };
}
