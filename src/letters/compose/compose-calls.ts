import { comingMoney } from '../../account/coming-money.ts';
import { isoDay } from '../../calendar/time.ts';
import type { DunningSituation } from '../../dunning/situation.ts';
import type { InvoiceTask } from '../../dunning/tasks.ts';
import type { Verdict } from '../../dunning/verdict.ts';
import { letterEvents } from '../facts/letter-event.ts';
import type { CallCustomerFacts } from '../facts/reminder-facts.ts';
import { paymentsReadOn } from './compose-reminder.ts';
import { invoiceFacts, totalsOf } from './invoice-facts.ts';
import { type Reachable, type StaffLetter, staffLetter } from './staff-letter.ts';
import { toStaffFacts } from './to-staff-facts.ts';

/** One letter to whoever is asked to call this customer, about all the invoices of the calls; none without calls. */
export function composeCalls(
  situation: DunningSituation,
  verdicts: readonly Verdict[],
  tasks: readonly InvoiceTask[],
): readonly StaffLetter[] {
  const { facts, rules } = situation;
  const about = new Set<string>(tasks.flatMap((task) => task.about.map(({ id }) => id)));
  const called = verdicts.filter(
    ({ invoiceId, plannedLetter }) => plannedLetter === null && about.has(invoiceId),
  );
  const letter = staffLetter(tasks, facts.people, rules, (person) => callFacts(situation, called, person));
  return letter ? [letter] : [];
}

function callFacts(
  situation: DunningSituation,
  called: readonly Verdict[],
  person: Reachable,
): CallCustomerFacts {
  const { facts, memory, rules, today, zone } = situation;
  const [lead] = called;
  if (!lead) throw new Error(`a call to ${facts.customer.id} is about no invoice`);
  const overdue = new Map(called.map(({ invoiceId, daysOverdue }) => [invoiceId, daysOverdue]));
  const money = comingMoney(facts.account, today, rules);
  const invoices = facts.account.open
    .filter(({ id }) => overdue.has(id))
    .map((invoice) => ({ invoice, cover: money.of(invoice), open: money.of(invoice).remains }));
  const told = new Map(memory.dunning.reminders.map((reminder) => [reminder.letterId, reminder]));
  return {
    letter: 'call-customer',
    ...toStaffFacts(situation, person),
    invoices: invoices.map(({ invoice, cover }) =>
      invoiceFacts(invoice, cover, overdue.get(invoice.id) ?? 0),
    ),
    totals: totalsOf(invoices),
    paymentsReadOn: isoDay(paymentsReadOn(situation)),
    record: lead.record,
    asked: lead.askedTone,
    reasons: lead.reasons,
    story: letterEvents(told.values(), zone),
  };
}
