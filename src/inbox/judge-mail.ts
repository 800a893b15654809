import { isNewsletter, otherAutoReply, plainAutoReply } from './auto-reply.ts';
import { complaint } from './complaint.ts';
import { disposition } from './disposition.ts';
import { freeTextBounce } from './free-text-bounce.ts';
import type { IncomingMail } from './incoming-mail.ts';
import type { Judgment } from './mail-kinds.ts';
import { isMailDaemon } from './mail-system.ts';
import { providerNotice } from './provider-notice.ts';
import { statusReport } from './status-report.ts';

/** Asked in this order; the first that knows the mail decides. Reports by the standards come before words. */
const RULES: readonly ((mail: IncomingMail) => Judgment | null)[] = [
  complaint,
  statusReport,
  disposition,
  providerNotice,
  plainAutoReply,
  freeTextBounce,
  otherAutoReply,
  reply,
];

/** Judges a mail: pure, and total. What no rule knows is unknown, and a person looks at it. */
export function judgeMail(mail: IncomingMail): Judgment {
  for (const rule of RULES) {
    const judgment = rule(mail);
    if (judgment !== null) return judgment;
  }
  return { kind: 'unknown', recipient: null, status: null, why: 'No rule knows this mail.' };
}

/**
 * A mail by a person to us, whether it answers a letter or begins anew, through a group or not: also of a subject alone, of a
 * photograph alone, and one that is encrypted.
 */
function reply(mail: IncomingMail): Judgment | null {
  if (mail.from === null || isMailDaemon(mail) || isNewsletter(mail)) return null;
  const answers = mail.answers.length > 0;
  if (!answers && mail.parts.length === 0 && `${mail.subject}${mail.text}`.trim() === '') return null;
  return {
    kind: 'reply',
    recipient: mail.from.address.toLowerCase(),
    status: null,
    why: answers ? 'A person answers a mail.' : 'A person writes, and nothing says that a machine did.',
  };
}
