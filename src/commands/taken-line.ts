import { fileOf } from '../letters/template/documents.ts';
import { plural } from './terminal/columns.ts';

/** What the company's phrases lack, and the shipped ones say in their place: no fault, and good to know after an upgrade. */
export const takenLine = (path: string, keys: readonly string[]): string =>
  `${fileOf(path)} lacks ${plural(keys.length, 'sentence')} of the shipped file, which ${keys.length === 1 ? 'is' : 'are'} taken from it: ${keys.join(', ')}`;
