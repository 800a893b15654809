const SHOWN = 40;

/** A value as it may be printed: short, and unable to move a terminal's cursor. */
export function visible(value: string): string {
  const start = [...value.slice(0, SHOWN + 1)];
  // Joined from single characters: a slice would keep the whole piece of the file in memory.
  return harmless(start.slice(0, SHOWN).join('')) + (value.length > SHOWN ? '…' : '');
}

/** A text without what could move a terminal's cursor. */
export const harmless = (text: string): string =>
  [...text].map((char) => (CONTROL.test(char) ? escapeOf(char) : char)).join('');

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

const escapeOf = (char: string): string => {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[char];
  return short ?? `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
};
