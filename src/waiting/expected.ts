import type { Day } from '../calendar/time.ts';
import { datedLater } from './dated-later.ts';
import { type Finding, type Risk, theFinding } from './finding.ts';
import { likelyDay } from './risk.ts';
import type { Situation } from './situation.ts';

/**
 * The likely day that a letter may name: that of the late line or shipment, or where history names one narrowly. Behind the promised day,
 * and ahead of today.
 */
export function expectedIn(situation: Situation, findings: readonly Finding[]): Day | null {
  const { item, today } = situation;
  const known = riskIn(situation, findings);
  if (known !== null) return known.expected;
  return theFinding(findings, 'promise_missed') ? likelyDay(situation, item.promisedFor ?? today) : null;
}

/** That day is the one on which a carrier expects to deliver. */
export const isCarriersDay = (situation: Situation, findings: readonly Finding[]): boolean =>
  riskIn(situation, findings)?.because === 'shipment';

const riskIn = (situation: Situation, findings: readonly Finding[]): Risk | null =>
  theFinding(findings, 'promise_at_risk') ??
  theFinding(findings, 'needed_by_at_risk') ??
  datedLater(situation, situation.today);
