import type { Amount, InvoiceFacts } from '../../customer/money-facts.ts';
import { TOLD_IN_FULL } from '../facts/reminder-facts.ts';
import { clean, cleanOr, LENGTHS, safeUrl } from '../language/clean.ts';
import { NO_BREAK } from '../language/days.ts';
import type { Sentences } from '../language/sentences.ts';

/** One invoice in words, as templates see it. Days stay ISO and amounts amounts; filters write them. */
export interface InvoiceWords {
  readonly number: string;
  /** "Invoice FV/118", for a heading. */
  readonly name: string;
  /** When it was due and what is open on it. */
  readonly due: string;
  readonly issued_on: string;
  readonly due_on: string;
  readonly days_overdue: number;
  /** Still to be paid. */
  readonly open: Amount;
  readonly total: Amount;
  /** A part of it has been paid. */
  readonly part_paid: boolean;
  /** Every component, and how many more than a letter has room for (null: none). */
  readonly lines: readonly { readonly description: string; readonly amount: Amount }[];
  readonly more_lines: number | null;
  readonly pay_url: string | null;
}

/** Beyond those told in full so many more are listed by number; an invoice has so many components. */
const LISTED = 60;
const LINES = 20;
/** A longer number may break: it would not fit a narrow line. */
const WHOLE_NUMBER = 16;

/**
 * All invoices of a letter: those told in full, the others in a line each, and how many more still.
 * @param stated a statement lists them all: nothing is listed twice
 */
export function invoicesInWords(
  invoices: readonly InvoiceFacts[],
  today: string,
  say: Sentences,
  stated = false,
): {
  invoices: readonly InvoiceWords[];
  others: readonly string[];
  uncounted: number | null;
} {
  const listed = stated ? [] : invoices.slice(TOLD_IN_FULL, TOLD_IN_FULL + LISTED);
  const uncounted = stated ? 0 : invoices.length - TOLD_IN_FULL - LISTED;
  return {
    invoices: invoices.slice(0, TOLD_IN_FULL).map((invoice) => invoiceWords(invoice, today, say)),
    others: listed.map((one) =>
      say.reminders.listed({ today, invoice: invoiceWords({ ...one, lines: [] }, today, say) }),
    ),
    // Null, not 0: in Liquid 0 is true.
    uncounted: uncounted > 0 ? uncounted : null,
  };
}

/** Puts one invoice into words. */
export function invoiceWords(facts: InvoiceFacts, today: string, say: Sentences): InvoiceWords {
  const number = numberOf(facts);
  const invoice = {
    number,
    issued_on: facts.issuedOn,
    due_on: facts.dueOn,
    days_overdue: facts.daysOverdue,
    open: facts.open,
    total: facts.total,
    part_paid: facts.partPaid ?? isPartOpen(facts),
    lines: facts.lines.slice(0, LINES).map(({ description, amount }) => ({
      description: cleanOr(description, LENGTHS.inSentence, '…'),
      amount,
    })),
    more_lines: facts.lines.length > LINES ? facts.lines.length - LINES : null,
    pay_url: safeUrl(facts.payUrl),
  };
  const context = {
    today,
    invoice: { ...invoice, nth: facts.instalment?.nth ?? null, of: facts.instalment?.of ?? null },
  };
  return {
    ...invoice,
    name: nameOf(facts, say)(context),
    due: (isPartOpen(facts) ? say.reminders.due_part : say.reminders.due)(context),
  };
}

function nameOf({ isInstalment, instalment }: InvoiceFacts, { reminders }: Sentences): ListedPhrases {
  if (isInstalment !== true) return reminders.name;
  return (instalment ? reminders.name_instalment : reminders.name_instalment_only) ?? reminders.name;
}

type ListedPhrases = Sentences['reminders']['listed'];

function numberOf({ number, id }: InvoiceFacts): string {
  const given = clean(number, LENGTHS.number) ?? cleanOr(id, LENGTHS.number, '…');
  return given.length <= WHOLE_NUMBER ? given.replaceAll(' ', NO_BREAK) : given;
}

/** Less is open than its total, for whatever reason; "129.00" and "129.0" are one amount. */
const isPartOpen = ({ open, total }: InvoiceFacts): boolean =>
  open.currency === total.currency && withoutZeros(open.amount) !== withoutZeros(total.amount);
const withoutZeros = (amount: string): string =>
  amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
