import { clean, cleanOr, LENGTHS } from './clean.ts';
import type { NamedPerson } from './letter.ts';
import type { Sentences } from './sentences.ts';

/** A person as a letter names them. */
export interface PersonWords {
  readonly name: string;
  /** Null when the company itself signs, because its tables name nobody. */
  readonly role: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** Puts a person into words; `company` is the cleaned name of the company. */
export function personWords(person: NamedPerson, company: string, say: Sentences): PersonWords {
  const name = cleanOr(person.name, LENGTHS.name, company);
  return {
    name,
    role: name === company ? null : say.roles[person.role]({}),
    phone: clean(person.phone, LENGTHS.phone),
    email: clean(person.email, LENGTHS.thing),
  };
}
