import type { Told } from '../customer/customer.ts';
import type { WriteDecision } from './decision.ts';
import { theFinding } from './finding.ts';
import { lastLetter, type Situation } from './situation.ts';

/** What a letter tells of an item, kept so that the next round can see what changed since. */
export function toldBy(situation: Situation, decision: WriteDecision): Told {
  const { item } = situation;
  const overrun = theFinding(decision.findings, 'stage_overrun');
  const before = lastLetter(situation)?.told;
  const stage = overrun?.line ? overrun.stage : item.stage;
  const lineNo = overrun?.line?.lineNo ?? null;
  const stands = ['stage_overrun', 'promise_missed', 'waiting_for_customer'] as const;
  return {
    stage,
    lineNo,
    promisedFor: item.promisedFor,
    stoodStill:
      !theFinding(decision.findings, 'moving_again') &&
      (stands.some((kind) => theFinding(decision.findings, kind)) ||
        (before?.stoodStill === true && before.stage === stage && before.lineNo === lineNo)),
  };
}
