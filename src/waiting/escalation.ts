import { paymentRecordOf } from '../account/payment-record.ts';
import type { PersonId } from '../customer/ids.ts';
import type { EscalationRung } from '../customer/people.ts';
import { type Finding, theFinding } from './finding.ts';
import { brokenWords } from './our-word.ts';
import { reached, type Situation } from './situation.ts';

/**
 * The rung of a case by the letters that passed without progress, each broken word counting as one more;
 * a needed-by date that comes close lifts it to the manager at least (DESIGN section 5). What moves again, or waits for
 * the customer, does not climb; only a call takes the place of endless letters.
 */
export function rungOf(situation: Situation, findings: readonly Finding[]): EscalationRung {
  const { escalation } = situation.rules;
  if (theFinding(findings, 'moving_again')) return 'owner';
  const letters = (situation.openCase?.letters ?? []).filter(reached);
  const brokenNow = theFinding(findings, 'word_due')?.broken ? 1 : 0;
  const climbed = letters.length + brokenWords(situation, letters) + brokenNow;
  if (letters.length >= escalation.callAfter) return 'call';
  // The move is theirs: nobody above the owner could make it.
  if (theFinding(findings, 'waiting_for_customer')) return 'owner';
  if (climbed >= escalation.directorAfter) return 'director';
  if (climbed >= escalation.managerAfter || neededSoon(situation, findings)) return 'manager';
  if (cleanButHeldForCredit(situation)) return 'manager';
  return 'owner';
}

/** Who pays reliably does not stand still over a limit in our books: the manager hears of it at once. */
export const cleanButHeldForCredit = ({ stage, facts, today, rules }: Situation): boolean =>
  stage.kind === 'awaiting_credit' && paymentRecordOf(facts.account, today, rules).grade === 'clean';

function neededSoon({ item, rules, today }: Situation, findings: readonly Finding[]): boolean {
  if (item.neededBy === null || !theFinding(findings, 'needed_by_at_risk')) return false;
  return item.neededBy <= rules.calendar.addWorkingDays(today, rules.waiting.nextWordWithin);
}

/** The item's owner; the customer's where the item names nobody of the company. */
export const ownerOf = ({ item, facts }: Situation): PersonId | null =>
  item.ownerId !== null && facts.people.has(item.ownerId) ? item.ownerId : facts.customer.ownerId;
