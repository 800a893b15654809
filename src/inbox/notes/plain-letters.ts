/** Accents, Hebrew points and Arabic signs, but not the marks of Japanese syllables. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
/** Letters that are no others with a mark. */
const OTHERS: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
};

/** A text in letters without marks: many leave them out, `odpowiedz` for `odpowiedź`, and so what is read is compared without them. */
export const plainLetters = (text: string): string =>
  text
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(/[łŁøØđĐıßæÆ]/g, (letter) => OTHERS[letter] ?? letter);

/** What looks for words in such a text: any of these. */
export const plainPattern = (pattern: RegExp, ...others: readonly RegExp[]): RegExp =>
  new RegExp([pattern, ...others].map(({ source }) => plainLetters(source)).join('|'), pattern.flags);
