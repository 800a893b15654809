/** A pattern of just this text. */
export const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/**
 * One pattern of many phrases, a line or more of alternatives: any of them, anywhere in a text that was put on one
 * line in lower case. No phrase repeats a repetition, so a hostile text costs time in proportion to its length.
 */
export function anyOf(phrases: TemplateStringsArray): RegExp {
  const lines = phrases.raw
    .join('')
    .split('\n')
    .filter((line) => line !== '');
  return new RegExp(lines.join('|'), 'u');
}
