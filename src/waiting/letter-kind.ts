import type { LetterKind } from '../letters/letter-kinds.ts';
import type { Finding, FindingKind } from './finding.ts';
import { reached, type Situation } from './situation.ts';

/** Which letter tells these findings. Whose move it is comes first, then news, then how bad it is. */
export function letterKindFor(situation: Situation, findings: readonly Finding[]): LetterKind {
  const found = (kind: FindingKind) => findings.some((finding) => finding.kind === kind);
  if (situation.stage.kind === 'awaiting_customer' || found('waiting_for_customer')) return 'waiting-for-you';
  if (situation.stage.kind === 'awaiting_credit') return 'credit-hold';
  if (found('moving_again')) return 'moving-again';
  if (found('promise_moved')) return 'promise-moved';
  if (situation.openCase?.letters.some(reached) || found('word_due')) return 'still-waiting';
  const atRisk = found('promise_at_risk') || found('needed_by_at_risk');
  return atRisk && !found('promise_missed') ? 'at-risk' : 'stalled';
}
