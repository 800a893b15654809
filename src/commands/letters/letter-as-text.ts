import type { Pool } from 'pg';
import { RunFailure } from '../../failure.ts';
import type { StoredLetter } from '../../ledger/letters/letters.ts';
import type { RenderedLetter } from '../../letters/template/template.ts';
import type { Rules } from '../../policy/rules.ts';
import { headerText } from '../../post/letter/mail.ts';
import { wordsAsSent } from '../../post/letter/words-as-sent.ts';
import { printable, printableLine } from '../terminal/printable.ts';

type CompanySender = Rules['company']['from'];

/** A letter with its headers, as its reader reads it. @throws RunFailure where its words are gone */
export async function letterAsText(pool: Pool, letter: StoredLetter, from: CompanySender): Promise<string> {
  return asText(letter, await renderedOr(pool, letter), from);
}

/** The words of a letter. @throws RunFailure where they are gone */
export async function renderedOr(pool: Pool, letter: StoredLetter): Promise<RenderedLetter> {
  const said = await wordsAsSent(pool, letter);
  if ('words' in said) return said.words;
  throw new RunFailure(
    'emptied' in said
      ? `What letter ${letter.id} said was removed on ${said.emptied.toISOString().slice(0, 10)}; \`tidings history ${letter.id}\` tells what became of it.`
      : `Letter ${letter.id} cannot be put into words: ${said.broken}`,
  );
}

export const replyTo = (letter: StoredLetter): string | null =>
  letter.reply_to_address === null
    ? null
    : headerText(`${letter.reply_to_name ?? ''} <${letter.reply_to_address}>`);

function asText(letter: StoredLetter, rendered: RenderedLetter, { name, address }: CompanySender): string {
  const headers: readonly (readonly [string, string | null])[] = [
    ['From', `${name} <${address}>`],
    ['To', headerText(`${letter.to_name} <${letter.to}>`)],
    ['Reply-To', replyTo(letter)],
    ['Subject', headerText(letter.subject)],
    ['Message-ID', letter.message_id],
    ['In-Reply-To', letter.in_reply_to],
    ['Status', letter.status_reason === null ? letter.status : `${letter.status} (${letter.status_reason})`],
    ['Decided', letter.decided_at.toISOString()],
    ['Submitted', letter.submitted_at?.toISOString() ?? null],
    ['Next word by', letter.next_word_by],
  ];
  const lines = headers.flatMap(([header, value]) =>
    value === null ? [] : [`${header}: ${printableLine(value)}`],
  );
  return `${lines.join('\n')}\n\n${printable(rendered.text)}`;
}
