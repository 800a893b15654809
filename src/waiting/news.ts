import type { Day } from '../calendar/time.ts';
import type { ItemState } from '../customer/item-state.ts';
import { datedLater } from './dated-later.ts';
import { expectedIn } from './expected.ts';
import { type Finding, theFinding } from './finding.ts';
import { standsAsTold } from './moving.ts';
import { reasonOf } from './reason.ts';
import { lastLetter, type Situation } from './situation.ts';

/** Nothing that this letter could tell changed since the one before: neither state, stage, date nor reason. */
export function isQuiet(situation: Situation, state: ItemState, findings: readonly Finding[]): boolean {
  const last = lastLetter(situation);
  if (last === null || last.told.state !== state || isGoingOn(findings)) return false;
  const { told } = last;
  if (told.promisedFor !== situation.item.promisedFor || !standsAsTold(situation, told)) return false;
  if (told.reason !== undefined && told.reason !== reasonOf(situation, findings)) return false;
  return !hasNewDay(situation, findings, told.expected ?? null);
}

/** There is a likely day where the letter before had none that still stands; or that of the late line is another now. */
function hasNewDay(situation: Situation, findings: readonly Finding[], named: Day | null): boolean {
  const day = expectedIn(situation, findings);
  if (day === null || day === named) return false;
  return named === null || named < situation.today || datedLater(situation, situation.today) !== null;
}

const isGoingOn = (findings: readonly Finding[]): boolean =>
  theFinding(findings, 'moving_again') !== undefined || theFinding(findings, 'shipment_left') !== undefined;
