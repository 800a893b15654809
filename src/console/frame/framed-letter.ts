/**
 * What the HTML of a letter may do in its frame: show its own styles. It runs nothing, asks nobody and leads nowhere; sandboxed,
 * it has no origin that could open windows to itself.
 */
export const FRAMED_LETTER = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox",
  'cross-origin-opener-policy': 'unsafe-none',
} as const;

/** The same for a letter whose sentences can be pointed at: one script of ours runs in it, known by its hash, in an origin of nobody. */
export const pointedLetter = (scriptHash: string): Readonly<Record<string, string>> => ({
  ...FRAMED_LETTER,
  'content-security-policy': FRAMED_LETTER['content-security-policy'].replace(
    /sandbox$/,
    `script-src '${scriptHash}'; sandbox allow-scripts`,
  ),
});
