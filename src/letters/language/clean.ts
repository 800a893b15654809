/** Longest strings from the database that a letter shows, in characters as a reader counts them. */
export const LENGTHS = { name: 80, number: 40, thing: 120, inSentence: 60, note: 400, phone: 40 } as const;

/** Invisible characters that turn the direction of text or hide in it. Joiners stay: emoji and scripts need them. */
const INVISIBLE =
  /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;
const LONE_SURROGATE = /\p{Cs}/gu;
/** One "character" can be made endless with combining marks. */
const CODE_UNITS_PER_CHARACTER = 4;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * A string from the database made fit for a letter: one line, no control or direction characters, cut to
 * `length` characters between words where it can. Null when nothing is left.
 */
export function clean(text: string | null, length: number): string | null {
  if (text === null) return null;
  if (isPlain(text)) return cut(text, length);
  const sane = text
    .slice(0, length * 16)
    .replace(CONTROL, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATE, '')
    .replace(/\s+/g, ' ')
    .trim();
  return sane === '' ? null : cut(sane, length);
}

/** Most strings are words with single spaces between them: nothing to clean. */
const isPlain = (text: string): boolean =>
  /^[ -~À-ɏЀ-џ]+$/.test(text) && !text.includes('  ') && !text.startsWith(' ') && !text.endsWith(' ');

/** `clean` for what must be said: an empty string becomes `fallback`. */
export const cleanOr = (text: string | null, length: number, fallback: string): string =>
  clean(text, length) ?? fallback;

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = '';
  let count = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > length * CODE_UNITS_PER_CHARACTER) return ellipsis(kept);
    if (count === length - 1) return text.length > kept.length + segment.length ? ellipsis(kept) : text;
    kept += segment;
    count += 1;
  }
  return kept;
}

function ellipsis(text: string): string {
  const space = text.lastIndexOf(' ');
  const atWord = space > text.length * 0.6 ? text.slice(0, space) : text;
  return `${withoutTail(atWord)}…`;
}

const withoutTail = (text: string): string => text.replace(/[\s,;:.…–—-]+$/u, '');

/** Cuts what is already clean to so many words, so that a sentence around it stays short. */
export function cutWords(text: string, words: number): string {
  const all = text.split(' ');
  return all.length <= words ? text : `${withoutTail(all.slice(0, words).join(' '))}…`;
}

/** An address that a reader may click: http or https and nothing odd in it; null otherwise. */
export function safeUrl(text: string | null): string | null {
  if (text === null || text.length > 2000 || !/^https?:\/\/[^\s<>"'`]+$/i.test(text)) return null;
  try {
    return new URL(text).href;
  } catch {
    return null;
  }
}
