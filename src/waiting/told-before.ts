import type { Instant } from '../calendar/time.ts';
import type { CaseLetter } from '../customer/customer.ts';
import type { ItemState } from '../customer/item-state.ts';
import { LETTER_TRAITS, type LetterKind } from '../customer/letter-kinds.ts';
import { stageKey } from '../customer/stage-key.ts';
import { wordGiven } from './our-word.ts';
import type { Situation } from './situation.ts';

/** Calendar days in which what goes to and fro may settle, before we write of it again. */
const SETTLES = 7;

/** A letter is so young that what it told may yet go back. */
export const isLately = ({ decidedAt }: CaseLetter, { zone, today }: Situation): boolean =>
  today < zone.dayAt(decidedAt) + SETTLES;

/** Letters of the first edition say by their kind in what state an item was. */
const STATE_OF: Readonly<Partial<Record<LetterKind, ItemState>>> = {
  'at-risk': 'at_risk',
  'waiting-for-you': 'theirs',
  'credit-hold': 'on_hold',
};

/** In what state a letter told that the item was; null: its kind does not say. */
const stateTold = ({ told, kind }: CaseLetter): ItemState | null => told.state ?? STATE_OF[kind] ?? null;

/** The letters that told of this state, from a moment on. */
export const toldOf = ({ letters }: Situation, state: ItemState, since: Instant): readonly CaseLetter[] =>
  letters.filter((letter) => letter.decidedAt >= since && stateTold(letter) === state);

/** The letters at the end of what we wrote that all told of this state: what the last of them said still stands. */
export function lastToldOf({ letters }: Situation, state: ItemState): readonly CaseLetter[] {
  const other = letters.findLastIndex((letter) => stateTold(letter) !== state);
  return letters.slice(other + 1);
}

/** The letters that told of one delay since it began: that the stage stands too long, or that the day was over. */
export const delaysTold = ({ letters }: Situation, since: Instant): readonly CaseLetter[] =>
  letters.filter(
    (letter) =>
      letter.decidedAt >= since && (stateTold(letter) === 'stalled' || letter.told.state === 'broken'),
  );

/** The warnings that stand: a letter that said that it is on course again ended those before it. */
export function warnings({ letters }: Situation): readonly CaseLetter[] {
  const reassured = letters.findLastIndex((letter) => stateTold(letter) === 'on_course');
  return letters.slice(reassured + 1).filter((letter) => stateTold(letter) === 'at_risk');
}

/** A letter told of a delay, or a word of ours is still owed: the customer waits to hear how it ends. */
export const awaitsTheEnd = (situation: Situation): boolean =>
  wordGiven(situation) !== null ||
  situation.letters.some(({ kind, told }) => LETTER_TRAITS[kind].delay || isDelayed(told.state));

const isDelayed = (state: ItemState | undefined): boolean =>
  state === 'broken' || state === 'at_risk' || state === 'stalled' || state === 'on_hold';

/** It is a letter that ends a story. */
export const isClosing = (kind: LetterKind): boolean => LETTER_TRAITS[kind].after === 'end';

/** Letters without news at the end of what we wrote. */
export function quietLetters({ letters }: Situation): number {
  const last = letters.findLastIndex(({ told }) => told.quiet !== true);
  return letters.length - 1 - last;
}

/** Letters since a moment, after which the item has not gone on: without progress. */
export function lettersWithoutProgress({ letters, item }: Situation, since: Instant): readonly CaseLetter[] {
  const now = stageKey(item.stage);
  const moved = letters.findLastIndex(({ told }) => told.lineNo === null && stageKey(told.stage) !== now);
  return letters.slice(moved + 1).filter(({ decidedAt }) => decidedAt >= since);
}

/** Letters that told that this promise may be missed, or was. */
export const lettersAboutPromise = ({ letters, item }: Situation): number =>
  letters.filter(
    (letter) =>
      letter.told.promisedFor === item.promisedFor &&
      (stateTold(letter) === 'at_risk' || letter.told.state === 'broken'),
  ).length;
