import type { Told } from '../customer/customer.ts';
import { LETTER_TRAITS } from '../customer/letter-kinds.ts';
import type { WriteDecision } from './decision.ts';
import { delayOptionFor } from './delay-option.ts';
import { expectedIn } from './expected.ts';
import { type Finding, theFinding } from './finding.ts';
import { lineOf, reasonOf } from './reason.ts';
import { shipmentsToTell } from './shipments-told.ts';
import type { Situation } from './situation.ts';

/** What a letter tells of an item, kept so that the next round can see what changed since. */
export function toldBy(situation: Situation, decision: WriteDecision): Told {
  const { item } = situation;
  const { findings, state } = decision;
  const line = lineOf(situation, findings);
  const offer = delayOptionFor(situation, state, findings);
  const stood = state === 'broken' || state === 'stalled' || state === 'on_hold' || state === 'theirs';
  return {
    stage: line?.stage ?? item.stage,
    lineNo: line?.lineNo ?? null,
    promisedFor: item.promisedFor,
    stoodStill: stood && !theFinding(findings, 'moving_again'),
    state,
    quiet: decision.quiet,
    callBy: decision.callBy,
    expected: expectedIn(situation, findings),
    reason: reasonOf(situation, findings),
    shipments: LETTER_TRAITS[decision.letter].shipments ? shipmentsToTell(situation).map(({ id }) => id) : [],
    ...(state === 'over' && { end: endIn(findings) }),
    ...(offer !== null && { offer }),
  };
}

function endIn(findings: readonly Finding[]): 'done' | 'cancelled' | null {
  if (theFinding(findings, 'cancelled')) return 'cancelled';
  return theFinding(findings, 'done') ? 'done' : null;
}
