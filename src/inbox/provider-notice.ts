import { z } from 'zod';
import { hardnessOf, statusIn } from './hard-or-soft.ts';
import type { IncomingMail } from './incoming-mail.ts';
import { bounceKind, type Judgment } from './mail-kinds.ts';
import { flatten } from './notice.ts';

/** A relay that tells of bounces in JSON by mail: Amazon SES, by itself or in the envelope of SNS. */
const ENVELOPE = z.object({ Message: z.string().max(200_000) });
const RECIPIENT = z.object({
  emailAddress: z.string().max(400),
  status: z.string().max(50).optional(),
  diagnosticCode: z.string().max(4000).optional(),
});
const NOTICE = z.object({
  notificationType: z.string().max(50).optional(),
  eventType: z.string().max(50).optional(),
  bounce: z
    .object({
      bounceType: z.string().max(50).optional(),
      bounceSubType: z.string().max(50).optional(),
      bouncedRecipients: z.array(RECIPIENT).max(1000).optional(),
    })
    .optional(),
  complaint: z.object({ complainedRecipients: z.array(RECIPIENT).max(1000).optional() }).optional(),
  mail: z.object({ destination: z.array(z.string().max(400)).max(1000).optional() }).optional(),
});

/** Such a notice; null when the mail holds none. */
export function providerNotice(mail: IncomingMail): Judgment | null {
  const outer = jsonIn(mail.text);
  if (outer === undefined) return null;
  const envelope = ENVELOPE.safeParse(outer);
  const notice = NOTICE.safeParse(envelope.success ? jsonIn(envelope.data.Message) : outer);
  if (!notice.success) return null;
  const { notificationType, eventType, bounce, complaint, mail: sent } = notice.data;
  const type = (notificationType ?? eventType ?? '').toLowerCase();
  if (type === 'complaint')
    return judged('complaint', complaint?.complainedRecipients?.[0]?.emailAddress ?? sent?.destination?.[0]);
  if (type === 'delivery') return judged('auto_reply', sent?.destination?.[0]);
  if (type !== 'bounce') return null;
  const [first] = bounce?.bouncedRecipients ?? [];
  const diagnostic = first?.diagnosticCode ?? '';
  const status = statusIn(first?.status ?? '') ?? statusIn(diagnostic);
  const { hardness, reason } = hardnessOf(status, [flatten(`${bounce?.bounceSubType ?? ''} ${diagnostic}`)]);
  // Its own word for an address that it has closed itself; Permanent alone is said of content too.
  const known =
    bounce?.bounceType === 'Permanent' &&
    /^(Suppressed|OnAccountSuppressionList|NoEmail)$/.test(bounce.bounceSubType ?? '');
  return {
    ...judged(bounceKind(known ? 'hard' : hardness), first?.emailAddress ?? sent?.destination?.[0]),
    status,
    reason,
  };
}

const judged = (kind: Judgment['kind'], recipient: string | undefined): Judgment => ({
  kind,
  recipient: recipient?.toLowerCase() ?? null,
  status: null,
  why: 'The relay tells it in a notice of its own (Amazon SES).',
});

/** The JSON that a text begins with; what is added below it is passed over. */
function jsonIn(text: string): unknown {
  const begin = text.trimStart();
  if (!begin.startsWith('{')) return undefined;
  const end = begin.lastIndexOf('}');
  try {
    return JSON.parse(begin.slice(0, end + 1));
  } catch {
    return undefined;
  }
}
