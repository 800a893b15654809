import { isAutoSubject, saysAbsent, saysMachine } from './absence-words.ts';
import { autoHeader } from './auto-headers.ts';
import { isBounceSubject } from './failure-words.ts';
import { headerOf, type IncomingMail } from './incoming-mail.ts';
import type { Judgment } from './mail-kinds.ts';
import { hasNullSender, isMailSystem, takesNoReplies } from './mail-system.ts';
import { flatten, ownWordsOf } from './notice.ts';

/** Notes are short, and say at the top what they are. */
const LONGEST_NOTE = 700;

/** A note of absence or an acknowledgement that no mail system wrote: asked before any bounce is looked for. */
export function plainAutoReply(mail: IncomingMail, answersUs: boolean): Judgment | null {
  if (isMailSystem(mail) || headerOf(mail, 'x-failed-recipients') !== '') return null;
  return isBounceSubject(flatten(mail.subject)) ? null : automatic(mail, answersUs);
}

/** The same of what is left when it is no bounce: of mail systems, and of mails with the null sender. */
export function otherAutoReply(mail: IncomingMail, answersUs: boolean): Judgment | null {
  const plain = automatic(mail, answersUs);
  if (plain !== null) return plain;
  if (hasNullSender(mail)) return autoReply(mail, 'it came with the null sender, and is no bounce');
  return takesNoReplies(mail) ? autoReply(mail, 'its sender takes no replies') : null;
}

/**
 * A header says it by itself. So does a subject, and a text where it asks us nothing and sounds like nothing else; but not
 * of a mail that answers a letter of ours: a customer may say "I am on holiday until the 14th, so please keep it" to us,
 * and a note that a person reads in vain costs less than a customer whom nobody hears.
 */
function automatic(mail: IncomingMail, answersUs: boolean): Judgment | null {
  const header = autoHeader(mail);
  if (header !== null) return autoReply(mail, `it says ${header}`);
  if (answersUs) return null;
  if (isAutoSubject(flatten(mail.subject)))
    return autoReply(mail, 'its subject is that of an automatic reply');
  const own = ownWordsOf(mail.text).flat.slice(0, LONGEST_NOTE);
  if (own.includes('?')) return null;
  if (saysAbsent(own)) return autoReply(mail, 'it is worded as a note of absence');
  return saysMachine(own) ? autoReply(mail, 'it is worded as an automatic answer') : null;
}

const autoReply = (mail: IncomingMail, because: string): Judgment => ({
  kind: 'auto_reply',
  recipient: mail.from?.address.toLowerCase() ?? null,
  status: null,
  why: `No person wrote this: ${because}.`,
});
