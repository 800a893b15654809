import type { ItemState } from '../customer/item-state.ts';
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
  return told.reason === undefined || told.reason === reasonOf(situation, findings);
}

const isGoingOn = (findings: readonly Finding[]): boolean =>
  theFinding(findings, 'moving_again') !== undefined || theFinding(findings, 'shipment_left') !== undefined;
