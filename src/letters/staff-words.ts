import { clean, cleanOr, LENGTHS } from './clean.ts';
import { type ItemWords, itemWords } from './item-words.ts';
import type { StaffFacts } from './letter.ts';
import type { LetterWords } from './letter-words.ts';
import { beyond, IN_FULL } from './long-letter.ts';
import { personWords } from './person-words.ts';
import type { Sentences } from './sentences.ts';

/** The customer as the company's own people know them. */
export interface CustomerWords {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** What a template of a letter to the company's own people may say; null where something does not apply. */
export interface StaffWords extends LetterWords {
  readonly task: string;
  readonly ask: string;
  readonly why: string;
  readonly customer: CustomerWords;
  readonly items: readonly ItemWords[];
  readonly others: readonly string[];
  readonly uncounted: number | null;
  /** Null when there was no letter: in Liquid an empty list is true. */
  readonly story: readonly { readonly on: string; readonly what: string }[] | null;
}

/** Puts the facts of a staff letter into words. */
export function staffWords(facts: StaffFacts, say: Sentences): StaffWords {
  const company = cleanOr(facts.company, LENGTHS.name, '…');
  const person = personWords(facts.person, company, say);
  const around = { today: facts.today, company, person, next_word_by: facts.today };
  const customer = customerWords(facts.customer);
  const context = { ...around, customer };
  const told = { today: facts.today, noNews: false, lettersBefore: 0, brief: true };
  return {
    letter: facts.letter,
    company,
    today: facts.today,
    subject: say.staff.subject[facts.task](context),
    greeting: say.staff.greeting(context),
    person,
    task: facts.task,
    ask: say.staff.ask[facts.task](context),
    why: say.staff.why[whyOf(facts)](context),
    customer,
    items: facts.items.slice(0, IN_FULL).map((item) => itemWords(item, told, around, say)),
    ...beyond(facts, told, around, say),
    story: facts.story.length === 0 ? null : facts.story.slice(-20).map((event) => storyLine(event, say)),
    replies: say.staff.footer(context),
    if_we_fail: null,
    signed: false,
  };
}

/** Names a customer: a nameless one by their id. */
export function customerWords(customer: StaffFacts['customer']): CustomerWords {
  const id = cleanOr(customer.id, LENGTHS.number, '…');
  return {
    id,
    name: cleanOr(customer.name, LENGTHS.name, id),
    email: clean(customer.email, LENGTHS.thing),
  };
}

/** A day that has passed is not "close". ISO days compare as text. */
function whyOf({ why, items, today }: StaffFacts): StaffFacts['why'] | 'needed_passed' {
  const passed = items.some(({ neededBy }) => neededBy !== null && neededBy < today);
  return why === 'needed_soon' && passed ? 'needed_passed' : why;
}

function storyLine({ on, letter, status }: StaffFacts['story'][number], say: Sentences) {
  const words = { letter: say.staff.letters[letter]({}), status: say.staff.statuses[status]({}) };
  return { on, what: say.staff.story(words) };
}
