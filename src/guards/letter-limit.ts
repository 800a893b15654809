import type { Rules } from '../policy/rules.ts';
import type { WhyOf } from './trip-why.ts';

/** The days before this one that tell what is usual: four weeks have four Mondays, and hardly a company rests for longer. */
export const LAST_DAYS = 28;
/** On fewer days with letters than this nobody knows what is usual. */
const KNOWN_FROM = 5;

/** However much is open, a company never writes so many times as much as on the busiest of the last days. */
const UNHEARD_OF = 10;

/** Letters about one kind of thing in the last days, those that a guard holds left out. */
export interface LastDays {
  /** Days with any. */
  readonly days: number;
  /** Of the day with most. */
  readonly busiest: number;
  /** Items with their first letter, of the day with most. */
  readonly newlyStalled: number;
}
export const NO_LAST_DAYS: LastDays = { days: 0, busiest: 0, newlyStalled: 0 };

/** How many of a round are still work of a day, and what says so. */
export interface Limit {
  readonly most: number;
  readonly evidence: Pick<WhyOf<'letters'>, 'open' | 'share' | 'of_open' | 'busiest'>;
}

/**
 * How many letters about one kind of thing a round may write: as many as the share of what is open, or so many times as on the busiest
 * of the last days, whichever is more. A company whose customers hear much is no broken export, and neither is a Monday after a
 * holiday; but ten times the busiest day is, however large the company. While the last days are not known the share speaks alone, and
 * the floor always.
 * @param open what is open of that kind
 */
export function letterLimit(
  open: number,
  { days, busiest }: LastDays,
  { lettersFloor, lettersShare, lettersTimes }: Rules['guards'],
): Limit {
  const ofOpen = Math.floor(lettersShare * open);
  const evidence = { open, share: lettersShare, of_open: ofOpen };
  if (days < KNOWN_FROM)
    return { most: Math.max(lettersFloor, ofOpen), evidence: { ...evidence, busiest: null } };
  const usual = lettersTimes * busiest;
  const most = Math.max(lettersFloor, usual, Math.min(ofOpen, UNHEARD_OF * busiest));
  return { most, evidence: { ...evidence, busiest: { days: LAST_DAYS, letters: busiest } } };
}

/** How many items may have their first letter in one round; likewise. */
export function stalledLimit(
  open: number,
  { days, newlyStalled }: LastDays,
  { newlyStalledFloor, newlyStalledShare, lettersTimes }: Rules['guards'],
): number {
  const usual = days < KNOWN_FROM ? 0 : lettersTimes * newlyStalled;
  return Math.max(newlyStalledFloor, usual, Math.floor(newlyStalledShare * open));
}
