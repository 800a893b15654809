import type { Answer } from '../../customer/answers.ts';
import type { LetterFacts } from './letter-facts.ts';

/** More would be a form to fill in. */
const MOST = 3;

/**
 * Which answers a letter offers with one tap, by its kind: what its reader can decide, and nothing that the letter has not told of.
 * Letters of other kinds offer none: replies to them are read all the same.
 */
const OF_KIND: Readonly<Partial<Record<LetterFacts['letter'], readonly Answer[]>>> = {
  'reminder-friendly': ['paid', 'wrong', 'call'],
  'reminder-plain': ['paid', 'wrong', 'call'],
  'reminder-firm': ['paid', 'wrong', 'call'],
  'reminder-formal': ['paid', 'wrong', 'call'],
  late: ['partial', 'cancel', 'call'],
  'still-late': ['partial', 'cancel', 'call'],
  ready: ['collect', 'call'],
  'promise-moved': ['partial', 'cancel', 'call'],
  'at-risk': ['cancel', 'call'],
  'waiting-for-you': ['collect', 'call'],
  'several-items': ['call'],
  'credit-hold': ['call'],
};

/** What a letter with these facts offers, the likeliest first; parts are offered where they may be taken now. */
export function offeredAnswers(facts: LetterFacts): readonly Answer[] {
  const partly = 'deciders' in facts && facts.items.length === 1 && facts.items[0]?.offerPartial === true;
  return (OF_KIND[facts.letter] ?? []).filter((answer) => answer !== 'partial' || partly).slice(0, MOST);
}
