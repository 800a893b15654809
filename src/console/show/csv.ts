/** A cell that a spreadsheet would take for a formula. */
const FORMULA = /^[\s\0]*[=+\-@\t\r]/;

/**
 * Rows as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8. A cell that begins like a formula is given an
 * apostrophe: whoever opens the file must not run what somebody wrote into a name.
 */
export function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;
  return `\ufeff${line(header)}${rows.map(line).join('')}`;
}

const cell = (text: string): string => {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};
