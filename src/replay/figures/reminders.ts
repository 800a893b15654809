import { z } from 'zod';
import { daysPast, movedDueDay } from '../../account/due-day.ts';
import type { InvoiceHistory } from '../past/history.ts';
import type { PlayedLetter, ToldInvoice } from '../playing/played.ts';
import type { Replayed } from '../playing/replayed.ts';
import { type Figure, medianDays, share } from './figure.ts';

export const remindersSchema = z.strictObject({
  /** Invoices named in reminders, by tone and then by the payment record of that day. */
  by_tone: z.record(z.string(), z.record(z.string(), z.int())),
  thanks: z.int(),
  held_for_a_person: z.int(),
  /** Invoices of which a reminder was held at least once, by the rule that was named first. */
  held: z.record(z.string(), z.int()),
});
export type Reminders = z.infer<typeof remindersSchema>;

/** So soon paid, nobody needed the reminder. */
const ANYWAY = 3;
/** Calendar days past its due day after which an invoice is one that is not paid. */
const UNPAID_AFTER = 30;

interface Named {
  readonly letter: PlayedLetter;
  readonly told: ToldInvoice;
}

/** Reminders: whom they pressed who need not be pressed, and how long they waited with those who do not pay. */
export function reminderFigures(replayed: Replayed): { figures: readonly Figure[]; reminders: Reminders } {
  const { played } = replayed;
  const named = replayed.toCustomers.flatMap((letter) => letter.invoices.map((told) => ({ letter, told })));
  const reminded = named.filter(({ told }) => told.tone !== null);
  const clean = reminded.filter(({ told }) => told.grade === 'clean');
  const byTone: Record<string, Record<string, number>> = {};
  for (const { told } of reminded) {
    const grades = byTone[told.tone ?? ''] ?? {};
    byTone[told.tone ?? ''] = grades;
    grades[told.grade ?? 'unknown'] = (grades[told.grade ?? 'unknown'] ?? 0) + 1;
  }
  return {
    figures: [
      share(
        'clean_above_friendly',
        clean.filter(({ told }) => told.tone !== 'friendly').length,
        clean.length,
      ),
      share(
        'disputed_or_covered',
        reminded.filter(({ told }) => told.disputed || told.covered).length,
        reminded.length,
      ),
      share(
        'paid_within_three',
        reminded.filter((each) => isPaidAnyway(replayed, each)).length,
        reminded.length,
      ),
      ...firmStep(replayed, reminded),
    ],
    reminders: {
      by_tone: byTone,
      thanks: named.length - reminded.length,
      held_for_a_person: played.letters.filter(({ held }) => held).length,
      held: Object.fromEntries(played.moneyHeld),
    },
  };
}

function isPaidAnyway(replayed: Replayed, { letter, told }: Named): boolean {
  const settledOn = replayed.invoice(told.id)?.settledOn ?? null;
  return settledOn !== null && settledOn - letter.day <= ANYWAY;
}

/** Of invoices that were not paid a month after their due day: how many got a firm reminder, and when the first one came. */
function firmStep({ history, played }: Replayed, reminded: readonly Named[]): readonly Figure[] {
  const firstFirm = new Map<string, PlayedLetter>();
  for (const { letter, told } of reminded)
    if ((told.tone === 'firm' || told.tone === 'formal') && !firstFirm.has(told.id))
      firstFirm.set(told.id, letter);
  const due = ({ invoice }: InvoiceHistory) => movedDueDay(invoice.dueOn, played.rules);
  const unpaid = history.customers
    .flatMap(({ invoices }) => invoices)
    .filter((each) => {
      const month = due(each) + UNPAID_AFTER;
      const isOpen = each.settledOn === null || each.settledOn > month;
      return each.invoice.total > 0n && isOpen && month >= played.from && month <= played.to;
    });
  const waits = unpaid.flatMap((each) => {
    const letter = firstFirm.get(each.invoice.id);
    return letter ? [daysPast(due(each), letter.day)] : [];
  });
  return [share('firm_step_reached', waits.length, unpaid.length), medianDays('firm_step_wait', waits)];
}
