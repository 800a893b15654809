import type { AlarmFacts } from './alarm-facts.ts';
import type { StaffFacts, StatusFacts } from './letter.ts';
import type { CallCustomerFacts, CreditReviewFacts, ReminderFacts } from './reminder-facts.ts';

/** All that a letter says, before words: stored with it, so that it can be rendered again exactly. */
export type LetterFacts =
  | StatusFacts
  | StaffFacts
  | ReminderFacts
  | CallCustomerFacts
  | CreditReviewFacts
  | AlarmFacts;
