/**
 * The code of a mail server's reply (RFC 5321 section 4.2.1): three digits at the head of each of its lines.
 * @returns the first line's code; null where a line has none or says the opposite, for then nothing is known
 */
export function codeOfReply(reply: string): number | null {
  const codes = reply.split(/\r?\n/).map((line) => /^\d{3}(?!\d)/.exec(line)?.[0]);
  const [first] = codes;
  if (first === undefined || codes.some((code) => code?.[0] !== first[0])) return null;
  return Number(first);
}

/** The server says that it has the letter, and nothing else. */
export function isYes(reply: string): boolean {
  const code = codeOfReply(reply);
  return code !== null && code >= 200 && code < 300;
}
