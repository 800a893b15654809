import type { LetterStatus } from '../../customer/letter-status.ts';
import { cleanOr } from '../../letters/language/clean.ts';
import { storyAddress } from './list-page.ts';

/** How a status looks: what went well, what waits for a person, what failed. */
const LOOKS: Readonly<Record<LetterStatus, 'good' | 'warn' | 'bad' | ''>> = {
  queued: '',
  sending: '',
  retry: 'warn',
  submitted: 'good',
  bounced: 'bad',
  refused: 'bad',
  uncertain: 'warn',
  held: 'warn',
  withdrawn: '',
  expired: '',
  corrected: 'warn',
};

export const looksOf = (status: string): string => (status in LOOKS ? LOOKS[status as LetterStatus] : '');

/** Longest subject and address in a list. */
const LONGEST = 120;

/** Somebody's words in a list: one line, no marks that turn its direction, cut. */
export const shown = (text: string | null, length = LONGEST): string => cleanOr(text, length, '–');

export const letterAt = (id: string): string => `/letters/${encodeURIComponent(id)}`;
/** Null for letters that are about no customer. */
export const customerAt = (id: string): string | null => (id === '' ? null : storyAddress(id));
