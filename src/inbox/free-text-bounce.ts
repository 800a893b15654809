import { isBounceSubject, saysDelayed, saysFailed } from './failure-words.ts';
import { lastingOf, statusIn } from './hard-or-soft.ts';
import { headerOf, type IncomingMail, returnedPart } from './incoming-mail.ts';
import { bounceKind, type Judgment } from './mail-kinds.ts';
import { hasNullSender, isAnswerSubject, isMailSystem, takesNoReplies } from './mail-system.ts';
import { familyOf, namedRecipient } from './named-recipient.ts';
import { flatten, type Notice, noticeOf } from './notice.ts';

/** A notice says at its top what it is about; a person's own words come before what they quote. */
const TOP = 200;

/**
 * A notice in words that a mail did not arrive, or is late: what mail servers wrote before RFC 3464, and many still
 * do. Both must hold: a mail system wrote it, and it says so. A person who quotes one is no mail system.
 */
export function freeTextBounce(mail: IncomingMail): Judgment | null {
  const notice = noticeOf(mail.text);
  const subject = flatten(mail.subject);
  if (!isBySystem(mail, subject, notice)) return null;
  const delayed = saysDelayed(notice.flat) || (saysDelayed(subject) && !saysFailed(notice.flat));
  if (!delayed && !saysFailed(notice.flat) && !isBounceSubject(subject)) return null;
  const family = familyOf(notice)?.name;
  const by = family === undefined ? 'A mail system' : `A mail system, by its words ${family},`;
  const status = statusIn(notice.flat) ?? statusIn(subject);
  const found = { recipient: namedRecipient(mail, notice), status };
  if (delayed) return { kind: 'delayed', ...found, why: `${by} says that it is late and still being tried.` };
  const lasting = lastingOf(status, `${subject} ${notice.flat}`);
  return { kind: bounceKind(lasting), ...found, why: `${by} ${MEANS[lasting]}.` };
}

const MEANS = {
  hard: 'says that it cannot be delivered: the address is no good',
  soft: 'says that it was not delivered: the address may be good',
} as const;

function isBySystem(mail: IncomingMail, subject: string, notice: Notice): boolean {
  if (headerOf(mail, 'x-failed-recipients') !== '') return true;
  if (isMailSystem(mail) || hasNullSender(mail)) return true;
  if (takesNoReplies(mail) && returnedPart(mail) !== null) return saysFailed(notice.flat);
  if (mail.answers.length > 0 || !isBounceSubject(subject)) return false;
  // "Fwd: Undelivered mail" is by whoever asks us about it, unless the notice stands at the top in plain words.
  if (isAnswerSubject(subject))
    return saysFailed(notice.flat.slice(0, TOP)) && familyOf(notice) === null && returnedPart(mail) === null;
  return saysFailed(notice.flat) || saysDelayed(notice.flat) || mail.text.trim() === '';
}
