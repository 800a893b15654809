import type { Pool } from 'pg';
import { instantOf } from '../../calendar/time.ts';
import { messageOf } from '../../failure.ts';
import type { LetterInFull } from '../../ledger/letters/letter-in-full.ts';
import type { StoredLetter } from '../../ledger/letters/letters.ts';
import { saidWords } from '../../ledger/letters/said-words.ts';
import type { RenderedLetter } from '../../letters/template/template.ts';
import type { Rules } from '../../policy/rules.ts';
import { mailOf, type ReplyWays } from './mail.ts';
import { TemplateShelf } from './template-shelf.ts';

/** A stored letter in words: what it said when it was submitted, else of the very version and facts that it was written with. */
export type WordsAsSent =
  | { readonly words: RenderedLetter }
  /** What it said was removed then. */
  | { readonly emptied: Date }
  /** Its template does not say it any more: why. */
  | { readonly broken: string };

/** @param shelf of templates; who asks for many letters keeps one, so that each template is compiled once */
export async function wordsAsSent(
  pool: Pool,
  letter: StoredLetter,
  shelf = new TemplateShelf(pool),
): Promise<WordsAsSent> {
  if (letter.emptied_at !== null) return { emptied: letter.emptied_at };
  const said = await saidWords(pool, letter.id);
  if (said !== null) return { words: said };
  await shelf.prepare([letter]);
  try {
    // Each part is made when it is asked for: here, where one that breaks is told.
    const { subject, preheader, html, text, lang } = shelf.render(letter);
    return { words: { subject, preheader, html, text, lang } };
  } catch (error) {
    return { broken: messageOf(error) };
  }
}

/** The headers of its mail, in their order, as it went or would go now. */
export function headersAsSent(
  letter: LetterInFull,
  words: RenderedLetter,
  company: Rules['company'],
  mailbox: ReplyWays['mailbox'],
): readonly (readonly [name: string, value: string])[] {
  const mail = mailOf(
    {
      id: letter.id,
      audience: letter.audience,
      kind: letter.kind,
      language: letter.language,
      to: { name: letter.to_name, address: letter.to },
      replyTo:
        letter.reply_to_address === null
          ? null
          : { name: letter.reply_to_name, address: letter.reply_to_address },
      subject: letter.subject,
      messageId: letter.message_id,
      inReplyTo: letter.in_reply_to,
      references: letter.refs,
      firstAttemptAt: instantOf((letter.first_attempt_at ?? letter.due_at).getTime()),
    },
    words,
    company,
    { tags: null, mailbox },
  );
  const headers: readonly (readonly [string, unknown])[] = [
    ['From', mail.from],
    ['To', mail.to],
    ['Reply-To', mail.replyTo],
    ['Subject', mail.subject],
    ['Date', letter.first_attempt_at === null ? undefined : mail.date],
    ['Message-ID', mail.messageId],
    ['In-Reply-To', mail.inReplyTo],
    ['References', mail.references],
    ...Object.entries(mail.headers ?? {}),
    ['Return-Path', `<${mail.envelope.from}>`],
  ];
  return headers.flatMap(([name, value]) => (value === undefined ? [] : [[name, written(value)] as const]));
}

function written(value: unknown): string {
  // As it stands in the mail, whose zone is UTC.
  if (value instanceof Date) return value.toUTCString().replace('GMT', '+0000');
  if (Array.isArray(value)) return value.map(String).join(' ');
  if (typeof value === 'object' && value !== null && 'address' in value) {
    const name = 'name' in value ? String(value.name) : '';
    return name === '' ? `<${String(value.address)}>` : `${name} <${String(value.address)}>`;
  }
  return String(value);
}
