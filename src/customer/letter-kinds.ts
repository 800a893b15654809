export const STATUS_LETTERS = [
  'at-risk',
  'late',
  'still-late',
  'promise-moved',
  'moving-again',
  'word-redeemed',
  'on-course',
  'waiting-for-you',
  'credit-hold',
  'ready',
  'shipped',
  'cancelled',
  'done',
  'several-items',
] as const;
/** Letters to a customer about what they wait for. */
export type LetterKind = (typeof STATUS_LETTERS)[number];

/** What letters of the first edition are called now. Ledgers, and documents that a company published, hold the old names. */
const RENAMED: Readonly<Record<string, LetterKind>> = { stalled: 'late', 'still-waiting': 'still-late' };

/** The present name of a kind of letter, as a ledger or a path has it. */
export const presentName = (kind: string): string => RENAMED[kind] ?? kind;

/** The old name of a kind; null: it has always been called so. */
export const oldName = (kind: string): string | null =>
  Object.entries(RENAMED).find(([, now]) => now === kind)?.[0] ?? null;

/** The last letter of a story: what becomes of the thing itself. */
export const CLOSING_LETTERS = [
  'ready',
  'shipped',
  'cancelled',
  'done',
] as const satisfies readonly LetterKind[];
/** Letters that tell of a delay, or of one that is likely. */
export const DELAY_LETTERS = [
  'at-risk',
  'late',
  'still-late',
  'credit-hold',
] as const satisfies readonly LetterKind[];

export const REMINDER_LETTERS = [
  'reminder-friendly',
  'reminder-plain',
  'reminder-firm',
  'reminder-formal',
  'payment-seen',
] as const;
/** Letters to a customer about what they owe, and the thanks that end the matter. */
export type ReminderKind = (typeof REMINDER_LETTERS)[number];

/** A letter to a customer that says what a letter of ours said wrong, in words that a person wrote. */
export const CORRECTION_KIND = 'correction';

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
  'week',
] as const;
/** Letters to a person of the company, in the admin language. */
export type StaffLetterKind = (typeof STAFF_LETTERS)[number];
/** What a person is to do, about whatever customers: the list of the day, or what is urgent now. */
export const DIGEST_KIND = 'digest' as const satisfies StaffLetterKind;
/** The staff letter that is about no customer. */
export const ALARM_KIND = 'alarm' as const satisfies StaffLetterKind;
/** What a manager reads of the week before. */
export const WEEK_KIND = 'week' as const satisfies StaffLetterKind;
/** These go to addresses that the policy names, or to who got the letter that they correct, whoever stands in the company's tables. */
export const goesAsWritten = (kind: string): boolean =>
  kind === ALARM_KIND || kind === WEEK_KIND || kind === CORRECTION_KIND;
export type AnyLetterKind = LetterKind | ReminderKind | typeof CORRECTION_KIND | StaffLetterKind;

/** Every letter there is: each has a template per language, and samples. */
export const ALL_LETTERS: readonly AnyLetterKind[] = [
  ...STATUS_LETTERS,
  ...REMINDER_LETTERS,
  CORRECTION_KIND,
  ...STAFF_LETTERS,
];
