import { Command, Option } from 'commander';
import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import { ConfigurationFailure } from '../../failure.ts';
import { readSamples } from '../../ledger/documents/letter-samples.ts';
import { completionsFor } from '../../letters/editing/completions.ts';
import { localeOf } from '../../letters/language/locale.ts';
import { readPhrases } from '../../letters/language/phrases.ts';
import { column, oneLine } from '../terminal/columns.ts';
import { type DocumentsAsked, filesOption } from './judged-documents.ts';
import { theTemplate } from './the-template.ts';

/** `tidings templates variables LETTER` */
export const variablesCommand = (): Command =>
  new Command('variables')
    .description('list what may stand between the braces of a letter, with examples')
    .argument('<letter>', ALL_LETTERS.join(', '))
    .addOption(new Option('--language <language>', 'language of the examples').default('en'))
    .option('--json', 'print them as JSON')
    .addOption(filesOption())
    .action(variables);

async function variables(
  name: string,
  { language, json, ...judged }: DocumentsAsked & { language: string; json?: boolean },
): Promise<void> {
  const source = await theTemplate(name, language, judged);
  const samples = await readSamples(source.letter, language);
  const read = readPhrases(source.phrases, language);
  if ('faults' in read)
    throw new ConfigurationFailure(
      `emails/${language}/phrases.yaml cannot be read: tidings templates check says why.`,
    );
  const { variables, filters, tags } = completionsFor(
    source.letter,
    localeOf(source),
    read.phrases,
    samples.filter(({ hostile }) => !hostile).map(({ facts }) => facts),
  );
  if (json) return console.log(JSON.stringify({ variables, filters, tags }, null, 2));
  const lines = variables.map(({ path, holds, example }) =>
    oneLine(`${column(path, 32)}${column(holds, 12)}${example ?? ''}`),
  );
  console.log([...lines, '', `filters: ${filters.join(', ')}`, `tags: ${tags.join(', ')}`].join('\n'));
}
