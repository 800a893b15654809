import { createHash } from 'node:crypto';
import { headerOf, type IncomingMail } from './incoming-mail.ts';

/**
 * The natural key of a mail: what was applied once is known again, also when the same mail comes by another way. By its
 * Message-ID, with who wrote to whom and when, because there are systems that give every notice the same; by all that
 * was read of it where there is none, or where nothing could be read.
 */
export function mailKey(mail: IncomingMail | null, raw: Buffer): string {
  const messageId = mail === null ? '' : headerOf(mail, 'message-id');
  const hash = createHash('sha256');
  if (mail === null || messageId === '') return hash.update('raw\n').update(raw).digest('hex').slice(0, 32);
  const named = [messageId, headerOf(mail, 'from'), headerOf(mail, 'to'), headerOf(mail, 'date')];
  return hash
    .update(`named\n${named.join('\n')}`)
    .digest('hex')
    .slice(0, 32);
}
