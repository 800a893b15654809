import type { Person } from '../../customer/customer.ts';
import type { About, PersonId } from '../../customer/ids.ts';
import type { StaffLetterKind } from '../../customer/letter-kinds.ts';
import type { AnyTask } from '../../dunning/tasks.ts';
import type { Rules } from '../../policy/rules.ts';
import { usableAddress } from '../../waiting/address.ts';
import type { DigestFacts } from '../facts/digest-facts.ts';
import type { StaffFacts } from '../facts/letter.ts';
import type { LetterBase } from '../facts/letter-facts.ts';
import type { CallCustomerFacts, CreditReviewFacts } from '../facts/reminder-facts.ts';
import { letterIdOf, messageIdOf, staffLetterKey } from './identity.ts';

/** One email to a person of the company about a task, before words. */
export interface StaffLetter extends LetterBase {
  readonly audience: 'staff';
  readonly kind: StaffLetterKind;
  readonly person: PersonId;
  /** Keys of the tasks that it tells of. */
  readonly asks: readonly string[];
  readonly facts: StaffFacts | DigestFacts | CallCustomerFacts | CreditReviewFacts;
}

/** A person of the company who can be written to. */
export type Reachable = Person & { readonly email: string };

/** The letter that gives these tasks to their person; null when the company names nobody, or no address of theirs. */
export function staffLetter(
  tasks: readonly AnyTask[],
  people: ReadonlyMap<PersonId, Person>,
  rules: Rules,
  factsFor: (person: Reachable) => StaffLetter['facts'],
): StaffLetter | null {
  const [lead] = tasks;
  const person = lead?.forPerson == null ? undefined : people.get(lead.forPerson);
  const address = usableAddress(person?.email ?? null);
  if (!lead || !person || address === null) return null;
  const key = staffLetterKey(tasks.map((task) => task.key));
  const facts = factsFor({ ...person, email: address });
  return {
    audience: 'staff',
    key,
    id: letterIdOf(key),
    messageId: messageIdOf(key, rules),
    language: rules.company.adminLanguage,
    customerId: lead.customerId,
    to: { name: person.name, address },
    kind: facts.letter,
    person: person.id,
    about: tasks.flatMap<About>(({ about }) => about),
    asks: tasks.map((task) => task.key),
    facts,
  };
}
