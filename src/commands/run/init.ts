import { Command } from 'commander';
import { sourceContractSql } from '../../database/source-schema.ts';
import { ConfigurationFailure } from '../../failure.ts';
import { languagesIn, shippedEmails } from '../../settings/language-folders.ts';
import { viewStubs } from '../../source/contract/view-stubs.ts';
import { ANSWERS, type Answers, answersFrom } from './own-company.ts';
import { makeOwnFolder } from './own-folder.ts';

interface Options extends Partial<Answers> {
  readonly views?: boolean;
  readonly schema: string;
}

/** `tidings init DIR` and `tidings init --views` */
export function initCommand(): Command {
  const command = new Command('init')
    .description(
      'begin a company of your own: a new folder with its policy, examples of files, and how to go on',
    )
    .argument('[dir]', 'the folder: a new or an empty one')
    .option('--views', 'print SQL instead: a view for each table that is read, over tables of your own')
    .option(
      '--schema <name>',
      'with --views: their schema, as source.schema of the policy names it',
      'source',
    );
  for (const { key, asks, placeholder } of ANSWERS) command.option(`--${key} <${placeholder}>`, asks);
  return command
    .addHelpText(
      'after',
      `
What no option says is asked at the terminal. The folder holds a command \`tidings\` that works with its policy, its
database and its letters alone, from wherever it is called:
  $ npx tidings init ../cornercycles
  $ cd ../cornercycles; ./tidings import data; ./tidings round --dry-run --letters

--views reads and changes nothing. The views can be made as they are, and are empty:
  tidings init --views > views.sql; edit it; psql -f views.sql; tidings doctor`,
    )
    .action(async (dir: string | undefined, { views, schema, ...given }: Options) => {
      if (views === true) return console.log(viewStubs(await sourceContractSql(), schema));
      if (dir === undefined)
        throw new ConfigurationFailure(
          'Name a folder for your own company: tidings init DIR. Or print SQL: tidings init --views.',
        );
      const spoken = await languagesIn(shippedEmails);
      console.log(await makeOwnFolder(dir, () => answersFrom(given, spoken)));
    });
}
