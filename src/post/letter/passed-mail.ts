import { isUsableAddress } from '../../customer/address.ts';
import type { IncomingMail } from '../../inbox/incoming-mail.ts';
import { type Tags, taggedAddress } from '../../inbox/tags.ts';
import type { PassTo } from '../../ledger/mail/passed-on.ts';
import type { Rules } from '../../policy/rules.ts';
import { headerText, type Mail } from './mail.ts';

/** Says of a mail that we passed it on, with a tag of its own: one that comes back with it is never passed on again. */
const LOOP_HEADER = 'x-tidings-passed-on';
const LONGEST_TEXT = 20_000;

/** A customer's mail to us, as it came. */
export interface ToPassOn {
  readonly id: string;
  readonly raw: Buffer;
  readonly mail: IncomingMail;
}

/**
 * A customer's answer on its way to the person who signed: from our own address, for the customer's domain lets nobody else write
 * from it (DMARC); with the null sender, so that no machine answers it; answered to the customer and to the mailbox that is
 * read, so that the answer ends the task. The mail itself is attached as it came.
 */
export function passedMail(
  { id, raw, mail }: ToPassOn,
  to: PassTo,
  company: Rules['company'],
  tags: Tags,
): Mail {
  const { address } = company.from;
  const customer = mail.from?.address ?? '';
  const read = taggedAddress(tags, 'passed', to.letterId, address) ?? address;
  return {
    from: { name: headerText(`${mail.from?.name || customer} · ${company.from.name}`), address },
    to: { name: headerText(to.name ?? ''), address: to.address },
    replyTo: [
      ...(isUsableAddress(customer) ? [{ name: headerText(mail.from?.name ?? ''), address: customer }] : []),
      { name: '', address: read },
    ],
    envelope: { from: '', to: to.address },
    subject: headerText(mail.subject).slice(0, 500),
    messageId: `<${id}.passed@${address.slice(address.lastIndexOf('@') + 1)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'DR, RN, NRN, OOF, AutoReply',
      [LOOP_HEADER]: tags.tag('passed', id),
    },
    xMailer: false,
    text: mail.text.slice(0, LONGEST_TEXT),
    attachments: [
      { filename: 'mail.eml', content: raw, contentType: 'message/rfc822', contentDisposition: 'attachment' },
    ],
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Whether a mail is one that we had passed on ourselves. */
export const wasPassedOn = (mail: IncomingMail): boolean => mail.headers.has(LOOP_HEADER);
