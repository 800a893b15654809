import iconv from 'iconv-lite';
import type { FileQuestion } from './question.ts';
import { harmless } from './visible.ts';

/** Encodings that are found by themselves; a profile may name any other that iconv-lite knows. */
const BY_BYTES = ['windows-1250', 'windows-1251', 'windows-1252', 'iso-8859-2'] as const;
type ByBytes = (typeof BY_BYTES)[number];

/** Letters beyond A to Z of the languages that are written in each, by language. */
const ALPHABETS: Readonly<Record<ByBytes, readonly string[]>> = {
  'windows-1250': [
    'ąćęłńóśźż',
    'áčďéěíňóřšťúůýž',
    'áäčďéíĺľňóôŕšťúýž',
    'áéíóöőúüű',
    'čćđšž',
    'ăâîșțşţ',
    'äöüß',
  ],
  'windows-1251': ['абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўѓќјљњћџђ'],
  'windows-1252': [
    'àâçéèêëîïôœùûüÿæ',
    'äöüß',
    'áéíñóúü',
    'ãáâàçéêíõóôú',
    'åäöæøé',
    'àèéìíîòóù',
    'éëïóöüáíúè',
    'áðéíóúýþæö',
  ],
  'iso-8859-2': [],
};
const LETTERS: Readonly<Record<ByBytes, ReadonlySet<string>>> = {
  'windows-1250': lettersOf('windows-1250'),
  'windows-1251': lettersOf('windows-1251'),
  'windows-1252': lettersOf('windows-1252'),
  'iso-8859-2': lettersOf('windows-1250'),
};
const alphabets = (of: ByBytes): readonly string[] => ALPHABETS[of === 'iso-8859-2' ? 'windows-1250' : of];

function lettersOf(encoding: ByBytes): ReadonlySet<string> {
  const letters = ALPHABETS[encoding].join('');
  return new Set(letters + letters.toUpperCase());
}

/** What stands between and beside words in all of these languages. */
const MARKS = new Set('„“”‚‘’«»–—…•€§°©®™№²³½¼¾×·´\u00a0\u00ad');
/** So many letters beyond ASCII in a row and nothing else are a word in Cyrillic; no Latin language has such words. */
const CYRILLIC_RUN = 4;
const LINE_FEED = 10;
const SHOWN = 30;
const LONGEST_WORD = 64;

type Start = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The encoding that the first bytes say: a mark, or a zero in every second byte; null: they say nothing. */
export function encodingAtStart(bytes: Uint8Array): { encoding: Start; mark: number } | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 };
  const zeros = { even: 0, odd: 0 };
  const some = Math.min(bytes.length, 200);
  for (let i = 0; i < some; i++) if (bytes[i] === 0) zeros[i % 2 === 0 ? 'even' : 'odd']++;
  if (zeros.odd > some / 4 && zeros.even === 0) return { encoding: 'utf-16le', mark: 0 };
  if (zeros.even > some / 4 && zeros.odd === 0) return { encoding: 'utf-16be', mark: 0 };
  return null;
}

/** Whether a file is UTF-8 from its first byte to its last: asked first, because it is fast and nearly all are. */
export class Utf8Check {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });

  /** @param more false with the last piece */
  goesOn(bytes: Uint8Array, more = true): boolean {
    try {
      this.decoder.decode(bytes, { stream: more });
      return true;
    } catch {
      return false;
    }
  }
}

/** Looks at the bytes of a whole file that is no UTF-8 throughout, and then says in which encoding it is. */
export class ByteEvidence {
  private line = 1;
  /** Bytes beyond ASCII, each with the word that shows it first, and its line. */
  private readonly shown = new Map<number, { readonly word: Buffer; readonly line: number }>();
  private mixed = 0;
  private pure = 0;
  /** Words beyond ASCII that are UTF-8, and those that are not. */
  private readonly words = { utf8: 0, others: 0 };
  private cut: Uint8Array = new Uint8Array();

  add(bytes: Uint8Array): void {
    // A word that a piece ends within is looked at with the next; the evidence is of words, not of pieces.
    const all = this.cut.length === 0 ? bytes : Buffer.concat([this.cut, bytes]);
    const end = this.addWords(all);
    this.cut = all.slice(end, end + LONGEST_WORD);
  }

