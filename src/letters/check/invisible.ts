/*
 * Characters that nobody sees: they turn the direction of text, or hide in it. Joiners stay, because emoji and scripts need
 * them; a soft hyphen stays, because long words do. Those for private use stand for Liquid while a letter is looked at.
 */
const INVISIBLE =
  /[\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff\ufff9-\ufffb\u{e0000}-\u{e007f}\u{f0000}-\u{10ffff}]/u;

const REFERENCE = /&#(?:x([\da-f]+)|(\d+));/gi;

export interface Hidden {
  /** `U+202E`. */
  readonly name: string;
  readonly offset: number;
}

/** The first character of a text that nobody sees, written as itself or as a reference (`&#8238;`); null when there is none. */
export function firstInvisible(text: string): Hidden | null {
  // A byte-order mark begins a file, and is no part of its text.
  const bare = INVISIBLE.exec(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  if (bare) return { name: nameOf(bare[0].codePointAt(0) ?? 0), offset: bare.index };
  for (const match of text.matchAll(REFERENCE)) {
    const code = match[1] ? Number.parseInt(match[1], 16) : Number(match[2]);
    if (code > 0x10ffff || INVISIBLE.test(String.fromCodePoint(code)))
      return { name: nameOf(code), offset: match.index };
  }
  return null;
}

const nameOf = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
