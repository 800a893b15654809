import type { RefusalReason } from './reasons.ts';
/** What a mail to us can be. */
export const MAIL_KINDS = [
  'bounce_hard',
  'bounce_soft',
  'delayed',
  'auto_reply',
  'complaint',
  'reply',
  'unknown',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** What one mail is judged to be. */
export interface Judgment {
  readonly kind: MailKind;
  /** Whom a bounce, a delay or a complaint is about; who wrote a reply. Null: the mail does not say. */
  readonly recipient: string | null;
  /** RFC 3463, such as 5.1.1, where the mail gives one. */
  readonly status: string | null;
  /** One English sentence. */
  readonly why: string;
  /** What a refusal was about, as far as it says; only a bounce has one. */
  readonly reason?: RefusalReason | null;
}

/** Hard: the address is no good. Soft: only this attempt was. */
export type Hardness = 'hard' | 'soft';

/** The bounce of either kind. */
export const bounceKind = (hardness: Hardness): MailKind =>
  hardness === 'hard' ? 'bounce_hard' : 'bounce_soft';
