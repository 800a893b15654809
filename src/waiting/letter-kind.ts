import type { ItemState } from '../customer/item-state.ts';
import type { LetterKind } from '../customer/letter-kinds.ts';
import { type Finding, type FindingKind, theFinding } from './finding.ts';
import { toldBroken } from './promise.ts';
import type { Situation } from './situation.ts';
import { delaysTold } from './told-before.ts';

/** Which letter tells these findings. */
export function letterKindFor(
  situation: Situation,
  state: ItemState,
  findings: readonly Finding[],
): LetterKind {
  const found = (kind: FindingKind) => theFinding(findings, kind) !== undefined;
  switch (state) {
    case 'over':
      return found('cancelled') ? 'cancelled' : found('shipped') ? 'shipped' : 'done';
    case 'ready':
      return 'ready';
    case 'theirs':
      return 'waiting-for-you';
    case 'on_hold':
      return 'credit-hold';
    case 'broken':
      return toldBroken(situation) ? 'still-late' : 'late';
    case 'at_risk':
      return 'at-risk';
    case 'stalled': {
      if (found('promise_withdrawn')) return 'promise-moved';
      const began = theFinding(findings, 'stage_overrun')?.began ?? situation.now;
      return delaysTold(situation, began).length === 0 ? 'late' : 'still-late';
    }
    case 'silent':
    case 'on_course':
      if (found('reopened')) return 'still-late';
      if (found('promise_moved') || found('promise_withdrawn') || found('promise_given'))
        return 'promise-moved';
      if (found('moving_again') || found('shipment_left')) return 'moving-again';
      return found('word_due') ? 'word-redeemed' : 'on-course';
  }
}
