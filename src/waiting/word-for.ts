import type { Day } from '../calendar/time.ts';
import type { ItemState } from '../customer/item-state.ts';
import { type Finding, isDated, theFinding } from './finding.ts';
import { nextWord, wordAfter } from './our-word.ts';
import { owedOn } from './promise.ts';
import type { Situation } from './situation.ts';
import { lettersAboutPromise, lettersWithoutProgress } from './told-before.ts';

/** The day by which this letter says that we write again; null: what it tells needs no further word. */
export function wordFor(situation: Situation, state: ItemState, findings: readonly Finding[]): Day | null {
  switch (state) {
    case 'over':
    case 'ready':
      return null;
    case 'silent':
    case 'on_course':
      // A day that was taken back, or an end that was none, leaves nothing to count on but our next word.
      return theFinding(findings, 'promise_withdrawn') || theFinding(findings, 'reopened')
        ? nextWord(situation, 0)
        : null;
    case 'at_risk': {
      // After the day by which they need it there is nothing left to do for them: the next word comes before it.
      const promise = theFinding(findings, 'promise_at_risk');
      if (!promise) return nextWord(situation, 0);
      // They know of the later day of a line or shipment, and with this letter were told twice: nothing is left to say until the day is over.
      const knowsAll = isDated(promise) && lettersAboutPromise(situation) > 0;
      const day = owedOn(situation) ?? promise.promisedFor;
      const word = wordAfter(day, situation);
      return knowsAll && word <= day ? null : word;
    }
    case 'theirs':
      return nextWord(situation, Number.MAX_SAFE_INTEGER);
    case 'on_hold':
      return nextWord(situation, 0);
    case 'broken':
      return nextWord(situation, lettersAboutPromise(situation));
    case 'stalled': {
      const began = theFinding(findings, 'stage_overrun')?.began ?? situation.now;
      return nextWord(situation, lettersWithoutProgress(situation, began).length);
    }
  }
}
