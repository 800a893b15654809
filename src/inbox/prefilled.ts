import type { Answer } from '../customer/answers.ts';

/** The text with which a letter began the mail of an answer, as its own link says; null: the letter has no such link. */
export function prefilledIn(html: string, answer: Answer, letterId: string): string | null {
  for (const [, link = ''] of html.matchAll(/href="mailto:([^"]{1,4000})"/g)) {
    const [address = '', query = ''] = link.replaceAll('&amp;', '&').split('?');
    if (!address.replace(/%2B/i, '+').includes(`+${answer}-${letterId}-`)) continue;
    return new URLSearchParams(query.replaceAll('+', '%2B')).get('body');
  }
  return null;
}
