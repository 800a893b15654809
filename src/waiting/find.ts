import type { Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { CustomerFacts, CustomerMemory, WaitingItem } from '../customer/customer.ts';
import type { Rules } from '../policy/rules.ts';
import { isFinished } from '../policy/stage-kinds.ts';
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
import { type Situation, situationOf } from './situation.ts';
import { findStall, openPoints, slowestPoint } from './slowest.ts';
import { findWaitingForCustomer, waitsForCustomer } from './waiting-for-customer.ts';

/** One item with all that the rules look at, and everything that they notice about it. */
export interface Looked {
  readonly situation: Situation;
  readonly findings: readonly Finding[];
}

export type Look = (item: WaitingItem) => Looked;

/** The one look at the items of a customer, for each part of a round that asks what is noticed about them. */
export function lookWith(facts: CustomerFacts, memory: CustomerMemory, now: Instant, rules: Rules): Look {
  const zone = zoneOf(rules.company.timeZone);
  const today = zone.dayAt(now);
  return (item) => {
    const situation = situationOf(item, facts, memory, now, today, zone, rules);
    return { situation, findings: find(situation) };
  };
}

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
