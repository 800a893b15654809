import { Command } from 'commander';
import { isoInstant } from '../../calendar/time.ts';
import { listPublications } from '../../ledger/documents/publications.ts';
import { POLICY_DOCUMENT } from '../../policy/published.ts';
import { withDatabases } from '../terminal/context.ts';
import { printableLine } from '../terminal/printable.ts';
import { minute } from '../terminal/world.ts';

/** `tidings policy versions` */
export const versionsCommand = (): Command =>
  new Command('versions')
    .description('list what was published of the policy in the console, the newest first: when, by whom, why')
    .option('--json', 'print a JSON array')
    .action(async ({ json }: { json?: boolean }) => {
      await withDatabases({}, async ({ databases }) => {
        const versions = await listPublications(databases.ledgerPool, POLICY_DOCUMENT);
        if (json)
          return console.log(JSON.stringify(versions.map((each) => ({ ...each, at: isoInstant(each.at) }))));
        if (versions.length === 0) console.log('Nothing was published: the policy is as its file says.');
        for (const [nth, { id, at, by, why, restores }] of versions.entries()) {
          const notes = [
            ...(nth === 0 ? ['in force'] : []),
            ...(restores === null ? [] : [`as ${restores}`]),
          ];
          const noted = notes.length === 0 ? '' : `  (${notes.join(', ')})`;
          console.log(printableLine(`${id}  ${minute(isoInstant(at))}  ${by}: ${why}${noted}`));
        }
      });
    });
