import type { TaskReason } from '../customer/task.ts';
import { domainOf } from './addresses.ts';
import type { Judgment, MailKind } from './mail-kinds.ts';
import { areAligned, type MailOrigin, UNKNOWN_ORIGIN } from './origin.ts';
import type { RefusalReason } from './reasons.ts';

type Audience = 'customer' | 'staff';

/** What must be known of the letter that a mail is about. */
export interface MatchedLetter {
  readonly audience: Audience;
  /** Whom it went to. */
  readonly to_address: string;
  /** The mail carries its tag; it names a letter of an earlier build, which had none; or only its address is the same. */
  readonly proof: 'tag' | 'old' | 'none';
}

/** Where a mail is filed. */
export type Folder = 'processed' | 'unknown';

/** What follows from a mail. */
export interface Consequence {
  readonly do: 'nothing' | 'count soft' | 'count delay' | 'bounced' | 'complained' | 'reply' | 'answered';
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
 * What follows from a mail that was judged, and matched to a letter or not. Pure. Only what carries the letter's own tag closes an
 * address: whoever has not seen the letter can know its number, and never that.
 * @param fromUs one of the company's own people wrote it
 * @param answers and did so to what we had passed on to them
 * @param origin what our own mail server says of who sent it
 */
export function consequenceOf(
  judgment: Judgment,
  letter: MatchedLetter | null,
  fromUs: boolean,
  answers = false,
  origin: MailOrigin = UNKNOWN_ORIGIN,
): Consequence {
  const { kind } = judgment;
  const isForged = origin.result === 'failed';
  if (kind === 'unknown') return { do: 'nothing', folder: 'unknown', why: null };
  if (kind === 'auto_reply') return { do: 'nothing', folder: 'processed', why: null };
  if (kind === 'reply' && isForged && letter?.proof !== 'tag')
    return { do: 'nothing', folder: 'unknown', why: NOT_ITS_SENDER };
  // Who answers what we passed on answers to us too, and the letter's tag says what it is about.
  if (kind === 'reply' && fromUs && answers && letter?.audience === 'customer')
    return { do: 'answered', folder: 'processed', why: 'One of our own people answers the customer.' };
  if (kind === 'reply' && fromUs && !isForged)
    return { do: 'nothing', folder: 'processed', why: 'One of our own people wrote it.' };
  if (letter === null)
    return { do: 'nothing', folder: 'unknown', why: 'No letter of ours is known that it is about.' };
  if (kind !== 'reply' && letter.proof === 'none')
    return isOfItsProvider(letter, origin) &&
      (kind === 'bounce_hard' || kind === 'bounce_soft') &&
      !isAboutUs(judgment)
      ? {
          do: 'count soft',
          folder: 'processed',
          why: 'It carries no tag, but comes from the servers of that address.',
        }
      : { do: 'nothing', folder: 'unknown', why: FORGED };
  const why = letter.audience === 'staff' ? 'The letter was to one of our own people.' : null;
  // Nothing is wrong with an address that is refused for what is said of us, our rate or our words.
  if (kind === 'bounce_soft' && isAboutUs(judgment))
    return {
      do: 'nothing',
      folder: 'processed',
      why: 'It is not about the mailbox, and the address stays open.',
    };
  const doing = OF_LETTER[kind][letter.audience];
  const weaker = (doing === 'bounced' || doing === 'complained') && weakness(judgment, letter);
  if (weaker)
    return { do: kind === 'complaint' ? 'nothing' : 'count soft', folder: 'processed', why: weaker };
  return { do: doing, folder: 'processed', why };
}

/** What a mail is guessed to be that is filed as unknown: why somebody is to read it. Pure. */
export function whyRead(
  { kind }: Pick<Judgment, 'kind'>,
  letter: MatchedLetter | null,
  { result }: MailOrigin,
): TaskReason {
  if (kind === 'unknown') return 'mail_unjudged';
  if (kind === 'reply') return result === 'failed' ? 'mail_forged' : 'mail_unmatched';
  return letter === null ? 'mail_report' : 'mail_forged';
}

const ABOUT_US: ReadonlySet<RefusalReason | null> = new Set(['us', 'rate', 'content', 'relay'] as const);

const isAboutUs = ({ reason }: Judgment): boolean => ABOUT_US.has(reason ?? null);

/** A report by who takes the mail of that address is no stranger's guess; without a tag it still closes nothing. */
const isOfItsProvider = ({ to_address }: MatchedLetter, { result, domain, byDaemon }: MailOrigin): boolean =>
  result === 'passed' && byDaemon && areAligned(domain, domainOf(to_address));

const NOT_ITS_SENDER =
  'Our own mail server says that somebody else sent it than it names, so nothing follows by itself.';
const FORGED =
  'It carries no tag of the letter to that address, so anybody may have written it: nothing follows.';

/** Why a report does not close the address although it says so; null where it does. */
function weakness({ recipient }: Judgment, { proof, to_address }: MatchedLetter): string | null {
  if (proof === 'old') return 'The letter is of an earlier build and had no tag: its address stays open.';
  return recipient !== null && recipient !== to_address.toLowerCase()
    ? 'It is about another address, to which that of the letter passes its mail on.'
    : null;
}
