/** Numbers, days written in digits, addresses and links say whom or when, and are anybody's. */
export const wordsIn = (sentence: string): readonly string[] =>
  sentence
    .replace(/[’‘`´]/g, "'")
    .replace(/\S+@\S+|https?:\/\/\S+|www\.\S+/g, ' ')
    // The name of a firm.
    .replace(/«\p{Lu}[^»]{1,40}»/gu, ' ')
    // The number of a case: CAS-10293-X8.
    .replace(/(?<![\p{L}\p{N}])(?=[A-Z0-9._/:-]*\d)[A-Z0-9]+(?:[._/:-]+[A-Z0-9]+)+(?![\p{L}\p{N}])/gu, ' ')
    // And what a language hangs on a day: 18-го, 18'inde.
    .replace(/\p{Nd}[\p{Nd}.:/–+()'-]*(?:(?:(?<=['-])\p{L}{4,6}|\p{L}{1,3})(?!\p{L}))?/gu, ' ')
    .split(/[^\p{L}\p{M}'#-]+/u)
    .map((word) => word.replace(/^['-]+|['-]+$/g, ''))
    .filter((word) => word !== '');

/** A French or Italian word that leans on the next one: `n'aurai`, `dall'ufficio`. */
const LEANING = /^(l|d|n|j|m|t|s|c|qu|jusqu|lorsqu|puisqu|dell|all|nell|sull|dall|un|quest)'(?=\p{L})/u;

/** The word that another leans on; a word by itself as it is. @param word in lower case */
export const leantOn = (word: string): string => word.replace(LEANING, '');

/** What Hebrew and Arabic write as one with the word before which it stands: and, in, to, from, the. */
const WRITTEN_TOGETHER = [
  /^(ו?[שכ]?[בלמה]|[ושכ]|ו?כש)(?=[\u05d0-\u05ea]{3})/u,
  /^([وف]?(ال|بال|لل|كال|[بلس])|[وف])(?=[\u0621-\u064a]{3})/u,
];

/** The word that such a small one stands before, or the word itself. */
export const withoutSmall = (word: string): string =>
  WRITTEN_TOGETHER.reduce((rest, small) => rest.replace(small, ''), word);

/** In lower case, with plain apostrophes: words are looked for in it. */
export const plainWords = (text: string): string => text.toLowerCase().replace(/[’‘`´]/g, "'");
