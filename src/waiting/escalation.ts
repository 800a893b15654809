import type { People, Person } from '../customer.ts';
import { paymentRecordOf } from '../dunning/payment-record.ts';
import type { PersonId } from '../ids.ts';
import type { Finding } from './finding.ts';
import { theFinding } from './finding.ts';
import { brokenWords } from './our-word.ts';
import { reached, type Situation } from './situation.ts';

/** How far a case has climbed. `call`: past letters, a person calls. */
export type EscalationRung = 'owner' | 'manager' | 'director' | 'call';

/** Chains of people are short; a longer one is a loop in the data. */
const LONGEST_CHAIN = 10;

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

/** Who answers for the item, then whom they report to, upwards. Empty when nobody is named. */
export function chainOf(ownerId: PersonId | null, people: People): readonly Person[] {
  const chain: Person[] = [];
  let next = ownerId === null ? undefined : people.get(ownerId);
  while (next && !chain.includes(next) && chain.length < LONGEST_CHAIN) {
    chain.push(next);
    next = next.reportsTo === null ? undefined : people.get(next.reportsTo);
  }
  return chain;
}

/** Who answers for what this person owns; nobody named: anyone of the company above who can be reached. */
export const answersFor = (ownerId: PersonId | null, people: People): Person | null =>
  personAt('owner', ownerId, people) ??
  personAt('manager', ownerId, people) ??
  personAt('director', ownerId, people);

/** The person at a rung: by role up the owner's chain; else the nearest above them; else anyone with that role. */
export function personAt(rung: EscalationRung, ownerId: PersonId | null, people: People): Person | null {
  const chain = chainOf(ownerId, people);
  if (rung === 'owner' && chain[0]) return chain[0];
  const role = rung === 'owner' ? 'owner' : rung === 'manager' ? 'manager' : 'director';
  const above = chain.slice(1);
  const byRole = above.find((person) => person.role === role);
  const nearest = rung === 'manager' ? above[0] : above.at(-1);
  return byRole ?? nearest ?? anyone(role, chain[0], people);
}

function anyone(role: Person['role'], except: Person | undefined, people: People): Person | null {
  for (const person of people.values()) if (person.role === role && person !== except) return person;
  return null;
}

/** The item's owner; the customer's where the item names nobody of the company. */
export const ownerOf = ({ item, facts }: Situation): PersonId | null =>
  item.ownerId !== null && facts.people.has(item.ownerId) ? item.ownerId : facts.customer.ownerId;
