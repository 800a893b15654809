export const LETTER_STATUSES = [
  'queued',
  'sending',
  'retry',
  'submitted',
  'bounced',
  'refused',
  'uncertain',
  'held',
  'withdrawn',
  'expired',
] as const;
export type LetterStatus = (typeof LETTER_STATUSES)[number];
