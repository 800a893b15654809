import type { Day } from '../calendar/time.ts';
import type { People, Person } from './customer.ts';
import type { PersonId } from './ids.ts';

/** How far a case has climbed. `call`: past letters, a person calls. */
export type EscalationRung = 'owner' | 'manager' | 'director' | 'call';

/** Chains of people are short; a longer one is a loop in the data. */
export const LONGEST_CHAIN = 10;

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

/** Who does today what this person was given to do: while they are away their deputy, and so on; null: nobody who is there. */
export function standsIn(id: PersonId, people: People, today: Day): Person | null {
  const asked = new Set<PersonId>();
  let person = people.get(id);
  while (person && person.awayUntil !== null && person.awayUntil >= today) {
    asked.add(person.id);
    person = person.deputyId === null || asked.has(person.deputyId) ? undefined : people.get(person.deputyId);
  }
  return person ?? null;
}

/** Who reads mails that are nobody's: whom the policy names, else a manager, a director, anybody. */
export const whoReadsMails = (named: string | null, people: People): Person | null =>
  (named === null ? undefined : people.get(named as PersonId)) ??
  anyone('manager', undefined, people) ??
  anyone('director', undefined, people) ??
  anyone('owner', undefined, people);

export function anyone(role: Person['role'], except: Person | undefined, people: People): Person | null {
  for (const person of people.values()) if (person.role === role && person !== except) return person;
  return null;
}
