import type { Day, Instant } from '../calendar/time.ts';
import { type Zone, zoneOf } from '../calendar/zone.ts';
import type { CustomerFacts, CustomerMemory, Person } from '../customer/customer.ts';
import { answersFor } from '../customer/people.ts';
import type { Rules } from '../policy/rules.ts';

/** One customer with all that the rules of dunning look at. Built once, read by every rule. */
export interface DunningSituation {
  readonly facts: CustomerFacts;
  readonly memory: CustomerMemory;
  readonly now: Instant;
  /** Today in the company's zone. */
  readonly today: Day;
  /** The company's zone. */
  readonly zone: Zone;
  readonly rules: Rules;
  /** This very round writes to the customer about what they wait for: the reminder holds. */
  readonly updateNow: boolean;
}

export function dunningSituation(
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
  updateNow: boolean,
): DunningSituation {
  const zone = zoneOf(rules.company.timeZone);
  return { facts, memory, now, today: zone.dayAt(now), zone, rules, updateNow };
}

/** Who answers for the customer's account. */
export const accountPerson = ({ facts }: DunningSituation): Person | null =>
  answersFor(facts.customer.ownerId, facts.people);
