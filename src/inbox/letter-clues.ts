import { type IncomingMail, returnedPart } from './incoming-mail.ts';
import type { Judgment } from './mail-kinds.ts';
import { fieldGroups } from './report-fields.ts';
import { type ClaimedTag, messageIdIn, type Tags, tagsIn } from './tags.ts';

/** What a mail says of the letter that it is about, the surest first. */
export interface LetterClues {
  /** Of letters whose tag it carries: nobody who has not seen the letter can know that. */
  readonly proven: { readonly letterIds: readonly string[]; readonly messageIds: readonly string[] };
  /** What it names without a tag: a letter of an earlier build, or whatever its writer guessed. */
  readonly named: { readonly letterIds: readonly string[]; readonly messageIds: readonly string[] };
  /** Whom the letter went to, or who answers it. In small letters. */
  readonly address: string | null;
  /** What its subject names that may be the number of an order or an invoice, spelled out. */
  readonly numbers: readonly string[];
  /** The tags in the addresses that it came to, proven ones alone. */
  readonly tags: readonly ClaimedTag[];
}

const MOST = 50;
/** A word with a digit in it, as numbers of orders and invoices are: `F-77`, `2026/11/04`, `1042`. */
const NUMBER = /[\p{L}\p{N}][\p{L}\p{N}/._-]{0,40}(?<=\p{N})/gu;
const MESSAGE_ID = /<[^<>\s]{3,250}>/g;
/** Notices without a proper part paste the headers of what came back; those stand near the top of it. */
const PASTED = /^[ \t>|]*message-id:[ \t]*(<[^<>\s]{3,250}>)/gim;
const MOST_CHARACTERS = 64_000;

/** Reads them, without asking whether there is such a letter: all of it comes from outside. */
export function letterClues(mail: IncomingMail, judgment: Judgment, tags: Tags): LetterClues {
  const claimed = arrivedAt(mail).flatMap((one) => tagsIn(one, tags));
  const ids = [...returnedIds(mail), ...mail.answers].map((id) => messageIdIn(id, tags));
  // A tag that is wrong is no clue at all: whoever wrote it has not seen the letter.
  const letters = (proven: true | null) =>
    each(claimed.filter((one) => one.proven === proven && one.purpose !== 'probe').map(({ about }) => about));
  return {
    proven: {
      letterIds: letters(true),
      messageIds: each(ids.filter((one) => one.proven === true).map(({ id }) => id)),
    },
    named: {
      letterIds: letters(null),
      messageIds: each(ids.filter((one) => one.proven === null).map(({ id }) => id)),
    },
    address: judgment.recipient?.toLowerCase() ?? null,
    numbers: each([...mail.subject.matchAll(NUMBER)].map(([number]) => spelledOut(number))),
    tags: claimed.filter(({ proven }) => proven === true),
  };
}

/** As numbers are compared, however they are spelled: `F-77`, `f77` and `F/77` are `f 77`. */
export const spelledOut = (number: string): string =>
  number
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, ' ')
    .trim();

/** As envelope senders are written, of this build and of earlier ones. */
const ENVELOPE = /\+bounce-[a-z0-9._-]{1,64}@/i;

/** Whether it came to the envelope address of a letter, which no person's mail program writes to. */
export const cameToBounceAddress = (mail: IncomingMail): boolean =>
  arrivedAt(mail).some((one) => ENVELOPE.test(one));

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
