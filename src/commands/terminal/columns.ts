/** Terminals are at least so wide. */
const WIDTH = 100;

/** `1 letter`, `1,200 letters`; `many` where an s is not enough. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

export const column = (text: string, width: number): string => text.padEnd(width);

/** Lines under their title; nothing where there are none. */
export const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

/** Read downwards, the left column first. */
export function inThreeColumns(entries: readonly string[]): string[] {
  const lines = Math.ceil(entries.length / 3);
  const at = (index: number): string => entries[index] ?? '';
  return entries
    .slice(0, lines)
    .map((entry, n) => `${column(entry, 33)}${column(at(lines + n), 33)}${at(2 * lines + n)}`.trimEnd());
}

/** Cut to the terminal's width. Control characters, which could steer the terminal, become blanks. */
export function oneLine(line: string): string {
  const letters = [...line.trimEnd()].map((letter) => (/[\p{Cc}\p{Cf}]/u.test(letter) ? ' ' : letter));
  if (letters.length <= WIDTH) return letters.join('');
  const kept = letters.slice(0, WIDTH - 1).join('');
  return `${kept.trimEnd()}…`;
}
