import { cleanOr, LENGTHS } from './clean.ts';
import { type ItemWords, itemWords } from './item-words.ts';
import type { LetterWords } from './letter-words.ts';
import { beyond, IN_FULL } from './long-letter.ts';
import type { Amount } from './money-facts.ts';
import { personWords } from './person-words.ts';
import type { CreditReviewFacts } from './reminder-facts.ts';
import type { Sentences } from './sentences.ts';
import { type CustomerWords, customerWords } from './staff-words.ts';
import { recordWords } from './verdict-words.ts';

/** What the letter that asks for a decision about a credit limit may say; null where something is not known. */
export interface CreditReviewWords extends LetterWords {
  readonly ask: string;
  readonly why: string;
  readonly customer: CustomerWords;
  readonly items: readonly ItemWords[];
  readonly others: readonly string[];
  readonly uncounted: number | null;
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
  const { today, limit, exposure, estimate, supported } = facts;
  const company = cleanOr(facts.company, LENGTHS.name, '…');
  const person = personWords(facts.person, company, say);
  const customer = customerWords(facts.customer);
  const around = { today, company, person, next_word_by: today };
  const context = { ...around, customer, supported };
  const told = { today, noNews: false, lettersBefore: 0, brief: true };
  const { credit } = say;
  return {
    letter: facts.letter,
    company,
    today,
    subject: say.staff.subject['review-credit-limit'](context),
    greeting: say.staff.greeting(context),
    person,
    ask: say.staff.ask['review-credit-limit'](context),
    why: say.staff.why.credit_hold(context),
    customer,
    items: facts.items.slice(0, IN_FULL).map((item) => itemWords(item, told, around, say)),
    ...beyond(facts, told, around, say),
    limit,
    exposure,
    estimate,
    largest_invoice: facts.largestInvoice,
    record: recordWords(facts.record, say),
    advice: (supported === null ? credit.not_supported : credit.supported)(context),
    supported,
    replies: say.calls.footer(context),
    if_we_fail: null,
    signed: false,
  };
}
