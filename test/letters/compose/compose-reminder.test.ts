import { expect, test } from 'vitest';
import type { Reminder } from '../../../src/customer/reminders.ts';
import { composeReminder } from '../../../src/letters/compose/compose-reminder.ts';
import { invoiceFacts } from '../../../src/letters/compose/invoice-facts.ts';
import { anInvoice, aReminder, owing } from '../../support/account.ts';
import { warsaw } from '../../support/builders.ts';

const F1 = anInvoice({ id: 'F1' });
const F2 = anInvoice({ id: 'F2' });

function reminderAbout(invoices: readonly (typeof F1)[], ...reminders: readonly Reminder[]) {
  const parts = invoices.map((invoice) => ({
    id: invoice.id,
    facts: invoiceFacts(invoice, { remains: invoice.open, parts: [] }, 24),
    rung: null,
  }));
  const address = { name: 'Zofia Maj', address: 'zofia@maj.example' };
  return composeReminder(owing({ account: { open: [F1, F2] }, dunning: { reminders } }), parts, address, {
    kind: 'reminder-plain',
    tone: 'plain',
    release: 'automatic',
    guessSlip: false,
    nextStepOn: null,
    payment: null,
    statement: null,
    totals: [],
  });
}

const nudge = aReminder({ decidedAt: warsaw('2026-11-09 10:00'), messageId: '<1@x>' });
const second = aReminder({ decidedAt: warsaw('2026-11-17 10:00'), ordinal: 2, messageId: '<2@x>' });

test('a first reminder begins a thread', () => {
  expect(reminderAbout([F1])).toMatchObject({ inReplyTo: null, references: [] });
});

test('the next answers the last that went about its invoices, and refers to all of them', () => {
  const elsewhere = aReminder({
    decidedAt: warsaw('2026-11-18 10:00'),
    invoiceId: 'F2',
    messageId: '<other@x>',
  });
  expect(reminderAbout([F1], nudge, second, elsewhere)).toMatchObject({
    inReplyTo: '<2@x>',
    references: ['<1@x>', '<2@x>'],
    invoices: [{ invoiceId: 'F1', ordinal: 3 }],
  });
  expect(reminderAbout([F1, F2], nudge, second, elsewhere)).toMatchObject({
    inReplyTo: '<other@x>',
    references: ['<1@x>', '<2@x>', '<other@x>'],
  });
});

test('one letter about two invoices is referred to once', () => {
  const both = reminderAbout([F1, F2], nudge, { ...nudge, invoiceId: F2.id });
  expect(both.references).toEqual(['<1@x>']);
});

test('what never went, or belongs to a matter that has ended, is not answered; it still counts', () => {
  const withdrawn = { ...second, status: 'withdrawn' as const, submittedAt: null };
  expect(reminderAbout([F1], nudge, withdrawn)).toMatchObject({
    inReplyTo: '<1@x>',
    invoices: [{ ordinal: 3 }],
  });
  expect(reminderAbout([F1], { ...nudge, ended: true })).toMatchObject({
    inReplyTo: null,
    invoices: [{ ordinal: 2 }],
  });
});
