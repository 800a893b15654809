import type { Lasting } from './mail-kinds.ts';
import { lastingByWords, namesFullMailbox } from './reason-words.ts';

/** The enhanced status in a text (RFC 3463), such as 5.1.1; part of a longer number, as of a host, is none. */
export const statusIn = (text: string): string | null =>
  /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)/.exec(text)?.[1] ?? null;

/** The reply code of SMTP in a text (RFC 5321), such as 550. */
const replyCodeIn = (text: string): string | null =>
  /(?<![\d.:@-])([45][0-5]\d)(?=[ -](?!\d{3})|[:,;]|$)/.exec(text)?.[1] ?? null;

/** Whether a status says only that something failed, and not what. */
export const isVague = (status: string): boolean =>
  /^\d\.(\d{1,3}\.0|7\.1)$/.test(status) && !/^\d\.1\.0$/.test(status);

/**
 * Whether the address is no good (hard), or only this attempt was (soft). By practice a full mailbox, a mail that is
 * too large, one that was taken for spam and a network that failed say nothing of the address.
 * @param status RFC 3463, or null
 * @param words what the mail system says about it, in lower case on one line
 */
export function lastingOf(status: string | null, words: string): Lasting {
  if (namesFullMailbox(words) || status?.startsWith('4')) return 'soft';
  const told = (status === null ? null : byStatus(status.slice(2))) ?? lastingByWords(words);
  if (told !== null) return told;
  if (status !== null) return /^5\.[02]\./.test(status) ? 'hard' : 'soft';
  return replyCodeIn(words)?.startsWith('4') ? 'soft' : 'hard';
}

/** RFC 3463 section 3 and its registry, by subject and detail; null where these leave it open. */
function byStatus(code: string): Lasting | null {
  // Ours as the sender is bad, or the destination takes no mail from us.
  if (/^1\.[5789]$/.test(code)) return 'soft';
  if (/^1\./.test(code)) return 'hard';
  // The mailbox or the account is disabled; no host of that name.
  if (/^(2\.1|7\.13|4\.4)$/.test(code)) return 'hard';
  if (/^\d\.0$|^7\.1$|^0\./.test(code)) return null;
  return 'soft';
}
