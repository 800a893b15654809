import { type IncomingMail, returnedPart } from './incoming-mail.ts';
import type { Judgment } from './mail-kinds.ts';
import { fieldGroups } from './report-fields.ts';

/** What a mail says of the letter that it is about, the surest first. */
export interface LetterClues {
  /** From the address that it came to (VERP). */
  readonly letterIds: readonly string[];
  /** Of the mail that came back, or of the mails that it answers, nearest first. */
  readonly messageIds: readonly string[];
  /** Whom the letter went to. In small letters. */
  readonly address: string | null;
}

const MOST = 50;
/** As `envelopeSender` writes it. Letters are named in small letters, and servers may change the case. */
const VERP = /\+bounce-([a-z0-9._-]{1,64})@/gi;
const MESSAGE_ID = /<[^<>\s]{3,250}>/g;
/** Notices without a proper part paste the headers of what came back; those stand near the top of it. */
const PASTED = /^[ \t>|]*message-id:[ \t]*(<[^<>\s]{3,250}>)/gim;
const MOST_CHARACTERS = 64_000;

/** Reads them, without asking whether there is such a letter: all of it comes from outside. */
export function letterClues(mail: IncomingMail, judgment: Judgment): LetterClues {
  return {
    letterIds: each(
      arrivedAt(mail).flatMap((one) => [...one.matchAll(VERP)].map(([, id]) => (id ?? '').toLowerCase())),
    ),
    messageIds: each([...returnedIds(mail), ...mail.answers]),
    address: judgment.recipient?.toLowerCase() ?? null,
  };
}

/** Whether it came to the envelope address of a letter, which no person's mail program writes to. */
export const cameToBounceAddress = (mail: IncomingMail): boolean =>
  arrivedAt(mail).some((one) => one.search(VERP) >= 0);

const arrivedAt = (mail: IncomingMail): readonly string[] => [
  ...mail.to,
  ...['delivered-to', 'x-original-to', 'envelope-to'].flatMap(headersOf(mail)),
];

const headersOf =
  (mail: IncomingMail) =>
  (name: string): readonly string[] =>
    mail.headers.get(name) ?? [];

function returnedIds(mail: IncomingMail): readonly string[] {
  const returned = (returnedPart(mail)?.text ?? '').slice(0, MOST_CHARACTERS);
  const named = fieldGroups(returned)[0]?.get('message-id') ?? '';
  const pasted = [...mail.text.slice(0, MOST_CHARACTERS).matchAll(PASTED)].map(([, id]) => id ?? '');
  return [...(named.match(MESSAGE_ID) ?? []), ...pasted];
}

const each = (values: readonly string[]): readonly string[] => [...new Set(values)].slice(0, MOST);
