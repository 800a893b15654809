import type { About, CustomerId, LetterId } from '../ids.ts';
import type { Rules } from '../policy/rules.ts';
import type { Address } from '../waiting/address.ts';
import { letterIdOf, messageIdOf } from './identity.ts';

/** What every letter is before words, to whomever it goes. */
export interface LetterBase {
  readonly id: LetterId;
  /** Natural key: case (or invoice, or task) + kind + occasion. */
  readonly key: string;
  readonly language: string;
  /** Whose business it is about. */
  readonly customerId: CustomerId;
  readonly to: Address;
  readonly about: readonly About[];
  readonly messageId: string;
}

/** The letter of this key, with the names that follow from it. */
export const letterBase = <Given extends Pick<LetterBase, 'key' | 'language' | 'customerId' | 'to'>>(
  given: Given,
  rules: Rules,
) => ({ ...given, id: letterIdOf(given.key), messageId: messageIdOf(given.key, rules) });
