import { type Day, isoDay } from '../../calendar/time.ts';
import type { CustomerFacts, Person } from '../../customer/customer.ts';
import type { Rules } from '../../policy/rules.ts';
import type { ToStaffFacts } from '../facts/fact-shapes.ts';
import { named } from './customer-letter.ts';

interface SeenCustomer {
  readonly facts: Pick<CustomerFacts, 'customer'>;
  readonly rules: Rules;
  readonly today: Day;
}

/** What every letter to this person says: from which company, on what day, and about which customer. */
export function toStaffFacts(
  { facts: { customer }, rules, today }: SeenCustomer,
  person: Person,
): ToStaffFacts {
  return {
    company: rules.company.name,
    today: isoDay(today),
    person: named(person, rules),
    customer: { id: customer.id, name: customer.name, email: customer.email, phone: customer.phone },
  };
}
