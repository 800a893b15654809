export const STATUS_LETTERS = [
  'stalled',
  'still-waiting',
  'at-risk',
  'promise-moved',
  'moving-again',
  'waiting-for-you',
  'credit-hold',
  'several-items',
] as const;
/** Letters to a customer about what they wait for. */
export type LetterKind = (typeof STATUS_LETTERS)[number];

export const REMINDER_LETTERS = [
  'reminder-friendly',
  'reminder-plain',
  'reminder-firm',
  'reminder-formal',
  'payment-seen',
] as const;
/** Letters to a customer about what they owe, and the thanks that end the matter. */
export type ReminderKind = (typeof REMINDER_LETTERS)[number];

/**
 * How the kinds of letters that ask for money begin: they are never sent once more when nobody knows whether they went, and judged again in
 * the transaction that claims them.
 */
export const REMINDER_KINDS = 'reminder-';

export const STAFF_LETTERS = [
  'digest',
  'task',
  'escalation',
  'call-customer',
  'review-credit-limit',
  'alarm',
] as const;
/** Letters to a person of the company, in the admin language. */
export type StaffLetterKind = (typeof STAFF_LETTERS)[number];
/** What a person is to do, about whatever customers: the list of the day, or what is urgent now. */
export const DIGEST_KIND = 'digest' as const satisfies StaffLetterKind;
/** The staff letter that is about no customer. */
export const ALARM_KIND = 'alarm' as const satisfies StaffLetterKind;
export type AnyLetterKind = LetterKind | ReminderKind | StaffLetterKind;

/** Every letter there is: each has a template per language, and samples. */
export const ALL_LETTERS: readonly AnyLetterKind[] = [
  ...STATUS_LETTERS,
  ...REMINDER_LETTERS,
  ...STAFF_LETTERS,
];
