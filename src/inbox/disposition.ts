import { addressIn } from './addresses.ts';
import { saysFailed } from './failure-words.ts';
import { hardnessOf, statusIn } from './hard-or-soft.ts';
import { type IncomingMail, partOf } from './incoming-mail.ts';
import { bounceKind, type Judgment } from './mail-kinds.ts';
import { noticeOf } from './notice.ts';
import { fieldGroups } from './report-fields.ts';

/**
 * A disposition notification (RFC 8098). That a mail was read or deleted by its reader tells us nothing to act on;
 * Dovecot says with one that it refused the mail.
 */
export function disposition(mail: IncomingMail): Judgment | null {
  const part = partOf(mail, 'message/disposition-notification');
  if (part === null) return null;
  const fields = fieldGroups(part.text)[0];
  const recipient =
    addressIn(fields?.get('original-recipient') ?? '') ?? addressIn(fields?.get('final-recipient') ?? '');
  const how = (fields?.get('disposition') ?? '').toLowerCase();
  const notice = noticeOf(mail.text);
  const refused =
    /automatic-action.*(deleted|denied|failed)|;\s*(denied|failed)/.test(how) && saysFailed(notice.flat);
  if (!refused)
    return {
      kind: 'auto_reply',
      recipient,
      status: null,
      why: 'A receipt (RFC 8098), which a mail program wrote.',
    };
  const status = statusIn(notice.flat);
  const { hardness, reason } = hardnessOf(status, [notice.flat]);
  return {
    kind: bounceKind(hardness),
    recipient,
    status,
    why: 'A notification (RFC 8098) says that the server of the reader refused it.',
    reason,
  };
}
