import { tripWords } from '../../guards/trip-words.ts';
import { momentIn } from '../frame/formats.ts';
import type { Visit } from '../frame/routes.ts';
import { shown } from './letter-row.ts';

/** Why guards hold letters, as a page tells its reader: one line, cut at so many characters. */
export const guardWords = (
  trips: Parameters<typeof tripWords>[0],
  { say, locale, timeZone }: Pick<Visit, 'say' | 'locale' | 'timeZone'>,
  longest: number,
): string => shown(tripWords(trips, { say, when: (at) => momentIn(at, locale, timeZone) }), longest);
