import { type ComingMoney, type Cover, comingMoney } from '../../account/coming-money.ts';
import { daysLater } from '../../calendar/duration.ts';
import { type Day, dayOf, isoDay } from '../../calendar/time.ts';
import type { Invoice } from '../../customer/account.ts';
import { isHarsher, type Tone } from '../../customer/tone.ts';
import { billingAddress } from '../../dunning/billing-address.ts';
import { formalTerms } from '../../dunning/formal-letter.ts';
import { remindersGone } from '../../dunning/ladder.ts';
import type { DunningSituation } from '../../dunning/situation.ts';
import type { Verdict } from '../../dunning/verdict.ts';
import { composeReminder, type ReminderLetter, type ReminderPart } from './compose-reminder.ts';
import { invoiceFacts, totalsOf } from './invoice-facts.ts';
import { statementOf } from './statement.ts';

interface Reminded {
  readonly letter: ReminderLetter | null;
  /** The same verdicts; one whose letter is gentler, because it is about several invoices, says so. */
  readonly verdicts: readonly Verdict[];
}

/**
 * One letter about all invoices of the customer that may be written about, in the tone of the oldest of them, which its own record has
 * softened. What was never reminded of gently, or is owed by a clean record, is not pressed in a harsher letter: it stands in the
 * statement alone, takes no rung, and has a reminder of its own after the gap.
 */
export function remind(situation: DunningSituation, judged: readonly Verdict[]): Reminded {
  const may = judged.filter((verdict) => verdict.plannedLetter === null && verdict.tone !== null);
  const address = billingAddress(situation);
  // The account's order is that of due days.
  const tone = may[0]?.tone ?? null;
  if (tone === null || !('address' in address)) return { letter: null, verdicts: judged };
  const going = may.filter((verdict) => mayBePressed(verdict, tone, situation));
  const money = comingMoney(situation.facts.account, situation.today, situation.rules);
  const owed = owedOn(situation, going, money);
  const letter = composeReminder(situation, owed.map(partOf), address, {
    kind: `reminder-${tone}`,
    tone,
    // Whoever stands on a gentler rung is no reason for a person to look.
    release: going.some((each) => each.tone === tone && each.release === 'human') ? 'human' : 'automatic',
    guessSlip: tone === 'friendly' && going.every(({ record }) => record.grade === 'clean'),
    nextStepOn: nextStepOn(
      situation,
      going.filter((each) => each.tone === tone),
      tone,
    ),
    statement: statementOf(situation, new Set(going.map(({ invoiceId }) => invoiceId)), money),
    payment: null,
    totals: totalsOf(owed),
  });
  const verdicts = judged.map((each) =>
    going.includes(each) ? together(each, tone) : may.includes(each) ? listedOnly(each, situation) : each,
  );
  return { letter, verdicts };
}

function mayBePressed(
  { tone, record, invoiceId }: Verdict,
  letter: Tone,
  { memory }: DunningSituation,
): boolean {
  if (tone === null || !isHarsher(letter, tone)) return true;
  if (record.grade === 'clean') return letter === 'friendly';
  return remindersGone(memory.dunning.reminders).some((reminder) => reminder.invoiceId === invoiceId);
}

interface Owed {
  readonly invoice: Invoice;
  readonly cover: Cover;
  /** What is left to be paid, in minor units. */
  readonly open: bigint;
  readonly verdict: Verdict;
}

/** The invoices of these verdicts in the account's order, with what is left of each when coming money is taken off. */
function owedOn({ facts }: DunningSituation, going: readonly Verdict[], money: ComingMoney): readonly Owed[] {
  return facts.account.open.flatMap((invoice) => {
    const verdict = going.find(({ invoiceId }) => invoiceId === invoice.id);
    const cover = money.of(invoice);
    return verdict ? { invoice, cover, open: cover.remains, verdict } : [];
  });
}

const partOf = ({ invoice, cover, verdict }: Owed): ReminderPart => ({
  id: invoice.id,
  facts: invoiceFacts(invoice, cover, verdict.daysOverdue),
  rung: verdict.rung,
});

/** Several invoices in one letter: its tone is that of the oldest, while each keeps its own rung. */
function together(verdict: Verdict, tone: Tone): Verdict {
  if (verdict.tone === tone || verdict.tone === null) return verdict;
  const reason = { code: 'together_oldest', evidence: { tone } } as const;
  const isSofter = verdict.askedTone !== null && isHarsher(verdict.askedTone, tone);
  return { ...verdict, do: isSofter ? 'soften' : 'send', tone, reasons: [...verdict.reasons, reason] };
}

/** The letter of today names it, and does not press it. */
function listedOnly(verdict: Verdict, { rules, today }: DunningSituation): Verdict {
  const until = isoDay(daysLater(today, rules.dunning.minimumGap));
  const hold = { code: 'listed', until, evidence: {} } as const;
  return { ...verdict, do: 'hold', tone: null, holds: [hold], until };
}

/** The day of the step that the letter names: a firm one's next rung, where there is one; a formal one's legal step. */
function nextStepOn(
  { facts, rules, today }: DunningSituation,
  going: readonly Verdict[],
  tone: Tone,
): Day | null {
  const { ladder, minimumGap, legalStepAfter } = rules.dunning;
  // Nothing is announced for a day on which nobody works.
  const workingDay = (day: Day): Day => rules.calendar.addWorkingDays(day, 0);
  if (tone === 'formal') {
    const terms = formalTerms(facts.customer, rules);
    const least = typeof terms === 'string' ? 0 : terms.leastDays;
    return workingDay(dayOf(Math.max(daysLater(today, legalStepAfter), today + least)));
  }
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
