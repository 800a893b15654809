import { Command } from 'commander';
import { sayNewer, withDatabases } from '../terminal/context.ts';

/** `tidings migrate` */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring our tables up to date; every other command does so too, this one does nothing else')
    .option('--json', 'print what was applied as JSON')
    .addHelpText(
      'after',
      `
Safe to run while workers run, and from several machines at once.
Without SOURCE_DATABASE_URL it also creates the tables of db/source-contract.sql, unless their schema exists:
make the schema first if you prefer views over tables of your own.`,
    )
    .action(async (options: { json?: boolean }) => {
      await withDatabases({}, async ({ databases, migrated, newer }) => {
        if (options.json) {
          console.log(JSON.stringify({ applied: migrated, newer }));
        } else if (newer.length > 0) {
          console.log(`Nothing to apply: ${sayNewer(newer)}.`);
        } else if (migrated.length === 0) {
          console.log(`Up to date: ${databases.describe()}.`);
        } else {
          console.log(`Applied ${migrated.join(', ')} to ${databases.describe()}.`);
        }
      });
    });
}
