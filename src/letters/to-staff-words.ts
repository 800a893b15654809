import { clean, cleanOr, LENGTHS } from './clean.ts';
import { type CommonWords, senderWords } from './common-words.ts';
import type { ToStaffFacts } from './letter.ts';
import type { Sentences } from './sentences.ts';

/** The customer as the company's own people know them. */
interface CustomerWords {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** What every letter to a person of the company may say besides its own words. */
export interface ToStaffWords extends CommonWords {
  readonly ask: string;
  readonly customer: CustomerWords;
}

/** The words that such a letter needs before its own sentences, which may name them. */
export function toStaffWords(facts: ToStaffFacts, say: Sentences) {
  const around = { ...senderWords(facts, say), customer: customerWords(facts.customer) };
  return { ...around, greeting: say.staff.greeting(around), if_we_fail: null, signed: false };
}

/** Names a customer: a nameless one by their id. */
function customerWords(customer: ToStaffFacts['customer']): CustomerWords {
  const id = cleanOr(customer.id, LENGTHS.number, '…');
  return {
    id,
    name: cleanOr(customer.name, LENGTHS.name, id),
    email: clean(customer.email, LENGTHS.thing),
  };
}
