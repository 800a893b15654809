import { isBusiness } from './business-words.ts';
import { CLOSED, GONE, isPolite, PERHAPS_AWAY, PROMISES, URGENT } from './formulas.ts';
import { GERMANIC } from './germanic.ts';
import type { NoteLanguage } from './note-language.ts';
import { ROMANCE } from './romance.ts';
import { isSignature } from './signature.ts';
import { EVERYWHERE } from './vocabulary.ts';
import { wordsIn } from './words-in.ts';

/** Languages whose patterns tell all that notes say. */
export const TOLD_APART: ReadonlySet<string> = new Set(GERMANIC.map(({ code }) => code));

/** A line that is all greeting: its words, and at most four names. */
export const isGreeting = (flat: string, { greetings, absent }: NoteLanguage): boolean =>
  !absent.test(flat) &&
  greetings
    .split('|')
    .some((one) => flat.startsWith(one) && flat.slice(one.length).split(/\s+/).filter(Boolean).length <= 4) &&
  !/\d/.test(flat);

export const ROMANCE_CODES: ReadonlySet<string> = new Set(ROMANCE.map(({ code }) => code));

/** Says what notes say. */
export const isFormula = (flat: string, language: NoteLanguage): boolean =>
  flat.replace(CLOSED, '') !== flat ||
  isPolite(flat) ||
  [PROMISES[language.code], PERHAPS_AWAY, URGENT, GONE].some((one) => one?.test(flat)) ||
  [
    language.absent,
    language.receipt,
    language.contact,
    language.perhaps,
    language.left,
    language.deputy,
    language.said,
  ].some((one) => one?.test(flat));

/** "Thank you, Tom and the team": who signs on the line of what is said last. */
export const signs = (end: string): boolean =>
  isSignature(end) &&
  !/[.:;]$/.test(end) &&
  wordsIn(end).length <= 4 &&
  wordsIn(end).every((word) => !isBusiness(word.toLowerCase()) && !EVERYWHERE.has(word.toLowerCase()));

export const ADDRESS = /\S+@\S+/g;
