import { createHash } from 'node:crypto';
import { maySendAt } from '../calendar/sending-hours.ts';
import { type Day, dayOf, type Instant } from '../calendar/time.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { zoneOf } from '../calendar/zone.ts';
import { type ItemRef, refKey } from '../customer/ids.ts';
import type { Rules } from '../policy/rules.ts';
import type { Finding } from './finding.ts';

/**
 * Raised with every change of the rules by which the next round writes about what stood the same in the round before: then what is due to the
 * change is told gently. Of 0.1.0 it was 1.
 */
export const RULES_EDITION = 2;

/** Nothing is the matter with it: only our word has come due. */
export const isOnCourse = (findings: readonly Finding[]): boolean =>
  findings.length > 0 && findings.every(({ kind }) => kind === 'word_due');

/**
 * The day on which a word is told that a letter gave before the upgrade and that is owed to an item on course: one of so many working days
 * from the upgrade on, by the item and that day, so that each item has a day of its own and the days have about as many.
 */
export function dayToTell(item: ItemRef, upgraded: Day, over: number, calendar: WorkingCalendar): Day {
  const digest = createHash('sha256')
    .update(`${refKey(item)}@${upgraded}`)
    .digest();
  return calendar.addWorkingDays(upgraded, digest.readUInt32BE(0) % Math.max(1, over));
}

/**
 * Whether the rules of before saw some of this when they could last write, and wrote nothing: then a letter about it is due to the upgrade. An
 * item that is on course owes a word only because letters of before gave it.
 * @param toldAt when the item was last written about; null: never
 */
export const isDueToUpgrade = (
  findings: readonly Finding[],
  toldAt: Instant | null,
  lastChance: Instant,
): boolean =>
  isOnCourse(findings) ||
  findings.some(
    ({ kind, began }) => kind !== 'word_due' && began <= lastChance && (toldAt === null || began > toldAt),
  );

/** So far back a company is looked for that was open. */
const DAYS_BACK = 14;

/** When the rules of before could last write: their last round, or where that was at night, the last minute of the sending hours before. */
export function lastChanceOf(lastRound: Instant, { hours, calendar, company }: Rules): Instant {
  const zone = zoneOf(company.timeZone);
  if (maySendAt(hours, calendar, zone, lastRound)) return lastRound;
  const today = zone.dayAt(lastRound);
  for (let back = 0; back <= DAYS_BACK; back += 1) {
    const close = zone.instantOf(dayOf(today - back), hours.to - 1);
    if (close <= lastRound && maySendAt(hours, calendar, zone, close)) return close;
  }
  return lastRound;
}
