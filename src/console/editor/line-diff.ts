import { structuredPatch } from 'diff';

/** A line of one or both texts; the number counts from 1 in the text that has it. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly before: number | null;
  readonly after: number | null;
  readonly text: string;
}

/** What differs between two texts, with a few lines around each change; a `null` stands between distant ones. */
export type LineDiff = readonly (DiffLine | null)[];

/** Texts that differ in more lines, or have more, could keep everybody waiting; the longest that is shipped has 472. */
const MOST_CHANGES = 500;
const MOST_LINES = 10_000;
const AROUND = 3;

/** Compares line by line; null: they differ too much to say it so. */
export function lineDiff(before: string, after: string): LineDiff | null {
  if (before.split('\n').length > MOST_LINES || after.split('\n').length > MOST_LINES) return null;
  const patch = structuredPatch('', '', before, after, '', '', {
    context: AROUND,
    maxEditLength: MOST_CHANGES,
  });
  if (patch === undefined) return null;
  return patch.hunks.flatMap(({ oldStart, newStart, lines }, nth) => {
    let was = oldStart;
    let is = newStart;
    const hunk = lines
      .filter((line) => !line.startsWith('\\'))
      .map((line): DiffLine => {
        const text = line.slice(1);
        if (line.startsWith('+')) return { kind: 'added', before: null, after: is++, text };
        if (line.startsWith('-')) return { kind: 'removed', before: was++, after: null, text };
        return { kind: 'same', before: was++, after: is++, text };
      });
    return nth === 0 ? hunk : [null, ...hunk];
  });
}
