import type { About, CustomerId, LetterId } from '../ids.ts';
import type { Address } from '../waiting/address.ts';

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
