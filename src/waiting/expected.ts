import type { Day } from '../calendar/time.ts';
import { stageNamed } from '../policy/stage.ts';
import { isFinished } from '../policy/stage-kinds.ts';
import { type Finding, theFinding } from './finding.ts';
import { likelyDay } from './risk.ts';
import type { Situation } from './situation.ts';

/**
 * The likely day that a letter may name: that of the late line, or where history names one narrowly. Behind the promised day, and
 * ahead of today.
 */
export function expectedIn(situation: Situation, findings: readonly Finding[]): Day | null {
  const risk = theFinding(findings, 'promise_at_risk') ?? theFinding(findings, 'needed_by_at_risk');
  if (risk) return risk.expected;
  const { item, today, rules } = situation;
  let dated: Day | null = null;
  for (const { promisedFor, stage } of item.lines) {
    if (promisedFor === null || promisedFor <= today || promisedFor <= (dated ?? 0)) continue;
    // What is ready, delivered or cancelled waits for no day.
    if (!isFinished(stageNamed(stage ?? item.stage, rules).kind)) dated = promisedFor;
  }
  if (dated !== null) return dated;
  return theFinding(findings, 'promise_missed') ? likelyDay(situation, item.promisedFor ?? today) : null;
}
