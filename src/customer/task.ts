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
  'paid_day_unclear',
  'collect_day_unclear',
  'wants_less',
  'asked_for_less',
  'consent_missing',
  'agrees_to_wait',
  'address_answers',
  'mail_unmatched',
  'mail_report',
  'mail_forged',
  'mail_unjudged',
  'delayed',
  'said_we_call',
  'asked_twice',
  'call_missed',
  'needed_before_promise',
  'complaint_open',
  'word_by_hand',
  'held_by_hand',
] as const;

export type TaskReason = (typeof TASK_REASONS)[number];

export interface Todo {
  /** Natural key: case (or invoice) + kind + occasion. */
  readonly key: string;
  readonly kind: TaskKind;
  /** Null when the company names nobody: it is listed, and no letter tells it. */
  readonly forPerson: PersonId | null;
  readonly customerId: CustomerId;
  /** The day, in the company's zone, by which it is to be done; null: none was given. */
  readonly dueOn: Day | null;
  /** Its person is told at once, and not in the digest of the day. */
  readonly urgent: boolean;
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
  /** What the customer wrote beside an answer with one tap. */
  readonly said?: string | null | undefined;
}

export interface CaseTask {
  /** Natural key: case + kind + occasion. */
  readonly key: string;
  readonly kind: TaskKind;
  readonly createdAt: Instant;
  /** Null: it is open. */
  readonly doneAt: Instant | null;
  /** What came of it: of one that is open, of the last try; null: nobody said. */
  readonly result: TaskResult | null;
}

/** What came of a call: they spoke; nobody answered, and it stays open; a word was left; the customer was given a new day. */
export const TASK_RESULTS = ['spoke', 'no_answer', 'left_word', 'new_date'] as const;
export type TaskResult = (typeof TASK_RESULTS)[number];

/** A task as its case remembers it from the moment in which it is asked for. */
export const newCaseTask = ({ key, kind }: Pick<Todo, 'key' | 'kind'>, createdAt: Instant): CaseTask => ({
  key,
  kind,
  createdAt,
  doneAt: null,
  result: null,
});

/** An open task about money, or of mending, that a round may end: its customer is looked at though nothing of theirs is overdue. */
export const endsByItself = ({ kind, doneAt }: CaseTask): boolean =>
  doneAt === null && (kind === 'decide-money' || kind === 'call-customer' || kind === 'watch-contacts');

export const TASK_KINDS = [
  'call-customer',
  'answer-customer',
  'find-out',
  'review-credit-limit',
  'escalation',
  'decide-money',
  'read-mail',
  'watch-contacts',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
