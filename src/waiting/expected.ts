import type { Day } from '../calendar/time.ts';
import { type Finding, theFinding } from './finding.ts';
import { likelyDay, lineDatedLater } from './risk.ts';
import { lastLetter, type Situation } from './situation.ts';

/**
 * The likely day that a letter may name: that of the late line, or where history names one narrowly. Behind the promised day, and
 * ahead of today; or today, where the letter before named it, for that is not over yet.
 */
export function expectedIn(situation: Situation, findings: readonly Finding[]): Day | null {
  const risk = theFinding(findings, 'promise_at_risk') ?? theFinding(findings, 'needed_by_at_risk');
  if (risk) return risk.expected;
  const { item, today } = situation;
  const dated = lineDatedLater(situation, today);
  if (dated !== null) return dated.expected;
  if (!theFinding(findings, 'promise_missed')) return null;
  return likelyDay(situation, item.promisedFor ?? today) ?? namedForToday(situation);
}

function namedForToday(situation: Situation): Day | null {
  const named = lastLetter(situation)?.told.expected ?? null;
  return named === situation.today ? named : null;
}
