/** What the rules ask of a letter about what a customer waits for. */
interface LetterTraits {
  /** After it more is to be said, or nothing as things stand; or it ends the story: what becomes of the thing itself. */
  readonly after: 'more' | 'rest' | 'end';
  /** It tells of a delay, or of one that is likely. */
  readonly delay: boolean;
  /** It may have something to apologise for. */
  readonly sorry: boolean;
  /** It tells of what has left: with whom, and how to follow it. */
  readonly shipments: boolean;
  /** Nobody need call where it cannot be mailed. */
  readonly goodNews: boolean;
}

/** Letters to a customer about what they wait for. */
export const LETTER_TRAITS = {
  'at-risk': { after: 'more', delay: true, sorry: true, shipments: true, goodNews: false },
  late: { after: 'more', delay: true, sorry: true, shipments: true, goodNews: false },
  'still-late': { after: 'more', delay: true, sorry: true, shipments: true, goodNews: false },
  'promise-moved': { after: 'more', delay: false, sorry: true, shipments: false, goodNews: false },
  'moving-again': { after: 'rest', delay: false, sorry: false, shipments: true, goodNews: true },
  'word-redeemed': { after: 'rest', delay: false, sorry: false, shipments: true, goodNews: false },
  'on-course': { after: 'rest', delay: false, sorry: false, shipments: false, goodNews: false },
  'waiting-for-you': { after: 'more', delay: false, sorry: false, shipments: false, goodNews: false },
  'credit-hold': { after: 'more', delay: true, sorry: true, shipments: false, goodNews: false },
  ready: { after: 'end', delay: false, sorry: false, shipments: false, goodNews: false },
  shipped: { after: 'end', delay: false, sorry: false, shipments: true, goodNews: false },
  cancelled: { after: 'end', delay: false, sorry: false, shipments: false, goodNews: false },
  done: { after: 'end', delay: false, sorry: false, shipments: false, goodNews: false },
  'several-items': { after: 'more', delay: false, sorry: true, shipments: false, goodNews: false },
} as const satisfies Readonly<Record<string, LetterTraits>>;
export type LetterKind = keyof typeof LETTER_TRAITS;
export const STATUS_LETTERS = Object.keys(LETTER_TRAITS) as readonly LetterKind[];

/** What letters of the first edition are called now. Ledgers, and documents that a company published, hold the old names. */
const RENAMED: Readonly<Record<string, LetterKind>> = { stalled: 'late', 'still-waiting': 'still-late' };

/** The present name of a kind of letter, as a ledger or a path has it. */
export const presentName = (kind: string): string => RENAMED[kind] ?? kind;

/** The old name of a kind; null: it has always been called so. */
export const oldName = (kind: string): string | null =>
  Object.entries(RENAMED).find(([, now]) => now === kind)?.[0] ?? null;

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
