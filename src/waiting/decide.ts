import { type ClosedBecause, whyClosed } from '../customer/closed-address.ts';
import type { LetterKind } from '../customer/letter-kinds.ts';
import { addressOf } from './address.ts';
import type { Decision } from './decision.ts';
import { rungOf } from './escalation.ts';
import { type Finding, type FindingKind, theFinding } from './finding.ts';
import { findHold, writtenTodayTo } from './hold.ts';
import { occasionFor } from './occasion.ts';
import { reached, type Situation } from './situation.ts';

/**
 * What to do about the findings of one item: write, hold, hand over or nothing; the first that matches,
 * always with its reason (DESIGN section 5).
 * @param writtenToday letters from today by lower-case address
 */
export function decide(
  situation: Situation,
  findings: readonly Finding[],
  writtenToday: ReadonlyMap<string, number>,
): Decision {
  const base = { item: { kind: situation.item.kind, id: situation.item.id }, findings };
  if (findings.length === 0) return { ...base, do: 'nothing', reason: 'nothing was found' };

  const occasion = occasionFor(situation, findings);
  if (occasion.occasion === null) return { ...base, do: 'nothing', reason: occasion.why };

  const hold = findHold(situation, findings, writtenTodayTo(situation, writtenToday));
  if (hold) return { ...base, do: 'hold', hold: hold.code, reason: hold.reason };

  const address = addressOf(situation);
  if (!situation.facts.customer.emailAllowed)
    return handOver(base, findings, 'email_not_wanted', 'the customer does not want email: a person calls');
  if (address === null)
    return handOver(base, findings, 'no_address', 'there is no usable address: a person calls');
  const closed = whyClosed(address.address, situation.memory);
  if (closed !== null) return handOver(base, findings, closed, `${CLOSED[closed]}: a person calls`);
  if (rungOf(situation, findings) === 'call')
    return handOver(base, findings, 'past_letters', 'the case has climbed past letters: a person calls');

  return {
    ...base,
    do: 'write',
    letter: letterKindFor(situation, findings),
    address: address.address,
    reason: occasion.occasion,
  };
}

const CLOSED: Readonly<Record<ClosedBecause, string>> = {
  address_refused: 'the last letter to the address was refused',
  address_bounced: 'a letter to the address came back',
  complained: 'the reader of the address reported a letter as spam',
};

/** Good news that cannot be mailed is no reason to make a person call. */
function handOver(
  base: Pick<Decision, 'item' | 'findings'>,
  findings: readonly Finding[],
  because: Extract<Decision, { do: 'hand_over' }>['because'],
  reason: string,
): Decision {
  const onlyMoves = theFinding(findings, 'moving_again') !== undefined && findings.length === 1;
  if (onlyMoves) return { ...base, do: 'nothing', reason: 'it moves again, and no letter can tell' };
  return { ...base, do: 'hand_over', because, reason };
}

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
