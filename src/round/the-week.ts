import { mondayOf, weeksLater } from '../calendar/iso-week.ts';
import { type Day, dayOf, type Instant, isoDay, parseDay } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import { refKey } from '../customer/ids.ts';
import type { Databases } from '../database/databases.ts';
import { rulesInForce } from '../ledger/documents/published-policy.ts';
import { withUsual } from '../ledger/memory/usual-times.ts';
import { countDay } from '../ledger/rounds/days.ts';
import { type LateRow, longestLate } from '../ledger/rounds/late-items.ts';
import {
  hasWeek,
  isWeekKept,
  keepWeek,
  readFiguresBefore,
  readWeek,
  readWeekRows,
} from '../ledger/rounds/weeks.ts';
import type { ToldWeek } from '../letters/compose/compose-week.ts';
import type { Rules } from '../policy/rules.ts';
import { readNames } from '../source/find/names.ts';
import { countPromisesKept } from '../source/find/promises-kept.ts';
import { misfits } from '../week/allowances.ts';
import { compared, headlineOf, WEEKS_SHOWN, type Week, weekOf } from '../week/week.ts';

interface WeekWorld {
  readonly databases: Databases;
  readonly rules: Rules;
}

/** The waits that are told one by one. */
const LONGEST = 10;
/** A ledger that was never counted has so many days to count, one after the other. */
const MOST_DAYS = 40;

/** Counts the latest day that is over and not counted yet; false when all are. */
export async function countADay({ databases, rules }: WeekWorld, now: Instant): Promise<boolean> {
  const { timeZone } = rules.company;
  const today = isoDay(zoneOf(timeZone).dayAt(now));
  const inForce = await rulesInForce(databases.ledgerPool, rules);
  const kept = (day: string) => countPromisesKept(databases.sourcePool, day, inForce).catch(() => null);
  return (await countDay(databases.ledgerPool, today, timeZone, kept)) !== null;
}

/**
 * Keeps last week, once it is over: all its days are counted before. Another worker may do the same at the same time: one is kept.
 * A week in which no round counted anything is not kept.
 */
export async function keepLastWeek(world: WeekWorld, now: Instant): Promise<void> {
  const { databases, rules } = world;
  const monday = weeksLater(mondayOf(zoneOf(rules.company.timeZone).dayAt(now)), -1);
  const pool = databases.ledgerPool;
  if ((await isWeekKept(pool, monday)) || !(await hasWeek(pool, monday))) return;
  for (let nth = 0; nth < MOST_DAYS && (await countADay(world, now)); nth += 1);
  await keepWeek(pool, monday, await countWeek(world, monday), now);
}

async function countWeek({ databases, rules }: WeekWorld, monday: Day): Promise<Week> {
  const [rows, inForce] = await Promise.all([
    readWeekRows(databases.ledgerPool, monday),
    withUsual(databases.ledgerPool, rules),
  ]);
  return weekOf(rows, misfits(inForce.usual, inForce), inForce);
}

/** The latest week that is over and of which something is known, by its Monday; the one under way where there is none. */
export async function latestWeek({ databases, rules }: WeekWorld, now: Instant): Promise<Day> {
  const monday = mondayOf(zoneOf(rules.company.timeZone).dayAt(now));
  const last = weeksLater(monday, -1);
  return (await hasWeek(databases.ledgerPool, last)) ? last : monday;
}

/** A week as it was kept, or as it is so far, with those before it and the longest waits by name. */
export async function readTheWeek(world: WeekWorld, monday: Day, now: Instant): Promise<ToldWeek> {
  const { databases, rules } = world;
  const pool = databases.ledgerPool;
  const [kept, before, longest] = await Promise.all([
    readWeek(pool, monday),
    readFiguresBefore(pool, monday, WEEKS_SHOWN - 1),
    longestLate(pool, monday, LONGEST),
  ]);
  const week = kept ?? (await countWeek(world, monday));
  const isOver = monday < mondayOf(zoneOf(rules.company.timeZone).dayAt(now));
  const figures = compared(week.figures, monday, before, isOver);
  const names = await readNames(databases.sourcePool, rules.sourceSchema, {
    customers: new Set(longest.map(({ customer_id }) => customer_id)),
    people: new Set(week.potholes.flatMap(({ by, name }) => (by === 'owner' && name !== null ? [name] : []))),
    items: longest.map(({ item_kind: kind, item_id: id }) => ({ kind, id })),
  });
  return {
    monday,
    week,
    figures,
    headline: headlineOf(week, figures),
    people: names.people,
    longest: longest.map((row) => ({
      customer: { id: row.customer_id, name: names.customers.get(row.customer_id) ?? '' },
      kind: row.item_kind,
      number: names.items.get(refKey({ kind: row.item_kind, id: row.item_id }))?.number ?? row.item_id,
      since: row.since,
      days: daysLate(row, rules),
    })),
  };
}

/** Working days for which an item was late, up to the last day of the week on which it was counted. */
export function daysLate(
  { since, last_day }: Pick<LateRow, 'since' | 'last_day'>,
  { calendar }: Rules,
): number {
  const [first, last] = [parseDay(since), parseDay(last_day)];
  return first === null || last === null ? 0 : calendar.workingDaysBetween(dayOf(first - 1), last);
}
