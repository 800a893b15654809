import type { PlainReport } from '../../letters/editing/plain-report.ts';
import type { Readability } from '../../letters/editing/readability.ts';
import { column } from '../terminal/columns.ts';

/** A letter in one language, and the reports on it with each of its samples. */
export interface LetterReports {
  readonly letter: string;
  readonly language: string;
  readonly reports: readonly PlainReport[];
}

const WIDTHS = [22, 10, 13, 10, 30, 24];

/** A line for each letter and language; of its samples each figure is that of the worst. */
export const plainTable = (letters: readonly LetterReports[]): string[] => [
  inColumns(['letter', 'language', 'words', 'longest', 'hardest to read', 'answers', 'never said']),
  ...letters.map(({ letter, language, reports }) =>
    inColumns(
      reports.length === 0
        ? [letter, language, 'does not render']
        : [
            letter,
            language,
            words(reports),
            longest(reports),
            hardest(reports),
            answers(reports),
            said(reports),
          ],
    ),
  ),
];

const inColumns = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => column(cell, WIDTHS[index] ?? 0))
    .join('')
    .trimEnd();

/** The sample that is nearest to its limit. */
function words(reports: readonly PlainReport[]): string {
  const share = ({ words, mostWords }: PlainReport): number => words / (mostWords ?? 1);
  const fullest = reports.reduce((before, one) => (share(one) > share(before) ? one : before));
  return fullest.mostWords === null ? `${fullest.words}` : `${fullest.words} of ${fullest.mostWords}`;
}

const longest = (reports: readonly PlainReport[]): string =>
  `${Math.max(...reports.map((report) => report.longest?.words ?? 0))}`;

function hardest(reports: readonly PlainReport[]): string {
  const found = reports.flatMap(({ readability }) => (readability === null ? [] : [readability]));
  const [worst] = found.sort((one, other) => difficulty(other) - difficulty(one));
  return worst === undefined ? 'no words' : `${worst.grade} (${worst.index} ${worst.score})`;
}

/** All of one language have one index. */
const difficulty = ({ index, score }: Readability): number => (index.startsWith('Flesch') ? -score : score);

/** The same for all samples: answers are looked for in the template. */
function answers([report]: readonly PlainReport[]): string {
  const owed = report?.answers ?? [];
  const missing = owed.filter(({ line }) => line === null).map(({ answer }) => answer);
  if (owed.length === 0) return 'none are due';
  return missing.length === 0 ? `all ${owed.length}` : `without ${missing.join(', ')}`;
}

function said(reports: readonly PlainReport[]): string {
  const phrases = new Set(reports.flatMap(({ forbidden }) => forbidden.map(({ phrase }) => phrase)));
  return phrases.size === 0 ? 'nothing' : [...phrases].join(', ');
}
