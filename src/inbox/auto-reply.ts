import { autoHeader, isBulk } from './auto-headers.ts';
import { isBounceSubject } from './failure-words.ts';
import { headerOf, type IncomingMail } from './incoming-mail.ts';
import { cameToBounceAddress } from './letter-clues.ts';
import type { Judgment } from './mail-kinds.ts';
import { hasNullSender, isAnswerSubject, isMailSystem, takesNoReplies } from './mail-system.ts';
import { knownNote } from './notes/known-note.ts';
import { noteSubject } from './notes/note-subject.ts';
import { houseOf } from './notes/topics.ts';
import { flatten, ownWordsOf } from './notice.ts';

/** A note of absence or an acknowledgement that no mail system wrote: asked before any bounce is looked for. */
export function plainAutoReply(mail: IncomingMail): Judgment | null {
  if (isMailSystem(mail) || headerOf(mail, 'x-failed-recipients') !== '') return null;
  return isBounceSubject(flatten(mail.subject)) ? null : automatic(mail);
}

/** The same of what is left when it is no bounce: of mail systems, of mails with the null sender, of answers to the envelope. */
export function otherAutoReply(mail: IncomingMail): Judgment | null {
  const plain = automatic(mail);
  if (plain !== null) return plain;
  if (hasNullSender(mail)) return autoReply(mail, 'it came with the null sender, and is no bounce');
  // No person's mail program answers the envelope; only machines do.
  if (cameToBounceAddress(mail)) return autoReply(mail, 'it came to the envelope address of a letter');
  // A form on a page writes from such an address too, and names the person to answer.
  return takesNoReplies(mail) && headerOf(mail, 'reply-to') === ''
    ? autoReply(mail, 'its sender takes no replies')
    : null;
}

/**
 * A header says it by itself. Words do only where all that is new in the mail is one known note: a customer may say "I am on
 * holiday until the 14th, so please keep it", and a note that a person reads in vain costs less than a customer unheard.
 */
function automatic(mail: IncomingMail): Judgment | null {
  const header = autoHeader(mail);
  if (header !== null) return autoReply(mail, `it says ${header}`);
  if (mail.parts.length > 0 && mail.text.trim() === '') return null;
  const { text } = ownWordsOf(mail.text);
  const told = noteSubject(mail.subject, text, mail.answers.length > 0);
  const house = houseOf(mail.from?.address ?? '');
  // A subject of the mail's own is new too.
  const known =
    told !== null || mail.answers.length > 0 || isAnswerSubject(mail.subject)
      ? knownNote(text, told, house)
      : knownNote(`${mail.subject}\n\n${text}`, null, house);
  if (known === null) return null;
  return autoReply(mail, `all that is new in it is a note of ${known}`);
}

const autoReply = (mail: IncomingMail, because: string): Judgment => ({
  kind: 'auto_reply',
  recipient: mail.from?.address.toLowerCase() ?? null,
  status: null,
  why: `No person wrote this: ${because}.`,
});

/** Sent to many at once, and answering nothing: a newsletter, of a machine or a list. */
export const isNewsletter = (mail: IncomingMail): boolean =>
  isBulk(mail) && mail.answers.length === 0 && !isAnswerSubject(mail.subject);
