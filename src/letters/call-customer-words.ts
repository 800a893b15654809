import { cleanOr, LENGTHS } from './clean.ts';
import { type InvoiceWords, invoicesInWords } from './invoice-words.ts';
import type { LetterWords } from './letter-words.ts';
import { MOST_TOTALS } from './long-letter.ts';
import { personWords } from './person-words.ts';
import type { CallCustomerFacts } from './reminder-facts.ts';
import type { Sentences } from './sentences.ts';
import { type CustomerWords, customerWords } from './staff-words.ts';
import { verdictWords } from './verdict-words.ts';

/** What the letter that asks a person to call about money may say. */
export interface CallCustomerWords extends LetterWords {
  readonly ask: string;
  /** The letter whose place the call takes; null when no ladder asks for one. */
  readonly asked: string | null;
  readonly reasons: readonly string[];
  readonly record: string;
  readonly customer: CustomerWords;
  readonly invoices: readonly InvoiceWords[];
  readonly others: readonly string[];
  readonly uncounted: number | null;
  readonly count: number;
  readonly together: string | null;
  readonly bank: string;
  /** What the caller may say, in their own mouth. */
  readonly suggested: readonly string[];
  /** Null when there was no letter: in Liquid an empty list is true. */
  readonly story: readonly { readonly on: string; readonly what: string }[] | null;
}

const MOST_EVENTS = 20;

/** Puts the facts of a call about money into words. Throws when it is about no invoice. */
export function callCustomerWords(facts: CallCustomerFacts, say: Sentences): CallCustomerWords {
  const { today } = facts;
  const company = cleanOr(facts.company, LENGTHS.name, '…');
  const person = personWords(facts.person, company, say);
  const customer = customerWords(facts.customer);
  const told = invoicesInWords(facts.invoices, today, say);
  const [invoice] = told.invoices;
  if (!invoice) throw new Error('a call-customer letter needs at least one invoice');
  const count = facts.invoices.length;
  const totals = facts.totals.slice(0, MOST_TOTALS);
  const context = {
    today,
    company,
    person,
    customer,
    invoice,
    count,
    totals,
    payments_read_on: facts.paymentsReadOn,
  };
  const { calls } = say;
  const tone = facts.asked === null ? null : say.verdicts.tones[facts.asked]({});
  // The ladder's own reason says it with its days.
  const saysLadder = facts.reasons.some(({ code }) => code === 'ladder');
  const { reasons, record } = verdictWords(say, { ...facts, holds: [] });
  return {
    letter: facts.letter,
    company,
    today,
    subject: calls.subject(context),
    greeting: say.staff.greeting(context),
    person,
    ask: calls.ask(context),
    asked: tone === null || saysLadder ? null : calls.asked({ ...context, tone }),
    reasons,
    record,
    customer,
    ...told,
    count,
    together: count === 1 ? null : say.reminders.together(context),
    bank: calls.bank(context),
    suggested: suggestionsOf(facts, say).map((suggestion) => suggestion(context)),
    story:
      facts.story.length === 0 ? null : facts.story.slice(-MOST_EVENTS).map((event) => storyLine(event, say)),
    replies: calls.footer(context),
    if_we_fail: null,
    signed: false,
  };
}

/** Reasons for a call that a better address would take away. */
const ADDRESS_WANTED = ['no_address', 'address_refused'];

/** A clean or short record: a slip is guessed, and nothing is asked for. Any other: when, and in how many parts. */
function suggestionsOf({ record, reasons, invoices }: CallCustomerFacts, say: Sentences) {
  const { suggested } = say.calls;
  const gentle = record.grade === 'clean' || record.grade === 'unknown';
  return [
    invoices.length === 1 ? suggested.open : suggested.open_several,
    ...(record.grade === 'clean' ? [suggested.slip] : []),
    ...(gentle ? [suggested.found] : [suggested.when, suggested.instalments]),
    ...(reasons.some(({ code }) => ADDRESS_WANTED.includes(code)) ? [suggested.address] : []),
  ];
}

function storyLine({ on, letter, status }: CallCustomerFacts['story'][number], say: Sentences) {
  const words = { letter: say.calls.letters[letter]({}), status: say.staff.statuses[status]({}) };
  return { on, what: say.calls.story(words) };
}
