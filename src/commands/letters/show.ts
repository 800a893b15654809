import { Command } from 'commander';
import type { StoredLetter } from '../../ledger/letters/letters.ts';
import type { RenderedLetter } from '../../letters/template/template.ts';
import { loadRules } from '../../settings/load-policy.ts';
import { withDatabases } from '../terminal/context.ts';
import { letterAsText, renderedOr, replyTo } from './letter-as-text.ts';
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
        const { from } = rules.company;
        if (!options.json && !options.html)
          return console.log(await letterAsText(databases.ledgerPool, letter, from));
        const rendered = await renderedOr(databases.ledgerPool, letter);
        if (options.html) console.log(rendered.html);
        else console.log(JSON.stringify(asJson(letter, rendered, `${from.name} <${from.address}>`)));
      });
    });
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
