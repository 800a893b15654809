import type { Person } from '../customer/customer.ts';
import { answersFor } from '../customer/people.ts';
import type { DunningSituation } from './situation.ts';

/** Who answers for the customer's account. */
export const accountPerson = ({ facts }: DunningSituation): Person | null =>
  answersFor(facts.customer.ownerId, facts.people);
