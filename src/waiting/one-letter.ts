import type { Day } from '../calendar/time.ts';
import { refKey } from '../customer/ids.ts';
import { answersFor } from '../customer/people.ts';
import type { Decision, WriteDecision } from './decision.ts';
import { delayOptionFor } from './delay-option.ts';
import { ownerOf } from './escalation.ts';
import { callBefore } from './our-word.ts';
import type { Situation } from './situation.ts';

interface DecidedItem {
  readonly looked: { readonly situation: Situation };
  readonly decision: Decision;
}

/**
 * Which letter an item goes into: the one to its address; those of one key share it. A choice to wait or to cancel is about one order, and
 * has a letter of its own.
 */
export function letterOf(situation: Situation, { state, findings, address }: WriteDecision): string {
  const own = delayOptionFor(situation, state, findings) === null ? '' : refKey(situation.item);
  return `${address.toLowerCase()} ${own}`;
}

/**
 * Items that are written about in one letter share its word, the earliest of theirs. A call that one of them is promised comes before
 * it, or is not promised; and the letter names one person who calls.
 * @param decided of one customer; gives the same, with their calls as one letter can say them
 */
export function asOneLetter<Each extends DecidedItem>(decided: readonly Each[]): readonly Each[] {
  const written = decided.filter(({ decision }) => decision.do === 'write');
  if (written.length < 2) return decided;
  const shared = new Map<string, { word: Day | null; caller: string | null }>();
  for (const { looked, decision } of written) {
    if (decision.do !== 'write') continue;
    const letter = letterOf(looked.situation, decision);
    const so = shared.get(letter) ?? { word: null, caller: null };
    const { nextWordBy: word, callBy } = decision;
    shared.set(letter, {
      word: word === null || (so.word !== null && so.word <= word) ? so.word : word,
      caller: so.caller ?? (callBy === null ? null : callerOf(looked.situation)),
    });
  }
  return decided.map((each) => {
    const { decision, looked } = each;
    if (decision.do !== 'write' || decision.callBy === null) return each;
    const letter = letterOf(looked.situation, decision);
    const { word, caller } = shared.get(letter) ?? { word: null, caller: null };
    return { ...each, decision: { ...decision, callBy: callIn(looked.situation, decision, word, caller) } };
  });
}

function callIn(
  situation: Situation,
  { callBy }: WriteDecision,
  word: Day | null,
  caller: string | null,
): Day | null {
  if (callerOf(situation) !== caller) return null;
  return word === null || callBy === null || callBy < word ? callBy : callBefore(word, situation);
}

const callerOf = (situation: Situation): string | null =>
  answersFor(ownerOf(situation), situation.facts.people)?.id ?? null;
