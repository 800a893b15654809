import { Command } from 'commander';
import type { Pool } from 'pg';
import { RunFailure } from '../../failure.ts';
import type { StoredLetter } from '../../ledger/letters/letters.ts';
import type { RenderedLetter } from '../../letters/template/template.ts';
import { headerText } from '../../post/letter/mail.ts';
import { wordsAsSent } from '../../post/letter/words-as-sent.ts';
import { loadRules } from '../../settings/load-policy.ts';
import { withDatabases } from '../terminal/context.ts';
import { printable, printableLine } from '../terminal/printable.ts';
import { theLetter } from './the-letter.ts';

interface Options {
  readonly html?: boolean;
  readonly json?: boolean;
  readonly policy?: string;
}

/** `tidings show LETTER` */
export function showCommand(): Command {
  return new Command('show')
    .description('print a letter as the customer reads it')
    .argument('<letter>', 'its id, the beginning of it, its key or its Message-ID')
    .option('--html', 'print the HTML part')
    .option('--json', 'print everything as JSON')
    .option('--policy <file>', 'the policy file')
    .action(async (reference: string, options: Options) => {
      const { rules } = await loadRules({ file: options.policy, env: process.env, cwd: process.cwd() });
      await withDatabases({ sourceSchema: rules.sourceSchema }, async ({ databases }) => {
        const letter = await theLetter(databases.ledgerPool, reference);
        const rendered = await renderedOr(databases.ledgerPool, letter);
        const { name, address } = rules.company.from;
        if (options.json) console.log(JSON.stringify(asJson(letter, rendered, `${name} <${address}>`)));
        else if (options.html) console.log(rendered.html);
        else console.log(asText(letter, rendered, `${name} <${address}>`));
      });
    });
}

async function renderedOr(pool: Pool, letter: StoredLetter): Promise<RenderedLetter> {
  const said = await wordsAsSent(pool, letter);
  if ('words' in said) return said.words;
  throw new RunFailure(
    'emptied' in said
      ? `What letter ${letter.id} said was removed on ${said.emptied.toISOString().slice(0, 10)}; \`tidings history ${letter.id}\` tells what became of it.`
      : `Letter ${letter.id} cannot be put into words: ${said.broken}`,
  );
}

const replyTo = (letter: StoredLetter): string | null =>
  letter.reply_to_address === null
    ? null
    : headerText(`${letter.reply_to_name ?? ''} <${letter.reply_to_address}>`);

function asText(letter: StoredLetter, rendered: RenderedLetter, from: string): string {
  const headers: readonly (readonly [string, string | null])[] = [
    ['From', from],
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
  const lines = headers.flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${printableLine(value)}`],
  );
  return `${lines.join('\n')}\n\n${printable(rendered.text)}`;
}

function asJson(letter: StoredLetter, rendered: RenderedLetter, from: string): object {
  const { templateVersion, facts, to_name, reply_to_name: _, reply_to_address: __, ...listed } = letter;
  return {
    ...listed,
    from,
    to_name,
    reply_to: replyTo(letter),
    template_version: templateVersion,
    preheader: rendered.preheader,
    text: rendered.text,
    html: rendered.html,
    facts,
  };
}
