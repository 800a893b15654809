import type { Address } from '../../customer/address.ts';
import type { About, CustomerId, LetterId } from '../../customer/ids.ts';
import type { AlarmFacts } from './alarm-facts.ts';
import type { CorrectionFacts } from './correction-facts.ts';
import type { DigestFacts } from './digest-facts.ts';
import type { StaffFacts, StatusFacts } from './letter.ts';
import type { CallCustomerFacts, CreditReviewFacts, ReminderFacts } from './reminder-facts.ts';
import type { WeekFacts } from './week-facts.ts';

/** All that a letter says, before words: stored with it, so that it can be rendered again exactly. */
export type LetterFacts =
  | StatusFacts
  | StaffFacts
  | DigestFacts
  | ReminderFacts
  | CorrectionFacts
  | CallCustomerFacts
  | CreditReviewFacts
  | AlarmFacts
  | WeekFacts;

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
