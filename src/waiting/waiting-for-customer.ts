import { dayOf, type Instant, instantOf } from '../calendar/time.ts';
import { workingDeadline } from '../calendar/working-time.ts';
import type { Finding } from './finding.ts';
import { lastHeard } from './silence.ts';
import type { Situation } from './situation.ts';
import type { Point } from './slowest.ts';

/** The item waits for an answer or a thing from the customer, so nothing about it is our delay. */
export const waitsForCustomer = ({ stage }: Situation, slowest: Point | null): boolean =>
  stage.kind === 'awaiting_customer' || slowest?.stage.kind === 'awaiting_customer';

/**
 * It has waited for the customer beyond the stage's allowance, beyond the limit of silence, or beyond its
 * promised date: time to remind them kindly what we need.
 */
export function findWaitingForCustomer(situation: Situation, slowest: Point | null): Finding | null {
  const { item, rules, zone, now, today } = situation;
  if (!waitsForCustomer(situation, slowest)) return null;
  const silence = workingDeadline(rules.calendar, zone, lastHeard(situation), rules.waiting.silence);
  const promised = item.promisedFor === null ? null : zone.instantOf(dayOf(item.promisedFor + 1), 0);
  const reasons = [slowest?.deadline ?? null, silence, promised].filter(
    (at): at is Instant => at !== null && at <= now,
  );
  if (reasons.length === 0) return null;
  const since = zone.dayAt(slowest?.since ?? item.stageSince ?? item.openedAt);
  return {
    kind: 'waiting_for_customer',
    began: instantOf(Math.min(...reasons)),
    since,
    waitingFor: rules.calendar.workingDaysBetween(since, today),
  };
}
