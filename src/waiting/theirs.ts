import { DAY, dayOf, type Instant, instantOf } from '../calendar/time.ts';
import { workingDeadline } from '../calendar/working-time.ts';
import type { Finding } from './finding.ts';
import { openPoints, type Point, slowestPoint, standsAlone } from './points.ts';
import { lastHeard } from './silence.ts';
import type { Situation } from './situation.ts';

/** It waits for the customer, and nothing of ours is late: neither a line beside it nor a promise that broke before. */
export const isTheirs = (situation: Situation): boolean => theirPoint(situation) !== null;

function theirPoint(situation: Situation): Point | null {
  const { item, zone, now } = situation;
  const points = openPoints(situation);
  const waiting = points.filter(({ stage }) => stage.kind === 'awaiting_customer');
  // A line says more than its order does.
  const theirs = waiting.find(({ line }) => line !== null) ?? waiting[0];
  if (theirs === undefined) return null;
  const since = theirs.since ?? item.openedAt;
  // Of the days that moved the promise, those of this very wait did not stand when it began.
  const before = Math.max(0, item.theirDays - Math.floor((now - since) / DAY));
  if (item.promisedFor !== null && zone.dayAt(since) > item.promisedFor + before) return null;
  const slowest = slowestPoint(situation, points);
  return slowest === null || slowest.stage.kind === 'awaiting_customer' ? theirs : null;
}

/**
 * It has waited for the customer beyond the stage's allowance, beyond the limit of silence, or beyond its
 * promised date: time to say what we need.
 */
export function findTheirs(situation: Situation): Finding | null {
  const { item, rules, zone, now, today } = situation;
  const point = theirPoint(situation);
  if (point === null) return null;
  const [silence = 0] = rules.waiting.silence;
  const unheard = workingDeadline(rules.calendar, zone, lastHeard(situation), silence);
  const promised = item.promisedFor === null ? null : zone.instantOf(dayOf(item.promisedFor + 1), 0);
  const reasons = [point.deadline, unheard, promised].filter((at): at is Instant => at !== null && at <= now);
  if (reasons.length === 0) return null;
  const since = zone.dayAt(point.since ?? item.openedAt);
  return {
    kind: 'waiting_for_customer',
    began: instantOf(Math.min(...reasons)),
    since,
    waitingFor: rules.calendar.workingDaysBetween(since, today),
    line: point.line && standsAlone(situation, point.line) ? point.line : null,
  };
}
