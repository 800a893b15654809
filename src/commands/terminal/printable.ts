/**
 * Text that came from elsewhere, as it may be printed: a customer's words or a server's answer must not steer the
 * terminal of whoever reads it. Line breaks stay; other control and format characters become visible marks.
 */
export const printable = (text: string): string => text.replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '\uFFFD');

/** The same on one line: nobody's words may look like a line of ours. */
export const printableLine = (text: string): string => printable(text.replaceAll('\n', ' '));
