import type { ReminderKind } from '../../customer/letter-kinds.ts';

// Shapes as variables.ts reads them. An amount is written by the filter `money`, a list of amounts too.
const amount = { amount: 'value', currency: 'value' } as const;
const invoice = {
  number: 'value',
  name: 'value',
  due: 'value',
  issued_on: 'value',
  due_on: 'value',
  days_overdue: 'value',
  open: amount,
  total: amount,
  part_paid: 'value',
  lines: [{ description: 'value', amount }],
  more_lines: 'value',
  pay_url: 'value',
} as const;
const customer = { id: 'value', name: 'value', email: 'value', phone: 'value' } as const;

/** Variables of a letter about invoices, besides those that every letter has. */
export const reminderVariables = {
  what: 'value',
  slip: 'value',
  invoice,
  invoices: [invoice],
  count: 'value',
  totals: [amount],
  together: 'value',
  bank: 'value',
  payments_read_on: 'value',
  identity: 'value',
  legal: ['value'],
  statement: {
    title: 'value',
    groups: [{ heading: 'value', rows: [{ what: 'value', due: 'value', open: 'value' }], more: 'value' }],
    payments: ['value'],
    total: 'value',
  },
  pay: 'value',
  pay_to: 'value',
  instalments: 'value',
  next_step: 'value',
  next_step_on: 'value',
  ends: 'value',
  paid: amount,
  paid_on: 'value',
} as const;

/** Variables of `call-customer`, besides those that every letter has. */
export const callVariables = {
  ask: 'value',
  asked: 'value',
  reasons: ['value'],
  record: 'value',
  customer,
  invoices: [invoice],
  count: 'value',
  together: 'value',
  bank: 'value',
  suggested: ['value'],
  story: [{ on: 'value', what: 'value' }],
} as const;

/** Variables of `review-credit-limit`, besides items and those that every letter has. */
export const creditVariables = {
  ask: 'value',
  why: 'value',
  customer,
  limit: amount,
  exposure: amount,
  estimate: amount,
  largest_invoice: amount,
  record: 'value',
  advice: 'value',
  supported: amount,
} as const;

/** What a letter about invoices must say: what is missing, until when we looked, how to pay, and whom to call. */
export function mustUseOfReminder(letter: ReminderKind): readonly string[] {
  const always = [
    'subject',
    'greeting',
    'person.name',
    'person.phone',
    'replies',
    'because',
    'what',
    'invoices',
    'others',
  ];
  switch (letter) {
    case 'payment-seen':
      return [...always, 'ends'];
    case 'reminder-friendly':
      return [...always, 'slip', 'together', 'bank', 'pay'];
    case 'reminder-plain':
      return [...always, 'together', 'bank', 'pay'];
    case 'reminder-firm':
      return [...always, 'together', 'bank', 'pay', 'instalments', 'next_step'];
    case 'reminder-formal':
      return [...always, 'together', 'bank', 'pay', 'next_step'];
  }
}
