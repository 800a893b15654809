/*
 * What a payer wrote on a transfer, and the invoice numbers in it. FV/2026/118 is found in "FV 2026 118", "fv2026-00118" and "za fakturę
 * FV/2026/118, dziękuję", and not in "FV/2026/1180".
 */

/** So many pieces of a reference may belong to one number. */
const MOST_PIECES = 8;
/** A reference of a bank has 140 characters, of a table any number. */
const MOST_CHARACTERS = 500;

/** Words and numbers, without what parts them, without zeros before a number. */
const piecesOf = (text: string): readonly string[] =>
  (
    text
      .slice(0, MOST_CHARACTERS)
      .toUpperCase()
      .match(/\p{L}+|\p{N}+/gu) ?? []
  ).map((piece) => piece.replace(/^0+(?=\p{N})/u, ''));

/** The spelling that all spellings of a number share; empty: it has no letter and no digit. */
export const spelledAlike = (number: string): string => piecesOf(number).join('');

/** All that a reference may name, each as `spelledAlike` writes it. */
export function namedIn(reference: string): ReadonlySet<string> {
  const pieces = piecesOf(reference);
  const named = new Set<string>();
  for (let from = 0; from < pieces.length; from += 1) {
    let run = '';
    for (const piece of pieces.slice(from, from + MOST_PIECES)) {
      run += piece;
      named.add(run);
    }
  }
  return named;
}

/** A number so plain (118) stands in many references by chance: it counts only where the amount is right to the cent. */
export const isTelling = (spelled: string): boolean =>
  /\p{L}/u.test(spelled) ? /\p{N}{2}/u.test(spelled) : spelled.length >= 5;
