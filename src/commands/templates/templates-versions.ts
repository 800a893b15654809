import { Command } from 'commander';
import { isoInstant } from '../../calendar/time.ts';
import { readInForce } from '../../ledger/documents/documents-in-force.ts';
import { listPublications } from '../../ledger/documents/publications.ts';
import { withDatabases } from '../terminal/context.ts';
import { printableLine } from '../terminal/printable.ts';
import { minute } from '../terminal/world.ts';
import { takenLine } from './taken-line.ts';
import { theDocument } from './the-document.ts';

/** `tidings templates versions PATH` */
export const versionsCommand = (): Command =>
  new Command('versions')
    .description('list what was published of a document, the newest first: when, by whom, why')
    .argument('<path>', 'layout.mjml, en/phrases.yaml, en/late.mjml, …')
    .option('--json', 'print a JSON array')
    .action(async (reference: string, { json }: { json?: boolean }) => {
      const path = await theDocument(reference);
      await withDatabases({}, async ({ databases }) => {
        const versions = await listPublications(databases.ledgerPool, path);
        if (json) console.log(JSON.stringify(versions.map((each) => ({ ...each, at: isoInstant(each.at) }))));
        else if (versions.length === 0) console.log(`${path} is as it is shipped: nothing was published.`);
        else {
          for (const line of versions.map(lineOf)) console.log(printableLine(line));
          const keys = (await readInForce(databases.ledgerPool)).taken.get(path);
          if (keys) console.log(printableLine(takenLine(path, keys)));
        }
      });
    });

function lineOf(
  { id, hash, at, by, why, restores }: Awaited<ReturnType<typeof listPublications>>[number],
  nth: number,
): string {
  const notes = [
    ...(nth === 0 ? ['in force'] : []),
    ...(restores === null ? [] : [`as ${restores}`]),
    ...(hash === null ? ['the shipped file'] : []),
  ];
  return `${id}  ${minute(isoInstant(at))}  ${by}: ${why}${notes.length === 0 ? '' : `  (${notes.join(', ')})`}`;
}
