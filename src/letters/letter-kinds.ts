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

export const STAFF_LETTERS = ['task', 'escalation'] as const;
/** Letters to a person of the company, in the admin language. */
export type StaffLetterKind = (typeof STAFF_LETTERS)[number];
export type AnyLetterKind = LetterKind | StaffLetterKind;
