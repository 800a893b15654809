import type { Day } from '../calendar/time.ts';
import { dayOf } from '../calendar/time.ts';
import type { OrderLine } from '../customer/customer.ts';
import type { Finding } from './finding.ts';
import { lastLetter, type Situation } from './situation.ts';
import type { Point } from './slowest.ts';

/** The promised day has passed, and the item is still open. */
export function findPromiseMissed({ item, today, rules, zone }: Situation): Finding | null {
  const { promisedFor } = item;
  if (promisedFor === null || today <= promisedFor) return null;
  return {
    kind: 'promise_missed',
    began: zone.instantOf(dayOf(promisedFor + 1), 0),
    promisedFor,
    lateBy: rules.calendar.workingDaysBetween(promisedFor, today),
  };
}

/** The company changed the date after a letter of ours named one. */
export function findPromiseMoved(situation: Situation): Finding | null {
  const from = lastLetter(situation)?.told.promisedFor ?? null;
  const to = situation.item.promisedFor;
  if (from === null || to === null || from === to) return null;
  return { kind: 'promise_moved', began: situation.now, from, to };
}

interface Expectation {
  readonly day: Day;
  readonly line: OrderLine | null;
}

/**
 * When the item is likely to be done at the earliest, by the latest of: a line's own promised date, and each
 * point's stage-since plus allowance. Chances learned from stage history will stand here later.
 */
export function expectation({ item, zone }: Situation, points: readonly Point[]): Expectation | null {
  let latest: Expectation | null = null;
  const consider = (day: Day, line: OrderLine | null) => {
    if (latest === null || day > latest.day || (day === latest.day && latest.line === null))
      latest = { day, line };
  };
  for (const point of points) {
    if (point.deadline !== null) consider(zone.dayAt(point.deadline), point.line);
    if (point.line !== null && point.line.promisedFor !== null) consider(point.line.promisedFor, point.line);
  }
  for (const line of item.lines) {
    // A line without a stage of its own is open as long as the item is.
    if (line.stage === null && line.promisedFor !== null) consider(line.promisedFor, line);
  }
  return latest;
}

/** The promise still stands, but what we know says that it will not be kept. */
export function findPromiseAtRisk(situation: Situation, expected: Expectation | null): Finding | null {
  const { promisedFor } = situation.item;
  if (promisedFor === null || situation.today > promisedFor) return null;
  if (expected === null || expected.day <= promisedFor) return null;
  return {
    kind: 'promise_at_risk',
    began: beganToDrift(situation),
    promisedFor,
    expected: expected.day,
    line: expected.line,
  };
}

/** The customer's own date: passed already, or not to be met by what we know or have promised. */
export function findNeededByAtRisk(situation: Situation, expected: Expectation | null): Finding | null {
  const { neededBy, promisedFor } = situation.item;
  if (neededBy === null) return null;
  const promised: Expectation | null = promisedFor === null ? null : { day: promisedFor, line: null };
  const later = [expected, promised].reduce((a, b) => (a && b ? (b.day > a.day ? b : a) : (a ?? b)), null);
  const likely: Expectation =
    later && later.day > situation.today ? later : { day: situation.today, line: later?.line ?? null };
  if (likely.day <= neededBy) return null;
  // Where nothing but the day itself tells, it began when that day had passed.
  const drifted = later !== null && later.day > neededBy;
  return {
    kind: 'needed_by_at_risk',
    began: drifted ? beganToDrift(situation) : situation.zone.instantOf(dayOf(neededBy + 1), 0),
    neededBy,
    expected: likely.day,
    line: likely.line,
  };
}

/** Nobody records when a promise begins to drift; the stage that makes it drift began then. */
const beganToDrift = ({ item }: Situation) => item.stageSince ?? item.openedAt;
