import { addressIn } from './addresses.ts';
import { type IncomingMail, partOf, returnedPart } from './incoming-mail.ts';
import type { Judgment } from './mail-kinds.ts';
import { fieldGroups } from './report-fields.ts';
import { returnedTo } from './returned-mail.ts';

/** Not a complaint about us: a report on authentication (RFC 6591), or a reader who took one back. */
const NO_COMPLAINT = /^(auth-failure|dmarc|not-spam|opt-in)/;

/** A complaint by a reader who pressed "spam": ARF (RFC 5965), or the older form of Microsoft. */
export function complaint(mail: IncomingMail): Judgment | null {
  const report = partOf(mail, 'message/feedback-report');
  if (report === null) return olderForm(mail);
  const fields = fieldGroups(report.text).find((group) => group.has('feedback-type'));
  const type = (fields?.get('feedback-type') ?? 'abuse').trim().toLowerCase();
  const recipient =
    addressIn(fields?.get('original-rcpt-to') ?? '') ??
    addressIn(fields?.get('removal-recipient') ?? '') ??
    returnedTo(mail);
  const why = `A feedback report (RFC 5965) of type ${type.replace(/[^a-z-]/g, '').slice(0, 30)}`;
  return NO_COMPLAINT.test(type)
    ? { kind: 'unknown', recipient, status: null, why: `${why}, which is no complaint.` }
    : { kind: 'complaint', recipient, status: null, why: `${why}.` };
}

/** Microsoft's junk mail reports: the mail comes back whole, and a header of it names the reader. */
function olderForm(mail: IncomingMail): Judgment | null {
  const returned = returnedPart(mail);
  if (returned === null || !/^complaint about message from/i.test(mail.subject.trim())) return null;
  const reader = /^x-hmxmroriginalrecipient:(.{1,400})$/im.exec(returned.text.slice(0, 16_000))?.[1];
  return {
    kind: 'complaint',
    recipient: addressIn(reader ?? '') ?? returnedTo(mail),
    status: null,
    why: 'A provider passes on that the reader called it junk.',
  };
}
