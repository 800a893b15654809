import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { RunFailure } from '../../failure.ts';
import { readInForce } from '../../ledger/documents/documents-in-force.ts';
import { type Documents, hashOf, publishable } from '../../letters/template/documents.ts';
import { plainSource } from '../../letters/template/mjml-document.ts';
import { readDocuments } from '../../settings/letter-folders.ts';
import { plural } from '../terminal/columns.ts';
import { withDatabases } from '../terminal/context.ts';
import { readPulled, writePulled } from './pulled.ts';

/** `tidings templates pull [FOLDER]` */
export const pullCommand = (): Command =>
  new Command('pull')
    .description('write what letters are made with now into files')
    .argument('[folder]', 'where to', 'emails')
    .option('--force', 'overwrite files that you changed, too')
    .addHelpText(
      'after',
      `
A file that you changed is left alone. Where somebody else published the same document since your last pull, nothing is
written: put your text aside (git does), pull with --force, and put your change in again.`,
    )
    .action((folder: string, { force = false }: { force?: boolean }) =>
      withDatabases({}, async ({ databases }) => {
        const inForce = await readInForce(databases.ledgerPool);
        const documents = publishable(inForce.documents);
        const there = publishable(await readDocuments(inForce.languages, folder));
        const pulled = await readPulled(folder);
        const plan = planOf(documents, there, pulled ?? new Map(), force);
        if (plan.clash.length > 0)
          throw new RunFailure(
            [
              ...plan.clash.map(
                (name) =>
                  `${path.join(folder, name)} differs, and what is in force is not what it was made on.`,
              ),
              'Nothing was written. Put these aside and pull again, or overwrite them with --force.',
            ].join('\n'),
          );
        await mkdir(folder, { recursive: true });
        for (const [name, text] of plan.write) {
          const file = path.join(folder, name);
          await mkdir(path.dirname(file), { recursive: true });
          await writeFile(file, text);
        }
        await writePulled(folder, new Map([...documents].map(([name, text]) => [name, hashOf(text)])));
        for (const name of plan.kept) console.log(`${path.join(folder, name)} is as you changed it`);
        console.log(`${plural(plan.write.size, 'file')} of ${documents.size} written into ${folder}.`);
      }),
    );

/** What a pull does with each file: writes it, keeps it as the person changed it, or finds that both changed. */
function planOf(
  inForce: Documents,
  there: Documents,
  pulled: ReadonlyMap<string, string>,
  force: boolean,
): { readonly write: Documents; readonly kept: readonly string[]; readonly clash: readonly string[] } {
  const write = new Map<string, string>();
  const kept: string[] = [];
  const clash: string[] = [];
  for (const [name, text] of inForce) {
    const raw = there.get(name);
    // Git may have given it other line ends.
    const own = raw === undefined ? undefined : plainSource(raw);
    if (own === text) continue;
    const before = pulled.get(name);
    if (own === undefined || force || hashOf(own) === before) write.set(name, text);
    else if (hashOf(text) === before) kept.push(name);
    else clash.push(name);
  }
  return { write, kept, clash };
}
