import type { ItemState } from '../customer/item-state.ts';
import { isWaitOver } from './ending.ts';
import { isOnHold } from './on-hold.ts';
import { isBroken } from './promise.ts';
import { isReady } from './ready.ts';
import { isAtRisk } from './risk.ts';
import { isSilent } from './silence.ts';
import type { Situation } from './situation.ts';
import { hasStalled } from './stall.ts';
import { isTheirs } from './theirs.ts';

/** What an open item is for us: the first that fits. */
const STATES: readonly (readonly [ItemState, (situation: Situation) => boolean])[] = [
  // Done, cancelled or closed: the story ends.
  ['over', isWaitOver],
  // It waits to be fetched.
  ['ready', isReady],
  // It waits for the customer, and nothing of ours is late.
  ['theirs', isTheirs],
  // Our own credit limit stopped it, for longer than its allowance.
  ['on_hold', isOnHold],
  // The promised day is over.
  ['broken', isBroken],
  // A promised day, or the customer's own, is ahead and will probably be missed.
  ['at_risk', isAtRisk],
  // No promise, and its stage has outrun its own allowance or its usual time.
  ['stalled', hasStalled],
  // No promise, nothing late, and nobody has spoken for long.
  ['silent', isSilent],
];

export function stateOf(situation: Situation): ItemState {
  for (const [state, fits] of STATES) if (fits(situation)) return state;
  return 'on_course';
}
