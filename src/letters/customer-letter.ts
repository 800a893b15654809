import type { CustomerFacts, Person } from '../customer.ts';
import type { PersonId } from '../ids.ts';
import type { Rules } from '../policy/rules.ts';
import type { Address } from '../waiting/address.ts';
import { letterIdOf, messageIdOf } from './identity.ts';
import { languageFor } from './language.ts';
import type { LetterBase } from './letter-base.ts';
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
  language: languageFor(customer.language, rules),
  customerId: customer.id,
  id: letterIdOf(key),
  messageId: messageIdOf(key, rules),
  replyTo: signs?.email ? { name: signs.name, address: signs.email } : null,
  signedBy: signs?.id ?? null,
});
