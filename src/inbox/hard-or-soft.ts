import type { Hardness } from './mail-kinds.ts';
import { type RefusalReason, reasonIn } from './reasons.ts';
import { type SmtpStage, smtpStage } from './smtp-stage.ts';

/** The enhanced status in a text (RFC 3463), such as 5.1.1; part of a longer number, as of a host, is none. */
export const statusIn = (text: string): string | null =>
  /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)/.exec(text)?.[1] ?? null;

/** Whether a text holds a refusal of SMTP (RFC 5321), such as 550 or 5.1.1, and not only such a number. */
export const holdsRefusal = (flat: string): boolean =>
  statusIn(flat) !== null ||
  /(?<![\d.:@#-])(?<!\d )[45][0-5]\d(?=[ -]{1,3}(?:[45]\.\d|[<#[\p{L}])|:)/u.test(flat);

/** Whether a status says only that something failed, and not what. */
export const isVague = (status: string): boolean =>
  /^\d\.(\d{1,3}\.0|7\.1)$/.test(status) && !/^\d\.1\.0$/.test(status);

/** Whether the address is no good, and what the refusal was about as far as it says. */
export interface AddressVerdict {
  readonly hardness: Hardness;
  readonly reason: RefusalReason | null;
}

/**
 * Whether the address is no good (hard), or only this attempt was (soft). Hard only by what is said of the mailbox or its
 * domain: silence, and whatever is about us, our rate, our mail, the way or the day, says nothing of it.
 * @param status RFC 3463, or null
 * @param words what the mail system says about it, in lower case on one line; the surest first, each asked where the one before is silent
 * @param dialogue where it may say how far it had come; reports often leave it to the notice beside them
 */
export function hardnessOf(
  status: string | null,
  words: readonly string[],
  dialogue: readonly string[] = words,
): AddressVerdict {
  const stage = first(dialogue, smtpStage);
  const reason = ofUs(status) ? 'us' : first(words, reasonIn);
  return { hardness: isHard(status, reason, stage) ? 'hard' : 'soft', reason: reason ?? ofStatus(status) };
}

function isHard(status: string | null, reason: RefusalReason | null, stage: SmtpStage | null): boolean {
  // Who does not know yet whom we write to cannot speak of them.
  if (stage === 'before recipient') return false;
  // Servers give what will not change as 4.x, until they give up.
  if (reason === 'domain') return true;
  if (status?.startsWith('4')) return false;
  if (reason === 'mailbox') return true;
  const byStatus = status !== null && saysNoMailbox(status);
  if (reason === 'perhaps the mailbox') return stage !== 'after data' || byStatus;
  if (reason === 'relay') return byStatus || status === '5.4.1';
  return (reason === null || reason === 'given up') && stage !== 'after data' && byStatus;
}

/** RFC 3463 section 3 and its registry: no such mailbox, host or syntax; moved; disabled; a null MX; a mailbox that changed hands. */
const saysNoMailbox = (status: string): boolean =>
  /^5\.(1\.(1|2|3|4|6|10)|2\.1|4\.4|7\.(13|17|18))$/.test(status);

/** Our address or domain as the sender, and what SPF, DKIM, DMARC, reverse DNS and null MX say of it (RFC 7372, RFC 7505, Exchange Online). */
const ofUs = (status: string | null): boolean =>
  status !== null && /^[45]\.(1\.[78]|7\.(2[0-7]|50[1-368-9]|51[135]|6\d\d|70[58]))$/.test(status);

const ofStatus = (status: string | null): RefusalReason | null => {
  if (status === null) return null;
  if (/^[45]\.2\.2$/.test(status)) return 'full';
  if (/^[45]\.(2\.3|3\.4|6\.\d+)$/.test(status)) return 'content';
  if (/^[45]\.4\.7$/.test(status)) return 'given up';
  return saysNoMailbox(status) ? 'mailbox' : null;
};

function first<T>(words: readonly string[], read: (one: string) => T | null): T | null {
  for (const one of words) {
    const found = read(one);
    if (found !== null) return found;
  }
  return null;
}
