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

/** Letters of these never reached their reader, so nothing was told and no word was given. */
export const NEVER_REACHED = [
  'withdrawn',
  'expired',
  'refused',
  'bounced',
  'held',
] as const satisfies readonly LetterStatus[];
