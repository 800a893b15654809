import type { CallCustomerFacts } from '../facts/reminder-facts.ts';
import type { Sentences } from '../language/sentences.ts';
import { type ToStaffWords, toStaffWords } from './common-words.ts';
import { type InvoiceWords, invoicesInWords } from './invoice-words.ts';
import { MOST_TOTALS } from './long-letter.ts';
import { type StoryLine, storyLines } from './story-lines.ts';
import { verdictWords } from './verdict-words.ts';

/** What the letter that asks a person to call about money may say. */
export interface CallCustomerWords extends ToStaffWords {
  /** The letter whose place the call takes; null when no ladder asks for one. */
  readonly asked: string | null;
  readonly reasons: readonly string[];
  readonly record: string;
  readonly invoices: readonly InvoiceWords[];
  readonly count: number;
  readonly together: string | null;
  readonly bank: string;
  /** What the caller may say, in their own mouth. */
  readonly suggested: readonly string[];
  readonly story: readonly StoryLine[] | null;
}

/** Puts the facts of a call about money into words. Throws when it is about no invoice. */
export function callCustomerWords(facts: CallCustomerFacts, say: Sentences): CallCustomerWords {
  const words = toStaffWords(facts, say);
  const told = invoicesInWords(facts.invoices, facts.today, say);
  const [invoice] = told.invoices;
  if (!invoice) throw new Error('a call-customer letter needs at least one invoice');
  const count = facts.invoices.length;
  const context = {
    ...words,
    invoice,
    count,
    totals: facts.totals.slice(0, MOST_TOTALS),
    payments_read_on: facts.paymentsReadOn,
  };
  const { calls } = say;
  const tone = facts.asked === null ? null : say.verdicts.tones[facts.asked]({});
  // The ladder's own reason says it with its days.
  const saysLadder = facts.reasons.some(({ code }) => code === 'ladder');
  const { reasons, record } = verdictWords(say, { ...facts, holds: [] });
  return {
    letter: facts.letter,
    ...words,
    subject: calls.subject(context),
    ask: calls.ask(context),
    asked: tone === null || saysLadder ? null : calls.asked({ ...context, tone }),
    reasons,
    record,
    ...told,
    count,
    together: count === 1 ? null : say.reminders.together(context),
    bank: calls.bank(context),
    suggested: suggestionsOf(facts, say).map((suggestion) => suggestion(context)),
    story: storyLines(facts.story, calls, say),
    replies: calls.footer(context),
  };
}

/** Reasons for a call that a better address would take away. */
const ADDRESS_WANTED = ['no_address', 'address_refused', 'address_bounced'];

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
