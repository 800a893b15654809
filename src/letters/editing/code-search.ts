import type { Documents } from '../template/documents.ts';

/** A line of a document that holds what was looked for. */
interface CodeHit {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The line around the place that was found: what stands before it, it, and what follows. */
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/** So much of a line stands around what was found. In characters. */
const AROUND = 80;

/**
 * Pure: the lines of these documents that hold a text, capitals or not, in their order; each line once.
 * @param most further ones are only counted
 */
export function linesWith(
  documents: Documents,
  text: string,
  most: number,
): { readonly hits: readonly CodeHit[]; readonly more: number } {
  const wanted = text.toLowerCase();
  if (wanted.trim() === '') return { hits: [], more: 0 };
  const hits: CodeHit[] = [];
  let more = 0;
  for (const [path, content] of documents)
    for (const [index, line] of content.split(/\r?\n/).entries()) {
      const at = line.toLowerCase().indexOf(wanted);
      if (at < 0) continue;
      if (hits.length < most) hits.push({ path, line: index + 1, ...around(line, at, wanted.length) });
      else more += 1;
    }
  return { hits, more };
}

/** A capital that grows when it is made small moves what follows it; then what is marked is off by that. */
const around = (line: string, at: number, length: number): Pick<CodeHit, 'before' | 'match' | 'after'> => ({
  before: `${at > AROUND ? '…' : ''}${line.slice(Math.max(0, at - AROUND), at).trimStart()}`,
  match: line.slice(at, at + length),
  after: `${line.slice(at + length, at + length + AROUND)}${line.length > at + length + AROUND ? '…' : ''}`,
});
