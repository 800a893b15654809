import type { Told } from '../customer/customer.ts';
import { stageKey } from '../customer/stage-key.ts';
import type { Finding } from './finding.ts';
import { lastLetter, type Situation } from './situation.ts';
import type { Point } from './slowest.ts';

/** It moves again after a letter that said it stood still: the named point left its stage, and nothing else is late. */
export function findMovingAgain(situation: Situation, slowest: Point | null): Finding | null {
  const letter = lastLetter(situation);
  if (!letter?.told.stoodStill || slowest !== null) return null;
  if (situation.stage.kind === 'awaiting_customer' || situation.stage.kind === 'awaiting_credit') return null;
  if (standsAsTold(situation, letter.told)) return null;
  const now = stageNow(situation, letter.told.lineNo);
  return {
    kind: 'moving_again',
    began: situation.item.stageSince ?? situation.now,
    stage: now ?? situation.item.stage,
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
