import type { Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { CustomerFacts, CustomerMemory, WaitingItem } from '../customer/customer.ts';
import type { ItemState } from '../customer/item-state.ts';
import type { Rules } from '../policy/rules.ts';
import { findAsked } from './asked.ts';
import { findEnding } from './ending.ts';
import type { Finding } from './finding.ts';
import { findHalfTime, findNeededBeforePromise } from './half-time.ts';
import { findMovingAgain } from './moving.ts';
import { findOnHold } from './on-hold.ts';
import { findWordDue } from './our-word.ts';
import { findBroken, findPromiseGiven, findPromiseMoved, findPromiseWithdrawn } from './promise.ts';
import { findReady } from './ready.ts';
import { findReopened } from './reopened.ts';
import { findAtRisk } from './risk.ts';
import { findShipmentLeft } from './shipments-told.ts';
import { findSilence } from './silence.ts';
import { type Judging, type Situation, situationOf } from './situation.ts';
import { findStall } from './stall.ts';
import { stateOf } from './state.ts';
import { findTheirs } from './theirs.ts';

/** One item with all that the rules look at, what it is for us, and everything that they notice about it. */
export interface Looked {
  readonly situation: Situation;
  readonly state: ItemState;
  readonly findings: readonly Finding[];
}

export type ItemLook = (item: WaitingItem) => Looked;

/** The one look at the items of a customer, for each part of a round that asks what is noticed about them. */
export function lookWith(facts: CustomerFacts, memory: CustomerMemory, now: Instant, rules: Rules): ItemLook {
  const zone = zoneOf(rules.company.timeZone);
  const judging: Judging = { now, today: zone.dayAt(now), zone, rules };
  const looked = new Map<WaitingItem, Looked>();
  return (item) => {
    const before = looked.get(item);
    if (before !== undefined) return before;
    const situation = situationOf(item, facts, memory, judging);
    const state = stateOf(situation);
    const look = { situation, state, findings: find(situation, state) };
    looked.set(item, look);
    return look;
  };
}

/** The evidence of each state. */
const EVIDENCE: Readonly<Record<ItemState, (situation: Situation) => Finding | null>> = {
  over: findEnding,
  ready: findReady,
  theirs: findTheirs,
  on_hold: findOnHold,
  broken: findBroken,
  at_risk: findAtRisk,
  stalled: findStall,
  silent: findSilence,
  on_course: (situation) => findNeededBeforePromise(situation) ?? findHalfTime(situation),
};

/** Everything noticed about one item: its state, and what happened since the last letter, each with its evidence. */
export function find(situation: Situation, state = stateOf(situation)): readonly Finding[] {
  const told = situation.letters.length > 0;
  // What is over needs no word of anybody's.
  const asked = state === 'over' ? null : findAsked(situation);
  // Of what is over or ready only those hear whom we wrote to, unless policy says otherwise.
  if ((state === 'over' || state === 'ready') && !told && asked === null && !tellsAnyway(situation, state))
    return [];
  const findings = [EVIDENCE[state](situation)];
  if (told && state !== 'over' && state !== 'ready')
    findings.push(
      findWordDue(situation),
      findPromiseMoved(situation),
      findPromiseWithdrawn(situation),
      findPromiseGiven(situation),
      findReopened(situation),
      ...(state === 'theirs' || state === 'on_hold'
        ? []
        : [findMovingAgain(situation), findShipmentLeft(situation)]),
    );
  else if (told)
    findings.push(findWordDue(situation), state === 'ready' ? findReadyAfterAll(situation) : null);
  findings.push(asked);
  return findings.filter((finding) => finding !== null);
}

/** Who was told that it is cancelled hears that it is ready after all. */
function findReadyAfterAll(situation: Situation): Finding | null {
  const reopened = findReopened(situation);
  return reopened?.kind === 'reopened' && reopened.was === 'cancelled' ? reopened : null;
}

const tellsAnyway = ({ rules: { waiting }, item }: Situation, state: ItemState): boolean =>
  state === 'ready'
    ? waiting.tellReady === 'always'
    : item.kind === 'service_job' && waiting.tellDone === 'always';
