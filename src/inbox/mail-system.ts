import { headerOf, type IncomingMail } from './incoming-mail.ts';
import { flatten } from './notice.ts';

const LOCAL_PART =
  /^(mailer[-._]?daemon|mail[-._]?daemon|mdaemon|daemon|post[-_]?master|mail[-._]?(delivery|system|admin|adm|gateway|router)[\w.-]*|system[-._]?administrator|ndr|bounces?|double-bounce|imss|amavis\w*|mailscanner|mailsweeper|[\w-]*virus[\w-]*|[\w-]*smtp[\w-]*|inetgw\d*|microsoftexchange\w*)@/i;
const NAME =
  /mail(er)?[-. ]?(delivery|daemon|system|administrator|gateway|router)|delivery (sub)?system|delivery (service|agent|status)|postmaster|system administrator|microsoft outlook|jetmail|system pocztowy|подсистема|non-?delivery/i;

/** Whether a mail names a mail system as its writer, or an address that mail systems and people have: the postmaster of a hotel answers too. */
export const isMailSystem = (mail: IncomingMail): boolean =>
  (mail.from !== null && LOCAL_PART.test(mail.from.address)) || NAME.test(mail.fromName.slice(0, 200));

/** A local part that no person has. */
const DAEMON = /^(mailer[-._]?daemon|mail[-._]?daemon|mdaemon|microsoftexchange\w*|double-bounce)@/i;

/** Whether a mail names as its writer what is never a person. */
export const isMailDaemon = (mail: IncomingMail): boolean =>
  mail.from !== null && DAEMON.test(mail.from.address);

/** Whether it came with the null envelope sender: RFC 5321 section 4.5.5 asks it of notices, RFC 3834 of machines. */
export const hasNullSender = (mail: IncomingMail): boolean =>
  /^<\s*>$/.test(headerOf(mail, 'return-path')) ||
  (mail.from === null && /<\s*>/.test(headerOf(mail, 'from')));

const ANSWER =
  /^(\[[^\]]{1,40}\] ?)?(re|aw|odp|ответ|отв|sv|vs|antw|res|rif|ynt|fw|fwd|wg|pd|tr|rv|enc|doorst|vl|vb)(\[\d+\])?\s*:/i;

/** Whether a subject begins as that of an answer or of a forwarded mail. */
export const isAnswerSubject = (subject: string): boolean => ANSWER.test(flatten(subject));

/** Whether its sender takes no replies: a machine of some company. */
export const takesNoReplies = (mail: IncomingMail): boolean =>
  /^(no-?reply|do-?not-?reply|nie-?odpowiadaj)[\w.-]*@/i.test(mail.from?.address ?? '');
