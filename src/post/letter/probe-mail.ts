import type { Instant } from '../../calendar/time.ts';
import { type Tags, taggedAddress } from '../../inbox/tags.ts';
import type { Rules } from '../../policy/rules.ts';
import type { Mail } from './mail.ts';

/** A mail to ourselves through a tag; null where the company's address is too long to hold one. */
export function probeMail(
  id: string,
  at: Instant,
  { from, name }: Rules['company'],
  tags: Tags,
): Mail | null {
  const to = taggedAddress(tags, 'probe', id, from.address);
  if (to === null) return null;
  return {
    from: { name, address: from.address },
    to: { name, address: to },
    envelope: { from: from.address, to },
    subject: 'Tidings looks whether this address works',
    date: new Date(at),
    messageId: `<${id}.probe@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false,
    text: 'Nobody has to read this. Once it is back in the mailbox, answers to letters are asked for at an address of their own.',
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
