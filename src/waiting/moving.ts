import type { Told } from '../customer/customer.ts';
import { stageKey } from '../customer/stage-key.ts';
import type { Rules } from '../policy/rules.ts';
import { stageNamed } from '../policy/stage.ts';
import { stepsFrom } from '../policy/stage-kinds.ts';
import type { Finding } from './finding.ts';
import { lastLetter, type Situation } from './situation.ts';

/**
 * Whether going from one stage to another is progress: a kind further along, or within a kind a stage that the policy names
 * later. Back to the bench, sideways, and a stage of which nobody knows the place are none.
 */
export function isForward(from: string, to: string, rules: Rules): boolean {
  const [before, after] = [stageNamed(from, rules), stageNamed(to, rules)];
  const step = stepsFrom(before.kind, after.kind);
  if (step !== 0) return step > 0 && before.mapped && after.mapped;
  const order = [...rules.waiting.stages.keys()];
  const [was, is] = [order.indexOf(stageKey(from)), order.indexOf(stageKey(to))];
  return was >= 0 && is > was && before.kind === after.kind;
}

/** It moves again after a letter that said it stood still: the named point went on to a stage further along. */
export function findMovingAgain(situation: Situation): Finding | null {
  const letter = lastLetter(situation);
  if (!letter?.told.stoodStill) return null;
  const stage = stageNow(situation, letter.told.lineNo);
  if (stage === null || !isForward(letter.told.stage, stage, situation.rules)) return null;
  return {
    kind: 'moving_again',
    began: situation.item.stageSince ?? situation.now,
    stage,
    was: letter.told.stage,
  };
}

/** The point that a letter named still stands at the stage that it named. */
export function standsAsTold(situation: Situation, told: Told): boolean {
  const now = stageNow(situation, told.lineNo);
  return now !== null && stageKey(now) === stageKey(told.stage);
}

/** The stage of the line that was named, or of the item; null when the line is gone. */
function stageNow({ item }: Situation, lineNo: number | null): string | null {
  if (lineNo === null) return item.stage;
  const line = item.lines.find((candidate) => candidate.lineNo === lineNo);
  return line ? (line.stage ?? item.stage) : null;
}
