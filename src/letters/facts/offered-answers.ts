import type { Answer } from '../../customer/answers.ts';
import type { StatusFacts } from './letter.ts';
import type { LetterFacts } from './letter-facts.ts';

/** More would be a form to fill in. */
const MOST = 3;

/**
 * What a letter with these facts offers to answer with one tap, the likeliest first: what its reader can decide, and nothing that the
 * letter has not told of. Letters that end a matter offer none: their tags would end with it, and replies to them are read all the same.
 */
export function offeredAnswers(facts: LetterFacts): readonly Answer[] {
  switch (facts.letter) {
    case 'reminder-friendly':
    case 'reminder-plain':
      return ['paid', 'wrong', 'call'];
    case 'reminder-firm':
    case 'reminder-formal':
      return ['paid', 'call', 'wrong'];
    case 'task':
    case 'escalation':
    case 'call-customer':
    case 'review-credit-limit':
    case 'digest':
    case 'alarm':
    case 'week':
    case 'payment-seen':
    case 'correction':
      return [];
    default:
      return ofStatus(facts)
        .filter((answer) => !withheld(answer, facts))
        .slice(0, MOST);
  }
}

function ofStatus({ letter, items }: StatusFacts): readonly Answer[] {
  const [item] = items;
  const single = items.length === 1 ? item : undefined;
  // The law gives the choice: no other answer stands before it.
  if (single?.option) return ['consent', 'cancel', ...partly(single), 'call'];
  switch (letter) {
    case 'late':
      return [...partly(single), 'cancel', 'call'];
    case 'still-late':
      return [...partly(single), 'cancel', 'call', 'less'];
    case 'promise-moved':
      return isEarlier(single) ? ['call'] : [...partly(single), 'cancel', 'call'];
    case 'at-risk':
      return [...partly(single), 'cancel', 'call'];
    case 'ready':
      return ['collect', 'call'];
    case 'waiting-for-you':
      return single?.needs === 'payment' ? ['paid', 'call', 'wrong'] : ['call', 'wrong', 'cancel'];
    case 'credit-hold':
      return ['paid', 'call'];
    case 'several-items':
      return ['call', 'less'];
    case 'on-course':
    case 'word-redeemed':
      return ['less', 'call'];
    case 'moving-again':
    case 'shipped':
    case 'cancelled':
    case 'done':
      return [];
  }
}

/** Nothing is to be cancelled where the company does not offer to change it (policy waiting.offer_change); the law's choice stands. */
const withheld = (answer: Answer, { items }: StatusFacts): boolean =>
  answer === 'cancel' && items.some(({ offerChange, option }) => offerChange === false && !option);

/** Parts are offered where they may be taken now. */
const partly = (item: StatusFacts['items'][number] | undefined): readonly Answer[] =>
  item?.offerPartial === true ? ['partial'] : [];

const isEarlier = (item: StatusFacts['items'][number] | undefined): boolean =>
  item?.promisedBefore != null && item.promisedFor !== null && item.promisedFor < item.promisedBefore;
