import type { Day, Instant } from '../calendar/time.ts';
import { type WorkingCalendar, workingDaysBefore } from '../calendar/working-days.ts';
import type { ItemKind } from '../customer/ids.ts';
import { binsBetween, endOf, type HalfDay, halfDayAt } from './half-days.ts';
import type { KnownStage, KnownTimes, Level } from './known-times.ts';

/** Fates that must be known of a stage, or else of all stages of its kind. */
const ENOUGH_KNOWN = 200;
/** Items that must have been seen at risk after the time that has passed. */
const ENOUGH_AT_RISK = 10;

/** Where an open item stands, as it is asked about. */
export interface OpenItem {
  readonly kind: ItemKind;
  readonly lane: string | null;
  readonly stage: string | null;
  /** When it entered its stage, where that is known; else the time from its opening is looked at. */
  readonly since: Instant | null;
  readonly opened: Instant | null;
}

/** How likely the promise will be missed, or why nobody can say. */
export type Chance =
  | {
      readonly how: 'known';
      /** 0 to 1, as it came lately when so much was said. */
      readonly late: number;
      /** 0 to 1, as the curve says; this is what `say` keeps. */
      readonly said: number;
      /** Items like it that had lasted as long, and how many of these lasted beyond such a day: numbers for people. */
      readonly like: { readonly items: number; readonly late: number };
    }
  | { readonly how: 'unknown'; readonly why: 'since_unknown' | 'too_few_known' | 'too_few_so_late' }
  /** The promised day is over. */
  | { readonly how: 'over' };

/**
 * The chance that an item which is open at `now` will not be done by the end of the promised day: of all that lasted as
 * long in its stage and lane, the share that lasted beyond that day.
 */
export function chanceOfLate(times: KnownTimes, standing: OpenItem, promised: Day, now: Instant): Chance {
  const { calendar, zone } = times.time;
  if (zone.dayAt(now) > promised) return { how: 'over' };
  const from = beginningOf(times, standing);
  if (from === null) return { how: 'unknown', why: 'since_unknown' };
  const elapsed = binsBetween(calendar, from.since, halfDayAt(times.time, now));
  const level = levelToTrust(from.known);
  if (level === null) return { how: 'unknown', why: 'too_few_known' };
  const needed = binsBetween(calendar, from.since, endOf(promised));
  const said = from.known.curve.given(elapsed, needed);
  if (said === null || level.atRisk(elapsed) < ENOUGH_AT_RISK) {
    return { how: 'unknown', why: 'too_few_so_late' };
  }
  const inLane = from.known.lane;
  const closest = inLane && inLane.atRisk(elapsed) >= ENOUGH_AT_RISK ? inLane : level;
  const { items, longer } = closest.lasted(elapsed, needed);
  return {
    how: 'known',
    late: times.recalibrated(standing.kind, said),
    said,
    like: { items, late: longer },
  };
}

/** What is known of how long it takes from where the item stands, and since when it stands there. */
export interface Beginning {
  readonly known: KnownStage;
  readonly since: HalfDay;
}

/** The stage where its beginning is known, else the time from the opening; null when neither is. */
export function beginningOf(times: KnownTimes, standing: OpenItem): Beginning | null {
  const { kind, lane, stage, since, opened } = standing;
  if (stage !== null && since !== null) {
    return { known: times.toDone(kind, stage, lane), since: halfDayAt(times.time, since) };
  }
  if (opened === null) return null;
  return { known: times.toDone(kind, null, lane), since: halfDayAt(times.time, opened) };
}

/** The stage when enough of its fates are known, else its kind; null: too little history. */
export function levelToTrust({ stage, kind }: KnownStage): Level | null {
  if (stage.known >= ENOUGH_KNOWN) return stage;
  return kind !== null && kind.known >= ENOUGH_KNOWN ? kind : null;
}

/**
 * The first day on which a promise is judged: the last working day that leaves `warnBefore` working days. For 2 it is
 * Thursday for a promise on Saturday, Sunday or Monday.
 */
export function firstJudgedDay(calendar: WorkingCalendar, promised: Day, warnBefore: number): Day {
  return workingDaysBefore(calendar, calendar.addWorkingDays(promised, 0), warnBefore);
}
