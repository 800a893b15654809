import { diffWordsWithSpace } from 'diff';

/** A piece of a letter's text: said before and after, or by one of them alone. */
export interface Piece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Texts that differ in more words are read side by side. */
const MOST_CHANGES = 400;

/**
 * The paragraphs in which two texts of a letter differ, as pieces in their order. Null: they differ too much to say it so; empty: they
 * are the same.
 */
export function wordDiff(before: string, after: string): readonly (readonly Piece[])[] | null {
  const pieces = diffWordsWithSpace(before, after, { maxEditLength: MOST_CHANGES });
  if (pieces === undefined) return null;
  const lines: Piece[][] = [[]];
  for (const { value, added, removed } of pieces) {
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    for (const [nth, text] of value.split('\n').entries()) {
      if (nth > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ kind, text });
    }
  }
  return lines.filter((line) => line.some(({ kind }) => kind !== 'same'));
}
