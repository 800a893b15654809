import type { Day, Instant } from '../calendar/time.ts';
import type { About, CaseId, CustomerId, ItemRef, PersonId } from './ids.ts';

/** Why a person must do it; each code has a sentence per language. */
export const TASK_REASONS = [
  'no_address',
  'email_not_wanted',
  'past_letters',
  'reply_owed',
  'credit_hold',
  'letters_passed',
  'word_broken',
  'needed_soon',
  'address_refused',
  'address_bounced',
  'complained',
  'reply_late',
  'says_paid',
  'asks_call',
  'says_wrong',
  'wants_partial',
  'wants_cancel',
  'will_collect',
] as const;

export type TaskReason = (typeof TASK_REASONS)[number];

export interface Todo {
  /** Natural key: case (or invoice) + kind + occasion. */
  readonly key: string;
  readonly kind: TaskKind;
  /** Null when the company names nobody: it is listed, and no letter tells it. */
  readonly forPerson: PersonId | null;
  readonly customerId: CustomerId;
}

/** Something that a person must do about one case. */
export interface Task extends Todo {
  readonly about: readonly ItemRef[];
  readonly caseId: CaseId;
  readonly why: TaskReason;
}

/** Something that came of a mail, about whatever the letter in question was about: no letter has told its person yet. */
export interface UntoldTask extends Todo {
  readonly about: readonly About[];
  readonly caseId: CaseId | null;
  readonly why: TaskReason;
  /** The day by which it is to be done; null: none was given. */
  readonly dueOn: Day | null;
}

export interface CaseTask {
  /** Natural key: case + kind + occasion. */
  readonly key: string;
  readonly kind: TaskKind;
  readonly createdAt: Instant;
}

export const TASK_KINDS = ['call-customer', 'answer-customer', 'review-credit-limit', 'escalation'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
