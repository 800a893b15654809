import { type Day, isoDay } from '../../calendar/time.ts';
import type { Person } from '../../customer/customer.ts';
import type { About, CustomerId } from '../../customer/ids.ts';
import { DIGEST_KIND } from '../../customer/letter-kinds.ts';
import type { Rules } from '../../policy/rules.ts';
import { usableAddress } from '../../waiting/address.ts';
import type { DigestTask } from '../facts/digest-facts.ts';
import { named } from './customer-letter.ts';
import { letterIdOf, messageIdOf, staffLetterKey } from './identity.ts';
import type { StaffLetter } from './staff-letter.ts';

/** What a person is told of in one letter. */
export interface ToTell {
  /** Those to be told, the worst first. */
  readonly tasks: readonly DigestTask[];
  /** How many more there are. */
  readonly more: number;
  readonly about: readonly About[];
  /** They cannot wait for the list of the day. */
  readonly urgent: boolean;
}

/** The natural key of a person's list of a day: there is one for each day. */
export const digestKey = (personId: string, today: Day): string =>
  `${DIGEST_KIND}/${personId}/${isoDay(today)}`;

/** One letter to a person about all of these; null when there is none, or the person has no address. */
export function composeDigest(
  person: Person,
  { tasks, more, about, urgent }: ToTell,
  today: Day,
  rules: Rules,
): StaffLetter | null {
  const address = usableAddress(person.email);
  if (address === null || tasks.length === 0) return null;
  const asks = tasks.map(({ key }) => key);
  const key = urgent ? `urgent/${staffLetterKey(asks)}` : digestKey(person.id, today);
  return {
    audience: 'staff',
    key,
    id: letterIdOf(key),
    messageId: messageIdOf(key, rules),
    language: rules.company.adminLanguage,
    // It is about the business of several.
    customerId: '' as CustomerId,
    to: { name: person.name, address },
    kind: DIGEST_KIND,
    person: person.id,
    about,
    asks,
    facts: {
      letter: DIGEST_KIND,
      company: rules.company.name,
      today: isoDay(today),
      person: named(person, rules),
      urgent,
      tasks: [...tasks],
      more,
    },
  };
}
