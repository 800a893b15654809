import { harmless, visible } from './visible.ts';

/** One way in which a file can be read, and what says so. */
export interface Possible {
  /** What the value would be: `2026-03-02 (day first)`. */
  readonly means: string;
  /** The line of a profile that decides for it: `dates: day first`. */
  readonly write: string;
}

/** What a file can't tell by itself: it is asked, never guessed. */
export interface FileQuestion {
  /** The column's name in the file; null: the file as a whole. */
  readonly column: string | null;
  readonly line: number;
  /** The value that shows it, as it stands in the file. */
  readonly value: string;
  readonly readings: readonly Possible[];
  /** More that helps to decide, as a sentence. */
  readonly note?: string;
}

/** What a column has told, with the value that tells it: a profile may keep it, so that a shorter file need not ask. */
export interface ToldByColumn {
  readonly key: 'dates' | 'decimal';
  readonly is: string;
  readonly line: number;
  readonly value: string;
}

/** `orders.csv:5 placed_at "02/03/2026" is 2026-03-02 (day first) or 2026-02-03 (month first). Say which …` */
export function sayQuestion(file: string, question: FileQuestion): string {
  const { column, line, value, readings, note } = question;
  const what = [column === null ? '' : visible(column), `"${visible(value)}"`].filter((part) => part !== '');
  const means = readings.map((reading) => harmless(reading.means)).join(' or ');
  const write = readings.map((reading) => `\`${reading.write}\``).join(' or ');
  return `${file}:${line} ${what.join(' ')} is ${means}.${note === undefined ? '' : ` ${harmless(note)}`} Say which in a profile: ${write}.`;
}
