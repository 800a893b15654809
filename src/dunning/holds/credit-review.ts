import { stageNamed } from '../../waiting/stage.ts';
import { type HoldRule, hold } from './hold.ts';

/** Something of theirs stands still for a credit decision of ours. */
export const holdCreditReview: HoldRule = ({ situation: { facts, memory, rules } }) => {
  const waiting = facts.items.find(({ stage }) => stageNamed(stage, rules).kind === 'awaiting_credit');
  if (!waiting && !memory.dunning.creditReviewOpen) return null;
  return hold('credit_review', null, { number: waiting?.number });
};
