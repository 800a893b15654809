import type { Person } from '../customer.ts';
import type { Rules } from '../policy/rules.ts';
import type { NamedPerson } from './letter.ts';

/** A person as a letter names them; nobody: the company itself. */
export function named(person: Person | null, { company }: Rules): NamedPerson {
  if (person) return { name: person.name, role: person.role, phone: person.phone, email: person.email };
  return { name: company.name, role: 'owner', phone: null, email: company.from.address };
}