  /** Returns where the last word begins, which may go on. */
  private addWords(bytes: Uint8Array): number {
    let start = 0;
    let high = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] ?? 0;
      if (byte >= 0x80) high++;
      else if (!isLatin(byte)) {
        if (high > 0) this.addWord(bytes.subarray(start, i), high);
        if (byte === LINE_FEED) this.line++;
        start = i + 1;
        high = 0;
      }
    }
    return start;
  }

  private addWord(word: Uint8Array, high: number): void {
    this.words[new Utf8Check().goesOn(word, false) ? 'utf8' : 'others']++;
    if (high < word.length) this.mixed++;
    else if (high >= CYRILLIC_RUN) this.pure++;
    for (const byte of word)
      if (byte >= 0x80 && !this.shown.has(byte))
        this.shown.set(byte, { word: Buffer.from(word.slice(0, SHOWN)), line: this.line });
  }

  /** The encoding, or what to ask. */
  conclude(): string | FileQuestion {
    this.addWords(Buffer.concat([this.cut, Buffer.from('\n')]));
    // UTF-8 with a broken byte here and there: the rows that have one are named as bad.
    if (this.words.utf8 >= this.words.others) return 'utf-8';
    const likely = BY_BYTES.filter((encoding) => this.reads(encoding));
    // The first in the list stands for all that read alike.
    const texts = new Map([...likely].reverse().map((encoding) => [this.decode(encoding), encoding]));
    const [only] = texts.values();
    if (only !== undefined && texts.size === 1) return only;
    const languages = BY_BYTES.filter((encoding) => [...texts.values()].includes(encoding)).filter(
      (encoding) => this.oneLanguage(encoding),
    );
    if (languages.length === 1 && languages[0] !== undefined) return languages[0];
    return this.question(languages.length > 0 ? languages : likely.length > 0 ? likely : BY_BYTES);
  }

  /** Whether each byte beyond ASCII is a letter of a language that is written so, or a usual mark. */
  private reads(encoding: ByBytes): boolean {
    const cyrillic = encoding === 'windows-1251';
    if (cyrillic ? this.mixed > this.pure : this.pure > 0) return false;
    return [...this.shown].every(([byte]) => {
      const char = iconv.decode(Buffer.from([byte]), encoding);
      return LETTERS[encoding].has(char) || MARKS.has(char);
    });
  }

  /** Whether the letters of one language are enough. */
  private oneLanguage(encoding: ByBytes): boolean {
    const letters = [...this.decode(encoding).toLowerCase()].filter((char) => !MARKS.has(char));
    return alphabets(encoding).some((alphabet) => letters.every((char) => alphabet.includes(char)));
  }

  private decode = (encoding: ByBytes): string =>
    iconv.decode(Buffer.from([...this.shown.keys()].sort((a, b) => a - b)), encoding);

  private question(encodings: readonly ByBytes[]): FileQuestion {
    // The word that reads differently shows what the question is about.
    const seen = [...this.shown.values()];
    const differs = seen.find(
      ({ word }) => new Set(encodings.map((each) => iconv.decode(word, each))).size > 1,
    ) ?? { word: Buffer.alloc(0), line: 1 };
    return {
      column: null,
      line: differs.line,
      value: differs.word.toString('latin1').replaceAll(/[\u0080-\u009f]/g, '?'),
      readings: encodings.map((encoding) => ({
        means: { code: 'text', text: harmless(iconv.decode(differs.word, encoding)), encoding },
        write: `encoding: ${encoding}`,
      })),
      note: { code: 'not_utf8' },
    };
  }
}

const isLatin = (byte: number): boolean => (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);

/** Whether a profile may name this encoding. */
export const isEncoding = (name: string): boolean => iconv.encodingExists(name);

/** Turns pieces of bytes into pieces of text. */
export interface TextFrom {
  write(bytes: Uint8Array): string;
  end(): string;
}

/** A decoder for a whole file; a mark at its beginning is left out. */
export function textFrom(encoding: string): TextFrom {
  if (encoding === 'utf-8') {
    const decoder = new TextDecoder('utf-8');
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' };
}
