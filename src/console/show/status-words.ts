import { readStatusReason } from '../../customer/status-reason.ts';
import type { Say } from '../frame/say.ts';

/** Pure: why a letter is where it is, in the reader's language (`status_words.CODE`); what a mail server said as it is. */
export function statusWords(reason: string, say: Say): string {
  const read = readStatusReason(reason);
  if (read === null) return reason;
  const said = say(`status_words.${read.code}`, read.evidence);
  // Why it was held is why somebody had to let it go.
  return read.code === 'released' ? `${said} ${statusWords(read.evidence.before ?? '', say)}`.trim() : said;
}
