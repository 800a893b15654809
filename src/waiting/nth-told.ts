import { instantOf } from '../calendar/time.ts';
import type { ItemState } from '../customer/item-state.ts';
import { type Finding, theFinding } from './finding.ts';
import type { Situation } from './situation.ts';
import { delaysTold, lastToldOf, toldOf, warnings } from './told-before.ts';

/**
 * How many letters told of this very wait, delay or day before: the nth does not say what the one before said. What began anew
 * after it was over (another day, another wait) is told anew.
 */
export function nthTold(situation: Situation, state: ItemState, findings: readonly Finding[]): number {
  const { item, zone } = situation;
  switch (state) {
    case 'theirs': {
      const since = theFinding(findings, 'waiting_for_customer')?.since;
      return toldOf(situation, state, since === undefined ? instantOf(0) : zone.instantOf(since, 0)).length;
    }
    case 'on_hold':
      return toldOf(situation, state, theFinding(findings, 'credit_hold')?.began ?? instantOf(0)).length;
    case 'stalled':
      return delaysTold(situation, theFinding(findings, 'stage_overrun')?.began ?? instantOf(0)).length;
    case 'broken':
      return toldOf(situation, state, instantOf(0)).filter(
        ({ told }) => told.promisedFor === item.promisedFor,
      ).length;
    case 'at_risk':
      return warnings(situation).length;
    case 'ready':
      return lastToldOf(situation, state).length;
    default:
      return toldOf(situation, state, instantOf(0)).length;
  }
}
