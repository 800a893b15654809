import {
  type AnyLetterKind,
  LETTER_TRAITS,
  type LetterKind,
  REMINDER_LETTERS,
  type ReminderKind,
  STAFF_LETTERS,
  type StaffLetterKind,
} from '../../customer/letter-kinds.ts';
import type { ItemWords } from '../words/item-words.ts';
import { callVariables, creditVariables, mustUseOfReminder, reminderVariables } from './money-variables.ts';

/** What a variable holds: a text or number to print, a list, or fields. */
export type Shape = 'value' | { readonly [field: string]: Shape } | readonly [Shape];

const person: Shape = { name: 'value', role: 'value', phone: 'value', tel: 'value', email: 'value' };
const item: { readonly [Field in keyof ItemWords]: Shape } = {
  kind: 'value',
  reason: 'value',
  reason_told: 'value',
  number: 'value',
  your: 'value',
  plain: 'value',
  thing: 'value',
  name: 'value',
  name_mid: 'value',
  name_about: 'value',
  again: 'value',
  url: 'value',
  lead: 'value',
  what: 'value',
  why: 'value',
  unexplained: 'value',
  need_missed: 'value',
  certain: 'value',
  doing: 'value',
  can: 'value',
  partial: 'value',
  withdrawn: 'value',
  passed_day: 'value',
  ended: 'value',
  ended_on: 'value',
  call_missed: 'value',
  usually: 'value',
  collect_at: 'value',
  carried: 'value',
  shipments: [{ told: 'value', url: 'value' }],
  new_day: 'value',
  promised_for: 'value',
  promised_before: 'value',
  needed_by: 'value',
  expected: 'value',
  since: 'value',
  silent_since: 'value',
  broken_word: 'value',
  late_by: 'value',
  silent_for: 'value',
  in_stage_for: 'value',
  unanswered: 'value',
  line: { description: 'value', of: 'value', ready: 'value', due: 'value' },
  offer_partial: 'value',
  offer_change: 'value',
};
const everywhere = {
  letter: 'value',
  company: 'value',
  today: 'value',
  subject: 'value',
  greeting: 'value',
  person,
  others: ['value'],
  uncounted: 'value',
  replies: 'value',
  because: 'value',
  if_we_fail: 'value',
  signed: 'value',
  answers: 'value',
} as const satisfies Shape;

/** Every variable of a status letter. */
export const STATUS_VARIABLES = {
  ...everywhere,
  items: [item],
  next_person: person,
  deciders: { names: 'value', count: 'value', reachable: [person] },
  item,
  count: 'value',
  next_word_by: 'value',
  next: 'value',
  rest: 'value',
  several: {
    opening: 'value',
    unchanged: 'value',
    summary: 'value',
    doing: 'value',
    groups: [{ label: 'value', lines: [{ text: 'value', url: 'value' }], why: 'value' }],
    can: 'value',
  },
  apology: 'value',
  broken_word: 'value',
  letters_before: 'value',
  no_news: 'value',
} as const satisfies Shape;

/** Every variable of a letter to the company's own people. */
export const STAFF_VARIABLES = {
  ...everywhere,
  items: [item],
  task: 'value',
  ask: 'value',
  why: 'value',
  due: 'value',
  said: 'value',
  never_told: 'value',
  customer: { id: 'value', name: 'value', email: 'value', phone: 'value' },
  story: [{ on: 'value', what: 'value' }],
} as const satisfies Shape;

const ALARM_VARIABLES = {
  ...everywhere,
  what: 'value',
  means: 'value',
  todo: 'value',
  command: 'value',
  since: 'value',
  is_over: 'value',
} as const satisfies Shape;

const WEEK_VARIABLES = {
  ...everywhere,
  headline: 'value',
  span: 'value',
  figures: ['value'],
  parts: [{ title: 'value', lines: ['value'] }],
  where: 'value',
} as const satisfies Shape;

const CORRECTION_VARIABLES = {
  ...everywhere,
  what: 'value',
  sentence: 'value',
  sorry: 'value',
  can: 'value',
  wrote_on: 'value',
  wrong: 'value',
  count: 'value',
} as const satisfies Shape;

const DIGEST_VARIABLES = {
  ...everywhere,
  ask: 'value',
  tasks: [
    {
      what: 'value',
      why: 'value',
      phone: 'value',
      tel: 'value',
      about: 'value',
      due: 'value',
      overdue: 'value',
      told: 'value',
      said: 'value',
      instead: 'value',
    },
  ],
} as const satisfies Shape;

export const isStaffLetter = (letter: AnyLetterKind): letter is StaffLetterKind =>
  STAFF_LETTERS.some((kind) => kind === letter);

export const isReminder = (letter: AnyLetterKind): letter is ReminderKind =>
  REMINDER_LETTERS.some((kind) => kind === letter);

export function variablesOf(letter: AnyLetterKind): Shape {
  if (letter === 'call-customer') return { ...everywhere, ...callVariables };
  if (letter === 'review-credit-limit') return { ...everywhere, items: [item], ...creditVariables };
  if (letter === 'alarm') return ALARM_VARIABLES;
  if (letter === 'digest') return DIGEST_VARIABLES;
  if (letter === 'week') return WEEK_VARIABLES;
  if (letter === 'correction') return CORRECTION_VARIABLES;
  if (isReminder(letter)) return { ...everywhere, ...reminderVariables };
  return isStaffLetter(letter) ? STAFF_VARIABLES : STATUS_VARIABLES;
}

/** Variables that a letter must use somewhere, in its own words or in the layout's: VOICE's answers and a person. */
export function mustUse(letter: AnyLetterKind): readonly string[] {
  if (letter === 'alarm')
    return ['subject', 'greeting', 'what', 'means', 'todo', 'command', 'since', 'replies'];
  if (letter === 'week') return ['subject', 'greeting', 'headline', 'figures', 'parts', 'where', 'replies'];
  if (letter === 'correction')
    return ['subject', 'greeting', 'what', 'sentence', 'sorry', 'can', 'person.name', 'replies', 'because'];
  if (letter === 'digest') return ['subject', 'greeting', 'ask', 'tasks', 'uncounted', 'replies'];
  const staff = ['subject', 'greeting', 'ask', 'customer.name', 'replies'];
  if (letter === 'call-customer')
    return [...staff, 'reasons', 'record', 'invoices', 'others', 'bank', 'suggested'];
  if (letter === 'review-credit-limit')
    return [...staff, 'why', 'record', 'items', 'limit', 'exposure', 'estimate', 'largest_invoice', 'advice'];
  if (isReminder(letter)) return mustUseOfReminder(letter);
  return isStaffLetter(letter) ? [...staff, 'why'] : mustUseOfStatus(letter);
}

function mustUseOfStatus(letter: LetterKind): readonly string[] {
  const always = ['subject', 'greeting', 'person.name', 'replies', 'because', 'if_we_fail'];
  if (letter === 'several-items')
    return [
      ...always,
      'several.opening',
      'several.groups',
      'several.can',
      'items',
      'uncounted',
      'next',
      'apology',
    ];
  const told = [...always, 'item.what', 'item.why', 'item.can'];
  const { after, sorry } = LETTER_TRAITS[letter];
  if (after !== 'more') return told;
  const decided = letter === 'credit-hold' ? ['deciders.names', 'deciders.reachable'] : ['item.doing'];
  return [...told, ...decided, 'next', ...(sorry ? ['apology'] : [])];
}
