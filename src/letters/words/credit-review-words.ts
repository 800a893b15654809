import type { Amount } from '../../customer/money-facts.ts';
import type { CreditReviewFacts } from '../facts/reminder-facts.ts';
import type { Sentences } from '../language/sentences.ts';
import { type ToStaffWords, toStaffWords } from './common-words.ts';
import type { ItemWords } from './item-words.ts';
import { itemsInBrief } from './long-letter.ts';
import { recordWords } from './verdict-words.ts';

/** What the letter that asks for a decision about a credit limit may say; null where something is not known. */
export interface CreditReviewWords extends ToStaffWords {
  readonly why: string;
  readonly items: readonly ItemWords[];
  readonly limit: Amount | null;
  readonly exposure: Amount | null;
  readonly estimate: Amount | null;
  readonly largest_invoice: Amount | null;
  readonly record: string;
  /** The limit that the record supports, or that it supports no higher one. */
  readonly advice: string;
  readonly supported: Amount | null;
}

/** Puts the facts of a credit decision into words. */
export function creditReviewWords(facts: CreditReviewFacts, say: Sentences): CreditReviewWords {
  const { limit, exposure, estimate, supported } = facts;
  const words = toStaffWords(facts, say);
  const context = { ...words, supported };
  const { credit } = say;
  return {
    letter: facts.letter,
    ...words,
    subject: say.staff.subject['review-credit-limit'](context),
    ask: say.staff.ask['review-credit-limit'](context),
    why: say.staff.why.credit_hold(context),
    ...itemsInBrief(facts, words, say),
    limit,
    exposure,
    estimate,
    largest_invoice: facts.largestInvoice,
    record: recordWords(facts.record, say),
    advice: (supported === null ? credit.not_supported : credit.supported)(context),
    supported,
    replies: say.calls.footer(context),
  };
}
