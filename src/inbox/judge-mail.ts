import { isToMany } from './auto-headers.ts';
import { otherAutoReply, plainAutoReply } from './auto-reply.ts';
import { complaint } from './complaint.ts';
import { disposition } from './disposition.ts';
import { freeTextBounce } from './free-text-bounce.ts';
import type { IncomingMail } from './incoming-mail.ts';
import type { Judgment } from './mail-kinds.ts';
import { isMailSystem } from './mail-system.ts';
import { statusReport } from './status-report.ts';

/** Asked in this order; the first that knows the mail decides. Reports by the standards come before words. */
const RULES: readonly ((mail: IncomingMail, answersUs: boolean) => Judgment | null)[] = [
  complaint,
  statusReport,
  disposition,
  plainAutoReply,
  freeTextBounce,
  otherAutoReply,
  reply,
];

/**
 * Judges a mail: pure, and total. What no rule knows is unknown, and a person looks at it.
 * @param answersUs one of the mails that it answers is a letter of ours: then words alone never make it automatic
 */
export function judgeMail(mail: IncomingMail, answersUs: boolean): Judgment {
  for (const rule of RULES) {
    const judgment = rule(mail, answersUs);
    if (judgment !== null) return judgment;
  }
  return { kind: 'unknown', recipient: null, status: null, why: 'No rule knows this mail.' };
}

/** A mail by a person to us, whether it answers a letter or begins anew. */
function reply(mail: IncomingMail): Judgment | null {
  if (mail.from === null || isMailSystem(mail) || isToMany(mail)) return null;
  const answers = mail.answers.length > 0;
  if (!answers && mail.text.trim() === '') return null;
  return {
    kind: 'reply',
    recipient: mail.from.address.toLowerCase(),
    status: null,
    why: answers ? 'A person answers a mail.' : 'A person writes, and nothing says that a machine did.',
  };
}
