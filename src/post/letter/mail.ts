import type { SendMailOptions } from 'nodemailer';
import { isUsableAddress } from '../../customer/address.ts';
import { type Tags, taggedAddress, taggedMessageId } from '../../inbox/tags.ts';
import { offeredAnswers } from '../../letters/facts/offered-answers.ts';
import type { Offer } from '../../letters/words/answer-words.ts';
import type { Rules } from '../../policy/rules.ts';
import type { ClaimedLetter } from './claimed-letter.ts';
import type { MailWords } from './template-shelf.ts';

type CompanyRules = Rules['company'];

/** A mail with its envelope, which nodemailer leaves optional. */
export type Mail = SendMailOptions & { readonly envelope: { readonly from: string; readonly to: string } };

/** A letter as far as its mail is made of it. */
type Mailed = Pick<
  ClaimedLetter,
  | 'audience'
  | 'to'
  | 'replyTo'
  | 'subject'
  | 'messageId'
  | 'inReplyTo'
  | 'references'
  | 'language'
  | 'firstAttemptAt'
> & { readonly id: string; readonly kind: string };

/**
 * The mail of a letter: pure, so the same letter gives the same mail at every attempt. The Date is that of the
 * first attempt: the letter was ready then, a held one is not back-dated by days, and a letter that is sent
 * once more is the same to every server that drops duplicates.
 */
export function mailOf(
  letter: Mailed,
  rendered: Pick<MailWords, 'html' | 'text' | 'lang'>,
  company: CompanyRules,
  ways: ReplyWays,
): Mail {
  const { tags } = ways;
  const tagged = (id: string): string => (tags === null ? id : taggedMessageId(tags, id));
  // Letters of an earlier build went without tags: both forms, so that a thread stays one.
  const references = letter.references.filter(isMessageId).flatMap((id) => [...new Set([id, tagged(id)])]);
  return {
    from: { name: headerText(company.from.name), address: company.from.address },
    to: { name: headerText(letter.to.name), address: letter.to.address },
    ...replyTo(letter, company, ways),
    envelope: { from: envelopeSender(letter.id, company.from.address, tags), to: letter.to.address },
    subject: headerText(letter.subject),
    // As a Date: nodemailer writes a text as it is given, and an ISO moment is no date of RFC 5322.
    date: new Date(letter.firstAttemptAt),
    messageId: tagged(letter.messageId),
    ...(letter.inReplyTo && isMessageId(letter.inReplyTo) && { inReplyTo: tagged(letter.inReplyTo) }),
    ...(references.length > 0 && { references }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      // Not `All`: that would keep Exchange from the very reports that tell us of a dead address.
      'X-Auto-Response-Suppress': 'DR, RN, NRN, OOF, AutoReply',
      'Content-Language': headerText(rendered.lang),
      'Feedback-ID': feedbackId(letter, company.from.address),
    },
    xMailer: false,
    // nodemailer draws a boundary at random; with this one a letter is the same, byte for byte, at every attempt.
    baseBoundary: letter.id,
    text: rendered.text,
    html: rendered.html,
    // A letter is made of text alone: nothing in it may make this machine read a file or a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** One line, without control or direction-changing characters: what a customer's own words may put in a header. */
export const headerText = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/** `<left@right>` with nothing that could end a header. */
export const isMessageId = (text: string): boolean => /^<[^<>\s\p{Cc}]+@[^<>\s\p{Cc}]+>$/u.test(text);

/** How answers and bounces find their way back. */
export interface ReplyWays {
  /** Null: for a look at a letter, without the secret of its tags. */
  readonly tags: Tags | null;
  /**
   * Who reads what comes to the company's address: nobody; Tidings; or Tidings, and a mail to ourselves through a tag came back,
   * so that such addresses are known to work.
   */
  readonly mailbox: 'unread' | 'read' | 'read by tag';
}

/**
 * Whom an answer goes to: the mailbox that Tidings reads, under the name of whoever signs, so that no reminder follows an answer;
 * where it reads none, that person's own address. Without a usable one, replies go to the company's own.
 */
function replyTo(
  { id, audience, replyTo }: Mailed,
  { from }: CompanyRules,
  { tags, mailbox }: ReplyWays,
): Pick<Mail, 'replyTo'> {
  if (audience === 'customer' && mailbox !== 'unread') {
    const address =
      mailbox === 'read by tag' && tags !== null ? taggedAddress(tags, 'reply', id, from.address) : null;
    if (address === null && !replyTo?.name) return {};
    return { replyTo: { name: headerText(replyTo?.name ?? from.name), address: address ?? from.address } };
  }
  if (!replyTo || !isUsableAddress(replyTo.address)) return {};
  return { replyTo: { name: headerText(replyTo.name ?? ''), address: replyTo.address } };
}

/** The answers with one tap that a letter offers, each to an address of its own: where addresses with a tag are known to work. */
export function offersOf(
  { id, audience, facts }: Pick<ClaimedLetter, 'id' | 'audience' | 'facts'>,
  { from }: CompanyRules,
  { tags, mailbox }: ReplyWays,
): readonly Offer[] {
  if (tags === null || mailbox !== 'read by tag' || audience !== 'customer') return [];
  return offeredAnswers(facts).flatMap((answer) => {
    const address = taggedAddress(tags, answer, id, from.address);
    return address === null ? [] : [{ answer, address }];
  });
}

/** Bounces name their letter (VERP), with its tag. Sub-addressing, so that they reach a mailbox that exists already. */
export const envelopeSender = (letterId: string, from: string, tags: Tags | null): string =>
  (tags === null ? null : taggedAddress(tags, 'bounce', letterId, from)) ?? from;

/** What complaint statistics are grouped by: kind, language, audience, sender. Nothing of the customer. */
function feedbackId(letter: Mailed, from: string): string {
  const sender = from
    .slice(from.lastIndexOf('@') + 1)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 15);
  return headerText(`${letter.kind}:${letter.language}:${letter.audience}:${sender}`);
}
