import { tripWords } from '../../guards/trip-words.ts';
import { toldReader } from '../frame/told-reader.ts';
import type { Reader } from '../frame/views.ts';
import { shown } from './letter-row.ts';

/** Why guards hold letters, as a page tells its reader: one line, cut at so many characters. */
export const guardWords = (trips: Parameters<typeof tripWords>[0], reader: Reader, longest: number): string =>
  shown(tripWords(trips, toldReader(reader)), longest);
