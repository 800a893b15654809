import type { CaseId, CustomerId, ItemRef, PersonId, TaskKind } from '../customer.ts';

/** Why a person must do it; each code has a sentence per language. */
export type TaskReason =
  | 'no_address'
  | 'email_not_wanted'
  | 'past_letters'
  | 'reply_owed'
  | 'credit_hold'
  | 'letters_passed'
  | 'word_broken'
  | 'needed_soon'
  | 'address_refused';

/** Something that a person must do about one case. */
export interface Task {
  /** Natural key: case + kind + occasion. */
  readonly key: string;
  readonly kind: TaskKind;
  /** Null when the company names nobody: it is listed, and no letter tells it. */
  readonly forPerson: PersonId | null;
  readonly customerId: CustomerId;
  readonly about: readonly ItemRef[];
  readonly caseId: CaseId;
  readonly why: TaskReason;
}
