import type { ItemState } from '../customer/item-state.ts';
import { type Finding, theFinding } from './finding.ts';
import { lastLetter, type Situation } from './situation.ts';

/** What is told however few letters somebody wants: that a promised day is over, and how it ends. */
const ALWAYS_TOLD: ReadonlySet<ItemState> = new Set<ItemState>(['broken', 'ready', 'over']);
/** What stands still until they do something, or we do: if no letter says so, a person does. */
const NEEDS_A_VOICE: ReadonlySet<ItemState> = new Set<ItemState>(['theirs', 'on_hold']);

/**
 * What becomes of a letter to a customer who asked to be written to less: null, it goes all the same. A word that a letter gave after
 * they had asked is kept.
 */
export function insteadOfLetter(
  situation: Situation,
  state: ItemState,
  findings: readonly Finding[],
): 'hold' | 'call' | null {
  const { lessSince } = situation.memory.inbox;
  if (lessSince === null || ALWAYS_TOLD.has(state) || isTakenBack(situation, findings)) return null;
  const letter = lastLetter(situation);
  if (theFinding(findings, 'word_due') && letter !== null && letter.decidedAt > lessSince) return null;
  return NEEDS_A_VOICE.has(state) ? 'call' : 'hold';
}

/** What they know from us and no longer holds is told: an end that was none, a day that was taken back, one that passed and was moved. */
function isTakenBack({ today }: Situation, findings: readonly Finding[]): boolean {
  const moved = theFinding(findings, 'promise_moved');
  return (
    theFinding(findings, 'reopened') !== undefined ||
    theFinding(findings, 'promise_withdrawn') !== undefined ||
    (moved !== undefined && moved.from < today)
  );
}
