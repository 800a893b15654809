import { comingMoney } from '../../account/coming-money.ts';
import { daysLater } from '../../calendar/duration.ts';
import { type Day, dayOf } from '../../calendar/time.ts';
import type { Invoice } from '../../customer/account.ts';
import type { Tone } from '../../customer/tone.ts';
import { billingAddress } from '../../dunning/billing-address.ts';
import type { DunningSituation } from '../../dunning/situation.ts';
import { gentlest } from '../../dunning/softening.ts';
import type { Verdict } from '../../dunning/verdict.ts';
import { composeReminder, type ReminderLetter, type ReminderPart } from './compose-reminder.ts';
import { invoiceFacts, totalsOf } from './invoice-facts.ts';

interface Reminded {
  readonly letter: ReminderLetter | null;
  /** The same verdicts; one whose letter is gentler, because it is about several invoices, says so. */
  readonly verdicts: readonly Verdict[];
}

/** One letter about all invoices of the customer that may be written about, at the gentlest of their tones. */
export function remind(situation: DunningSituation, judged: readonly Verdict[]): Reminded {
  const going = judged.filter((verdict) => verdict.plannedLetter === null && verdict.tone !== null);
  const address = billingAddress(situation);
  const tone = gentlest(going.map((verdict) => verdict.tone).filter((each) => each !== null));
  if (tone === null || !('address' in address)) return { letter: null, verdicts: judged };
  const owed = owedOn(situation, going);
  const letter = composeReminder(situation, owed.map(partOf), address, {
    kind: `reminder-${tone}`,
    tone,
    // Whoever stands on a gentler rung is no reason for a person to look.
    release: going.some((each) => each.tone === tone && each.release === 'human') ? 'human' : 'automatic',
    guessSlip: tone === 'friendly' && going.every(({ record }) => record.grade === 'clean'),
    nextStepOn: nextStepOn(situation, going, tone),
    payment: null,
    totals: totalsOf(owed),
  });
  return { letter, verdicts: judged.map((each) => (going.includes(each) ? together(each, tone) : each)) };
}

interface Owed {
  readonly invoice: Invoice;
  /** What is left to be paid, in minor units. */
  readonly open: bigint;
  readonly verdict: Verdict;
}

/** The invoices of these verdicts in the account's order, with what is left of each when coming money is taken off. */
function owedOn({ facts, today, rules }: DunningSituation, going: readonly Verdict[]): readonly Owed[] {
  const money = comingMoney(facts.account, today, rules);
  return facts.account.open.flatMap((invoice) => {
    const verdict = going.find(({ invoiceId }) => invoiceId === invoice.id);
    return verdict ? { invoice, open: money.of(invoice).remains, verdict } : [];
  });
}

const partOf = ({ invoice, open, verdict }: Owed): ReminderPart => ({
  id: invoice.id,
  facts: invoiceFacts(invoice, open, verdict.daysOverdue),
  rung: verdict.rung,
});

/** Several invoices in one letter: its tone is the gentlest of theirs, while each keeps its own rung. */
function together(verdict: Verdict, tone: Tone): Verdict {
  if (verdict.tone === tone) return verdict;
  const reason = { code: 'together_gentlest', evidence: { tone } } as const;
  return { ...verdict, do: 'soften', tone, reasons: [...verdict.reasons, reason] };
}

/** The day of the step that the letter names: a firm one's next rung, where there is one; a formal one's legal step. */
function nextStepOn({ rules, today }: DunningSituation, going: readonly Verdict[], tone: Tone): Day | null {
  const { ladder, minimumGap, legalStepAfter } = rules.dunning;
  // Nothing is announced for a day on which nobody works.
  const workingDay = (day: Day): Day => rules.calendar.addWorkingDays(day, 0);
  if (tone === 'formal') return workingDay(daysLater(today, legalStepAfter));
  if (tone !== 'firm') return null;
  const afterGap = daysLater(today, minimumGap);
  const days = going.map(({ rung, daysOverdue }) => {
    const next = ladder[ladder.findIndex(({ rung: name }) => name === rung?.rung) + 1];
    if (!next) return null;
    const due = daysLater(dayOf(today - daysOverdue), next.after);
    return dayOf(Math.max(due, afterGap));
  });
  const known = days.filter((day) => day !== null);
  return known.length === 0 ? null : workingDay(dayOf(Math.min(...known)));
}
