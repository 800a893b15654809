import type { PersonId } from '../customer/ids.ts';
import type { ItemState } from '../customer/item-state.ts';
import type { EscalationRung } from '../customer/people.ts';
import { type Finding, type FindingKind, theFinding } from './finding.ts';
import { brokenWords } from './our-word.ts';
import { lastLetter, type Situation } from './situation.ts';
import { lettersWithoutProgress } from './told-before.ts';

/** What broke, in the states that climb. */
const BROKE: Readonly<Partial<Record<ItemState, FindingKind>>> = {
  on_hold: 'credit_hold',
  broken: 'promise_missed',
  stalled: 'stage_overrun',
};

/**
 * Who hears of a case: by the letters since the promise or the allowance broke that passed without progress, each broken word
 * counting as one more. What waits for the customer, is at risk or on course climbs to nobody, but for a day of need
 * that comes close; of what our own credit limit stopped the manager hears at once.
 */
export function rungOf(
  situation: Situation,
  state: ItemState,
  findings: readonly Finding[],
): Exclude<EscalationRung, 'call'> {
  const { escalation } = situation.rules;
  const broke = BROKE[state];
  const began = broke === undefined ? undefined : theFinding(findings, broke)?.began;
  if (began === undefined) return neededSoon(situation, findings) ? 'manager' : 'owner';
  const climbed = climbedBy(situation, findings, began);
  if (climbed >= escalation.directorAfter) return 'director';
  if (climbed >= escalation.managerAfter || state === 'on_hold') return 'manager';
  return callWasMissed(situation, findings) || neededSoon(situation, findings) ? 'manager' : 'owner';
}

/** Letters without progress since it broke, and the words among them that were broken. */
function climbedBy(situation: Situation, findings: readonly Finding[], began: Finding['began']): number {
  const letters = lettersWithoutProgress(situation, began);
  const brokenNow = theFinding(findings, 'word_due')?.broken ? 1 : 0;
  return letters.length + brokenWords(situation, letters) + brokenNow;
}

/** The last letter said that a person calls by a day that has come, and nobody did. */
export function callWasMissed(situation: Situation, findings: readonly Finding[]): boolean {
  const callBy = lastLetter(situation)?.told.callBy ?? null;
  return callBy !== null && callBy < situation.today && theFinding(findings, 'word_due') !== undefined;
}

export function neededSoon({ item, rules, today }: Situation, findings: readonly Finding[]): boolean {
  if (item.neededBy === null || !theFinding(findings, 'needed_by_at_risk')) return false;
  return item.neededBy <= rules.calendar.addWorkingDays(today, rules.waiting.warnBefore);
}

/** The item's owner; the customer's where the item names nobody of the company. */
export const ownerOf = ({ item, facts }: Situation): PersonId | null =>
  item.ownerId !== null && facts.people.has(item.ownerId) ? item.ownerId : facts.customer.ownerId;
