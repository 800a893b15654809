import { isoDay } from '../../calendar/time.ts';
import { amountOf } from '../../customer/money.ts';
import type { InvoiceFacts } from '../../customer/money-facts.ts';
import { billingAddress } from '../../dunning/billing-address.ts';
import { holdOutsideHours, holdUpdateToday, holdWrittenToday } from '../../dunning/holds/the-customer.ts';
import { type SeenPayment, seenPayments } from '../../dunning/payment-seen.ts';
import type { DunningSituation } from '../../dunning/situation.ts';
import type { ReminderFacts } from '../facts/reminder-facts.ts';
import { composeReminder, type ReminderLetter } from './compose-reminder.ts';
import { invoiceFacts } from './invoice-facts.ts';

interface Thanks {
  readonly letter: ReminderLetter | null;
  /** Invoices whose thanks wait for a better hour: their matter has not ended yet. */
  readonly waiting: ReadonlySet<string>;
}

const NO_THANKS: Thanks = { letter: null, waiting: new Set() };

/**
 * Thanks a customer who was reminded, and whose payment was found: it ends the matter. One letter for all of them.
 * @param writing a reminder goes to them in this very round: thanks wait
 */
export function composeThanks(situation: DunningSituation, writing: boolean): Thanks {
  const all = seenPayments(situation);
  if (all.length === 0) return NO_THANKS;
  const address = billingAddress(situation);
  if (!('address' in address)) return NO_THANKS;
  const held =
    holdOutsideHours({ situation }) ?? holdUpdateToday({ situation }) ?? holdWrittenToday({ situation });
  if (writing || held !== null)
    return { letter: null, waiting: new Set(all.map(({ invoiceId }) => invoiceId)) };
  const parts = all.map((each) => ({ id: each.invoiceId, facts: paidFacts(each, situation), rung: null }));
  const letter = composeReminder(
    situation,
    parts.filter((part): part is typeof part & { facts: InvoiceFacts } => part.facts !== null),
    address,
    {
      kind: 'payment-seen',
      tone: null,
      release: 'automatic',
      guessSlip: false,
      nextStepOn: null,
      payment: paymentFacts(all),
      totals: [],
      statement: null,
    },
  );
  return { letter, waiting: new Set() };
}

/** The invoice as it stands, or, settled, as our reminder named it. */
function paidFacts({ invoiceId, invoice }: SeenPayment, { memory }: DunningSituation): InvoiceFacts | null {
  if (invoice) return invoiceFacts(invoice, { remains: 0n, parts: [] }, 0);
  const told = memory.dunning.reminders.findLast((each) => each.invoiceId === invoiceId)?.told ?? null;
  return told && { ...told, daysOverdue: 0, open: { ...told.open, amount: '0' } };
}

/** The money, where there is one sum in one currency to tell of. */
function paymentFacts(seen: readonly SeenPayment[]): ReminderFacts['payment'] {
  const [first] = seen;
  if (!first || seen.length > 1) return null;
  const { amount, currency, on } = first.payment;
  if (amount === null || currency === null) return null;
  return { ...amountOf(amount, currency), on: on === null ? null : isoDay(on), scheduled: false };
}
