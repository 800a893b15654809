import { isBounceSubject, saysDelayed, saysFailed } from './failure-words.ts';
import { hardnessOf, holdsRefusal, statusIn } from './hard-or-soft.ts';
import { headerOf, type IncomingMail, returnedPart } from './incoming-mail.ts';
import { bounceKind, type Judgment } from './mail-kinds.ts';
import { hasNullSender, isAnswerSubject, isMailDaemon, isMailSystem, takesNoReplies } from './mail-system.ts';
import { familyOf, namedRecipient } from './named-recipient.ts';
import { flatten, type Notice, noticeOf } from './notice.ts';
import { reasonIn } from './reasons.ts';

/**
 * A notice in words that a mail did not arrive, or is late: what mail servers wrote before RFC 3464, and many still
 * do. Both must hold: a mail system wrote it, and it says so. A person who quotes one is no mail system, and neither is one
 * whose parcel "could not be delivered".
 */
export function freeTextBounce(mail: IncomingMail): Judgment | null {
  const notice = noticeOf(mail.text);
  const subject = flatten(mail.subject);
  const surely = isSurelyBySystem(mail);
  if (!surely && !looksLikeNotice(mail, subject, notice)) return null;
  const said = `${subject} ${notice.flat}`;
  const delayed = saysDelayed(notice.flat) || (saysDelayed(subject) && !saysFailed(notice.flat));
  const failed =
    saysFailed(notice.flat) ||
    isBounceSubject(subject) ||
    (surely && holdsRefusal(notice.flat)) ||
    reasonIn(said) === 'full';
  if (!delayed && !failed) return null;
  const family = familyOf(notice)?.name;
  const by = family === undefined ? 'A mail system' : `A mail system, by its words ${family},`;
  const status = statusIn(notice.flat) ?? statusIn(subject);
  const found = { recipient: namedRecipient(mail, notice), status };
  if (delayed) return { kind: 'delayed', ...found, why: `${by} says that it is late and still being tried.` };
  const { hardness, reason } = hardnessOf(status, [notice.flat, subject]);
  return { kind: bounceKind(hardness), ...found, why: `${by} ${MEANS[hardness]}.`, reason };
}

const MEANS = {
  hard: 'says that it cannot be delivered: the address is no good',
  soft: 'says that it was not delivered: the address may be good',
} as const;

/** By what no person's mail has: the null sender, the header of Exim, a name that only mail systems have. */
const isSurelyBySystem = (mail: IncomingMail): boolean =>
  headerOf(mail, 'x-failed-recipients') !== '' || hasNullSender(mail) || isMailDaemon(mail);

/**
 * Whether a mail that anybody could have sent has the form of a notice: the words of a known family or the answer of a server, and
 * whom it is about. What a person's mail says of a parcel has neither.
 */
function looksLikeNotice(mail: IncomingMail, subject: string, notice: Notice): boolean {
  const says = saysFailed(notice.flat) || saysDelayed(notice.flat) || isBounceSubject(subject);
  const returned = returnedPart(mail) !== null || notice.cut === 'returned';
  const form = familyOf(notice) !== null || holdsRefusal(notice.flat) || TO_US.test(notice.flat);
  if (mail.from === null) return says || reasonIn(`${subject} ${notice.flat}`) === 'full';
  if (!says || (mail.answers.length > 0 && notice.cut === 'quoted')) return false;
  if (isMailSystem(mail))
    return returned || familyOf(notice) !== null || (form && names(mail, notice)) || TOLD.test(notice.flat);
  if (takesNoReplies(mail)) return form || returned;
  // "Fwd: Undelivered mail" is by whoever asks us about it, unless the notice stands at the top.
  if (isAnswerSubject(subject) || mail.answers.length > 0)
    return form && saysFailed(notice.flat.slice(0, TOP)) && names(mail, notice) && familyOf(notice) === null;
  return isBounceSubject(subject) && (form || returned) && names(mail, notice);
}

/** "Your message could not be delivered to anna@…": said to whoever wrote a mail, and never by a person. */
const TO_US =
  /\b(your|votre|ihre|twoja|su|sua|il suo|uw|ваше|din|ditt) (e-?mail |mail )?(message|mail|e-?mail|nachricht|wiadomość|mensaje|mensagem|messaggio|bericht|сообщение|письмо|meddelande)(?!\p{L})[^.@]{0,80} [^\s@]+@/u;

/** A message to whom, or recipients: the words of a notice, where a person speaks of a parcel or of a guest. */
const TOLD =
  /(message|mail|wiadomość|nachricht|сообщение|письмо|mensaje|messaggio)(?!\p{L})[^@]{0,80} [^\s@]{1,64}@[^\s@]+|following recipients?\b/u;

/** A notice says at its top what it is about; a person's own words come before what they quote. */
const TOP = 200;

const names = (mail: IncomingMail, notice: Notice): boolean => namedRecipient(mail, notice) !== null;
