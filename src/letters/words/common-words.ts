import type { CommonFacts, NamedPerson, ToStaffFacts } from '../facts/fact-shapes.ts';
import { clean, cleanOr, LENGTHS } from '../language/clean.ts';
import { NO_BREAK } from '../language/days.ts';
import type { Sentences } from '../language/sentences.ts';

/** What a template of every letter may say besides its own words; null where something does not apply. */
export interface CommonWords {
  readonly letter: string;
  readonly company: string;
  readonly today: string;
  readonly subject: string;
  readonly greeting: string;
  readonly person: PersonWords;
  /** Names of what is beyond that told in full, and how many more still. */
  readonly others: readonly string[];
  readonly uncounted: number | null;
  /** Closing sentences of the layout. */
  /** Whom an answer reaches; null: it goes to the company at large. */
  readonly replies: string | null;
  /** Why the reader gets this letter; null in a letter to the company's own people. */
  readonly because: string | null;
  readonly if_we_fail: string | null;
  readonly signed: boolean;
}

/** For which company, on what day and by whom a letter is written. */
export function senderWords(
  { today, company: name, person }: CommonFacts,
  say: Sentences,
): Pick<CommonWords, 'today' | 'company' | 'person'> {
  const company = cleanOr(name, LENGTHS.name, '…');
  return { today, company, person: personWords(person, company, say) };
}

/** How a letter to a customer begins: with the salutation that the company gives, else without a name. */
export function greetingOf(
  customer: { readonly salutation: string | null },
  company: string,
  say: Sentences,
): string {
  const salutation = clean(customer.salutation, LENGTHS.name);
  return salutation === null ? say.greeting.plain({ company }) : say.greeting.named({ company, salutation });
}

/** A person as a letter names them. */
export interface PersonWords {
  readonly name: string;
  /** Null when the company itself signs, because its tables name nobody. */
  readonly role: string | null;
  readonly phone: string | null;
  /** The same as a telephone dials it; null where it is no number alone. */
  readonly tel: string | null;
  readonly email: string | null;
}

/** Puts a person into words; `company` is the cleaned name of the company. */
export function personWords(person: NamedPerson, company: string, say: Sentences): PersonWords {
  const name = cleanOr(person.name, LENGTHS.name, company);
  const phone = clean(person.phone, LENGTHS.phone);
  const tel = telOf(phone);
  return {
    name,
    role: name === company ? null : say.roles[person.role]({}),
    // A number stays on one line.
    phone: tel === null ? phone : (phone?.replaceAll(' ', NO_BREAK) ?? null),
    tel,
    email: clean(person.email, LENGTHS.thing),
  };
}

const DIALLED = /^\+?[\d ().-]{5,40}$/;

/** A number as a telephone dials it; null where it is no number alone: two numbers, or an extension, are for a person to dial. */
export function telOf(phone: string | null): string | null {
  if (phone === null || !DIALLED.test(phone)) return null;
  const digits = phone.replace(/\D/g, '');
  return digits.length < 5 || digits.length > 15 ? null : `${phone.startsWith('+') ? '+' : ''}${digits}`;
}

/** The closing sentences of a letter to a customer: whom answers reach is said where there is somebody with an address. */
export const closingOf = (person: PersonWords, context: object, say: Sentences) => ({
  replies: person.email === null ? null : say.closing.replies(context),
  because: say.closing.because(context),
});

/** The customer as the company's own people know them. */
interface CustomerWords {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** What every letter to a person of the company may say besides its own words. */
export interface ToStaffWords extends CommonWords {
  readonly ask: string;
  readonly customer: CustomerWords;
}

/** The words that such a letter needs before its own sentences, which may name them. */
export function toStaffWords(facts: ToStaffFacts, say: Sentences) {
  const around = { ...senderWords(facts, say), customer: customerWords(facts.customer) };
  const greeting = say.staff.greeting(around);
  return { ...around, greeting, because: null, if_we_fail: null, signed: false };
}

/** Names a customer: a nameless one by their id. */
function customerWords(customer: ToStaffFacts['customer']): CustomerWords {
  const id = cleanOr(customer.id, LENGTHS.number, '…');
  return {
    id,
    name: cleanOr(customer.name, LENGTHS.name, id),
    email: clean(customer.email, LENGTHS.thing),
    phone: clean(customer.phone ?? null, LENGTHS.phone),
  };
}
