import { addressIn } from './addresses.ts';
import { saysDelayed, saysFailed } from './failure-words.ts';
import { hardnessOf, isVague, statusIn } from './hard-or-soft.ts';
import { type IncomingMail, partOf } from './incoming-mail.ts';
import { bounceKind, type Judgment } from './mail-kinds.ts';
import { namedRecipient } from './named-recipient.ts';
import { flatten, noticeOf } from './notice.ts';
import { type Fields, fieldGroups } from './report-fields.ts';

type Action = 'failed' | 'delayed' | 'arrived' | 'unsaid';
/** What failed outweighs what is late, and that outweighs what arrived. */
const ACTIONS: readonly Action[] = ['failed', 'unsaid', 'delayed', 'arrived'];

/** A report of delivery status (RFC 3464); null when the mail holds none that tells of a recipient. */
export function statusReport(mail: IncomingMail): Judgment | null {
  const part = partOf(mail, 'message/delivery-status', 'message/global-delivery-status');
  if (part === null) return null;
  const groups = fieldGroups(part.text).filter(isOfRecipient);
  for (const wanted of ACTIONS) {
    const group = groups.find((fields) => actionOf(fields) === wanted);
    if (group) return judge(mail, group, wanted);
  }
  return null;
}

const OF_RECIPIENT = ['final-recipient', 'original-recipient', 'action', 'status', 'diagnostic-code'];
const isOfRecipient = (group: Fields): boolean => OF_RECIPIENT.some((name) => group.has(name));

/** The word at the beginning: systems add to it, and some write `failure` or `error`. */
function actionOf(group: Fields): Action {
  const action = (group.get('action') ?? '').toLowerCase();
  if (/^(fail|error|bounced|rejected|undeliver)/.test(action)) return 'failed';
  if (/^(delay|defer|retry|warn)/.test(action)) return 'delayed';
  if (/^(deliver|relayed|expanded|success)/.test(action)) return 'arrived';
  return 'unsaid';
}

function judge(mail: IncomingMail, group: Fields, action: Action): Judgment | null {
  const notice = noticeOf(mail.text);
  const diagnostic = group.get('diagnostic-code') ?? '';
  const field = group.get('status') ?? '';
  const status = tellingStatus(field, diagnostic);
  const found = { recipient: recipientOf(group) ?? namedRecipient(mail, notice), status };
  if (action === 'arrived')
    return {
      kind: 'auto_reply',
      ...found,
      why: 'A report says that the mail arrived; nothing follows from it.',
    };
  if (action === 'delayed' || (action === 'unsaid' && (status?.startsWith('4') || saysDelayed(notice.flat))))
    return { kind: 'delayed', ...found, why: 'A status report (RFC 3464): late, and still being tried.' };
  if (action === 'unsaid' && status === null && !saysFailed(notice.flat)) return null;
  // The report's own words first; the notice is read where they say nothing.
  const own = flatten(`${field} ${diagnostic} ${group.get('action') ?? ''}`).slice(0, 2000);
  const told = notice.flat.slice(0, 6000);
  const telling = status !== null && !isVague(status) && diagnostic.trim() !== '';
  const { hardness, reason } = hardnessOf(status, telling ? [own] : [own, told], [own, told]);
  const failed = status === null ? 'failed' : `failed with ${status}`;
  return {
    kind: bounceKind(hardness),
    ...found,
    why: `A status report (RFC 3464): ${failed}, ${MEANS[hardness]}.`,
    reason,
  };
}

const MEANS = { hard: 'so the address is no good', soft: 'but the address may be good' } as const;

/** The status, or that of the server's own answer where ours is vague. */
function tellingStatus(field: string, diagnostic: string): string | null {
  const said = statusIn(field);
  const answered = statusIn(diagnostic);
  return said === null || (isVague(said) && answered !== null && !isVague(answered))
    ? (answered ?? said)
    : said;
}

/** Whom we wrote to, which is the original recipient where the mail was passed on. */
const recipientOf = (group: Fields): string | null =>
  addressIn(group.get('original-recipient') ?? '') ?? addressIn(group.get('final-recipient') ?? '');
