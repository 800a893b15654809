import type { Day } from '../calendar/time.ts';
import { type Finding, theFinding } from './finding.ts';
import { likelyDay, lineDatedLater } from './risk.ts';
import type { Situation } from './situation.ts';

/**
 * The likely day that a letter may name: that of the late line, or where history names one narrowly. Behind the promised day, and
 * ahead of today.
 */
export function expectedIn(situation: Situation, findings: readonly Finding[]): Day | null {
  const risk = theFinding(findings, 'promise_at_risk') ?? theFinding(findings, 'needed_by_at_risk');
  if (risk) return risk.expected;
  const { item, today } = situation;
  const dated = lineDatedLater(situation, today);
  if (dated !== null) return dated.expected;
  return theFinding(findings, 'promise_missed') ? likelyDay(situation, item.promisedFor ?? today) : null;
}
