import type { SendMailOptions } from 'nodemailer';
import { isUsableAddress } from '../../customer/address.ts';
import type { Rules } from '../../policy/rules.ts';
import type { ClaimedLetter } from './claimed-letter.ts';
import type { MailWords } from './template-shelf.ts';

type Company = Rules['company'];

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
  company: Company,
): Mail {
  const references = letter.references.filter(isMessageId);
  return {
    from: { name: headerText(company.from.name), address: company.from.address },
    to: { name: headerText(letter.to.name), address: letter.to.address },
    // Without a usable one, replies go to the company's own address.
    ...(letter.replyTo &&
      isUsableAddress(letter.replyTo.address) && {
        replyTo: { name: headerText(letter.replyTo.name ?? ''), address: letter.replyTo.address },
      }),
    envelope: { from: envelopeSender(letter.id, company.from.address), to: letter.to.address },
    subject: headerText(letter.subject),
    // As a Date: nodemailer writes a text as it is given, and an ISO moment is no date of RFC 5322.
    date: new Date(letter.firstAttemptAt),
    messageId: letter.messageId,
    ...(letter.inReplyTo && isMessageId(letter.inReplyTo) && { inReplyTo: letter.inReplyTo }),
    ...(references.length > 0 && { references }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
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

// RFC 5321 4.5.3.1.1: the part before the @.
const LONGEST_LOCAL_PART = 64;

/** Bounces name their letter (VERP). Sub-addressing, so that they reach a mailbox that exists already. */
export function envelopeSender(letterId: string, from: string): string {
  const at = from.lastIndexOf('@');
  const local = `${from.slice(0, at)}+bounce-${letterId}`;
  const fits = local.length <= LONGEST_LOCAL_PART && /^[A-Za-z0-9._-]+$/.test(letterId);
  return fits ? `${local}${from.slice(at)}` : from;
}

/** What complaint statistics are grouped by: kind, language, audience, sender. Nothing of the customer. */
function feedbackId(letter: Mailed, from: string): string {
  const sender = from
    .slice(from.lastIndexOf('@') + 1)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 15);
  return headerText(`${letter.kind}:${letter.language}:${letter.audience}:${sender}`);
}
