import { Command } from 'commander';
import { sourceContractSql } from '../../database/source-schema.ts';
import { ConfigurationFailure } from '../../failure.ts';
import { viewStubs } from '../../source/contract/view-stubs.ts';

interface Options {
  readonly views?: boolean;
  readonly schema: string;
}

/** `tidings init --views` */
export const initCommand = (): Command =>
  new Command('init')
    .description('print SQL to begin with: a view for each table that Tidings reads, over tables of your own')
    .option('--views', 'print the views')
    .option('--schema <name>', 'schema of the views, as source.schema of the policy names it', 'source')
    .addHelpText(
      'after',
      `
Nothing is read or changed. The views can be made as they are, and are empty:
  tidings init --views > views.sql; edit it; psql -f views.sql; tidings doctor`,
    )
    .action(async ({ views, schema }: Options) => {
      if (views !== true) throw new ConfigurationFailure('Say what to print: tidings init --views.');
      console.log(viewStubs(await sourceContractSql(), schema));
    });
