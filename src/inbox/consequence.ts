import type { Judgment, MailKind } from './mail-kinds.ts';

type Audience = 'customer' | 'staff';

/** What must be known of the letter that a mail is about. */
export interface MatchedLetter {
  readonly audience: Audience;
}

/** Where a mail is filed. */
export type Folder = 'processed' | 'unknown';

/** What follows from a mail. */
export interface Consequence {
  readonly do: 'nothing' | 'count soft' | 'count delay' | 'bounced' | 'complained' | 'reply';
  readonly folder: Folder;
  /** Why it is filed as unknown, or why nothing follows, besides the judgment's own reason. */
  readonly why: string | null;
}

/** What follows when the letter is known, by what the mail is: of a letter to a customer, or to one of our own people. */
const OF_LETTER: Readonly<
  Record<Exclude<MailKind, 'unknown' | 'auto_reply'>, Readonly<Record<Audience, Consequence['do']>>>
> = {
  bounce_hard: { customer: 'bounced', staff: 'bounced' },
  bounce_soft: { customer: 'count soft', staff: 'count soft' },
  delayed: { customer: 'count delay', staff: 'count delay' },
  complaint: { customer: 'complained', staff: 'nothing' },
  reply: { customer: 'reply', staff: 'nothing' },
};

/**
 * What follows from a mail that was judged, and matched to a letter or not. Pure.
 * @param fromUs one of the company's own people wrote it
 */
export function consequenceOf(
  { kind }: Judgment,
  letter: MatchedLetter | null,
  fromUs: boolean,
): Consequence {
  if (kind === 'unknown') return { do: 'nothing', folder: 'unknown', why: null };
  if (kind === 'auto_reply') return { do: 'nothing', folder: 'processed', why: null };
  if (kind === 'reply' && fromUs)
    return { do: 'nothing', folder: 'processed', why: 'One of our own people wrote it.' };
  if (letter === null)
    return { do: 'nothing', folder: 'unknown', why: 'No letter of ours is known that it is about.' };
  const why = letter.audience === 'staff' ? 'The letter was to one of our own people.' : null;
  return { do: OF_LETTER[kind][letter.audience], folder: 'processed', why };
}
