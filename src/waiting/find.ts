import type { Finding } from './finding.ts';
import { findMovingAgain } from './moving.ts';
import { findWordDue } from './our-word.ts';
import {
  expectation,
  findNeededByAtRisk,
  findPromiseAtRisk,
  findPromiseMissed,
  findPromiseMoved,
} from './promise.ts';
import { findSilence } from './silence.ts';
import type { Situation } from './situation.ts';
import { openPoints, slowestPoint } from './slowest.ts';
import { isFinished } from './stage-kinds.ts';
import { findStall } from './stall.ts';
import { findWaitingForCustomer, waitsForCustomer } from './waiting-for-customer.ts';

/**
 * Everything noticed about one item, all that hold, each with its evidence (DESIGN section 5).
 * A finished item is not waiting for us: nothing is found, whatever else its row says.
 */
export function find(situation: Situation): readonly Finding[] {
  if (isFinished(situation.stage.kind)) return [];
  const points = openPoints(situation);
  const slowest = slowestPoint(situation, points);
  const findings = waitsForCustomer(situation, slowest)
    ? [findWaitingForCustomer(situation, slowest)]
    : ourFindings(situation, points, slowest);
  findings.push(findSilence(situation), findWordDue(situation));
  return findings.filter((finding) => finding !== null);
}

function ourFindings(
  situation: Situation,
  points: ReturnType<typeof openPoints>,
  slowest: ReturnType<typeof slowestPoint>,
): (Finding | null)[] {
  const expected = expectation(situation, points);
  return [
    findPromiseMissed(situation),
    findPromiseMoved(situation),
    findPromiseAtRisk(situation, expected),
    findNeededByAtRisk(situation, expected),
    findStall(situation, slowest),
    findMovingAgain(situation, slowest),
  ];
}
