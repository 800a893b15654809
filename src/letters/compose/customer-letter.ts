import { type Address, firstAddressIn } from '../../customer/address.ts';
import type { Customer, CustomerFacts, Person, WaitingItem } from '../../customer/customer.ts';
import { contactAt } from '../../customer/customer-contact.ts';
import type { PersonId } from '../../customer/ids.ts';
import type { Rules } from '../../policy/rules.ts';
import type { NamedPerson } from '../facts/fact-shapes.ts';
import type { LetterBase } from '../facts/letter-facts.ts';
import { letterIdOf, messageIdOf } from './identity.ts';
import type { Thread } from './thread.ts';

/** What every letter to a customer is before words. */
export interface CustomerLetter extends LetterBase, Thread {
  readonly audience: 'customer';
  readonly replyTo: { readonly name: string; readonly address: string } | null;
  /** Who answers for it and signs; null when the company names nobody. */
  readonly signedBy: PersonId | null;
}

/** The letter of this key to a customer, in their language; whoever signs it is answered. */
export const customerLetter = (
  key: string,
  to: Address,
  signs: Person | null,
  { facts: { customer }, rules }: { readonly facts: CustomerFacts; readonly rules: Rules },
) => ({
  audience: 'customer' as const,
  key,
  to,
  language: languageFor(contactAt(to.address, customer.contacts)?.language ?? customer.language, rules),
  customerId: customer.id,
  id: letterIdOf(key),
  messageId: messageIdOf(key, rules),
  replyTo: signs?.email ? { name: signs.name, address: signs.email } : null,
  signedBy: signs?.id ?? null,
});

/** Who is greeted in a letter to this address: whom it belongs to, else the customer as such. */
export function greeted(
  { name, salutation, contacts }: Greetable,
  address: string,
): { readonly name: string; readonly salutation: string | null } {
  const contact = contactAt(address, contacts);
  if (contact?.name == null) return { name, salutation: contact?.salutation ?? salutation };
  // A contact without a role is the customer themself, as the field of their address calls them.
  return {
    name: contact.name,
    salutation: contact.salutation ?? (contact.role === null ? salutation : null),
  };
}

/** The same in a letter about an item, which may have a contact of its own. */
export function greetedAbout(
  { contactName, contactEmail }: Pick<WaitingItem, 'contactName' | 'contactEmail'>,
  customer: Greetable,
  address: string,
): ReturnType<typeof greeted> {
  const contact = firstAddressIn(contactEmail);
  if (contact === null) return greeted(customer, address);
  const name = contactName ?? (contact.name || null);
  return { name: name ?? customer.name, salutation: name === null ? customer.salutation : null };
}

type Greetable = Pick<Customer, 'name' | 'salutation' | 'contacts'>;

/** The customer's language where we write it (`pl-PL` counts as `pl`, `pt` as `pt-BR`), else the company's first. */
function languageFor(wanted: string | null, rules: Rules): string {
  const { languages } = rules.company;
  const tag = wanted?.trim().toLowerCase().replace('_', '-');
  const base = tag?.split('-')[0];
  return (
    languages.find((language) => language.toLowerCase() === tag) ??
    languages.find((language) => language.split('-')[0] === base) ??
    languages[0] ??
    'en'
  );
}

/** A person as a letter names them; nobody: the company itself. */
export function named(person: Person | null, { company }: Rules): NamedPerson {
  if (person) return { name: person.name, role: person.role, phone: person.phone, email: person.email };
  return { name: company.name, role: 'owner', phone: null, email: company.from.address };
}
