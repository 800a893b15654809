/** The candidate that `word` was most likely meant to be, or null when none is close. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.trim().toLowerCase();
  // A slip of a letter or two; in a long word, one in three; never every letter of a short one.
  const most = Math.min(Math.max(2, Math.floor(wanted.length / 3)), wanted.length - 1);
  let closest = most + 1;
  let found: string | null = null;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= closest) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < closest) [closest, found] = [distance, candidate];
  }
  return found;
}

/** ` did you mean x?` after a semicolon, or nothing: the end of a sentence about a wrong word. */
export const didYouMean = (word: string, candidates: Iterable<string>): string =>
  meantText(nearest(word, candidates));

/** The same of a word that was found before. */
export const meantText = (found: string | null): string => (found === null ? '' : `; did you mean ${found}?`);

/** Letters to insert, delete or replace to turn one word into the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
