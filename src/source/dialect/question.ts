import type { PlacedFault, QuestionNote, SourceFault, WayToRead } from '../../policy/source-fault.ts';
import { sourceFaultText } from '../../policy/source-fault-text.ts';
import { visible } from './visible.ts';

/** What a file can't tell by itself: it is asked, never guessed. */
export interface FileQuestion {
  /** The column's name in the file; null: the file as a whole. */
  readonly column: string | null;
  readonly line: number;
  /** The value that shows it, as it stands in the file. */
  readonly value: string;
  readonly readings: readonly WayToRead[];
  readonly note?: QuestionNote;
}

/** What a column has told, with the value that tells it: a profile may keep it, so that a shorter file need not ask. */
export interface ToldByColumn {
  readonly key: 'dates' | 'decimal';
  readonly is: string;
  readonly line: number;
  readonly value: string;
}

/** `orders.csv:5 placed_at "02/03/2026" is 2026-03-02 (day first) or 2026-02-03 (month first). Say which …` */
export function askedOf(file: string, { column, line, value, readings, note }: FileQuestion): PlacedFault {
  const fault: SourceFault = { code: 'question', readings: [...readings], note: note ?? null };
  const named = column === null || column === '' ? null : visible(column);
  return { file, line, column: named, value: visible(value), reason: sourceFaultText(fault), fault };
}
