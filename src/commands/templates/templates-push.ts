import path from 'node:path';
import { Command } from 'commander';
import { systemClock } from '../../clock.ts';
import { RunFailure } from '../../failure.ts';
import { type DocumentsInForce, readInForce } from '../../ledger/documents/documents-in-force.ts';
import { type DocumentChange, publish } from '../../ledger/documents/publish.ts';
import { checkTemplate } from '../../letters/check/check.ts';
import { type Documents, hashOf, publishable } from '../../letters/template/documents.ts';
import { plainSource } from '../../letters/template/mjml-document.ts';
import { readDocuments } from '../../settings/letter-folders.ts';
import { withDatabases } from '../terminal/context.ts';
import { readPulled, writePulled } from './pulled.ts';
import { tellPublished } from './tell-published.ts';

/** `tidings templates push [FOLDER] --by NAME --why TEXT` */
export const pushCommand = (): Command =>
  new Command('push')
    .description(
      'publish every file that differs from what letters are made with now, all or none, after the check',
    )
    .argument('[folder]', 'where the files are', 'emails')
    .requiredOption('--by <name>', 'who publishes')
    .requiredOption('--why <text>', 'why, for whoever asks later')
    .addHelpText(
      'after',
      '\nThe next round writes with it. A letter that is written already keeps its words.',
    )
    .action((folder: string, { by, why }: { by: string; why: string }) =>
      withDatabases({}, async ({ databases }) => {
        const pool = databases.ledgerPool;
        const pulled = await readPulled(folder);
        if (!pulled)
          throw new RunFailure(
            `Nothing was pulled into ${folder}, so nobody can tell what you changed: run \`tidings templates pull ${folder}\` first.`,
          );
        const inForce = await readInForce(pool);
        const changes = changesOf(
          inForce,
          publishable(await readDocuments(inForce.languages, folder)),
          pulled,
        );
        const result = await publish(pool, changes, { by, why, at: systemClock.now() }, checkTemplate);
        if (result.kind === 'conflict')
          throw new RunFailure(
            [
              ...result.conflicts.map(
                ({ path: name, by: other }) =>
                  `${path.join(folder, name)}: ${other ?? 'a new version of Tidings'} changed it since your pull.`,
              ),
              `Nothing was published. Run \`tidings templates pull ${folder}\`, and push again.`,
            ].join('\n'),
          );
        tellPublished(result, by);
        // Of what was pushed alone: what others published meanwhile is still to be pulled.
        const pushed = changes.map(({ path: name, content }) => [name, hashOf(content)] as const);
        await writePulled(folder, new Map([...pulled, ...pushed]));
      }),
    );

/** A file that is missing is no change: the shipped text comes back by `templates restore`. */
function changesOf(
  { documents, shipped }: DocumentsInForce,
  there: Documents,
  pulled: ReadonlyMap<string, string>,
): (DocumentChange & { readonly content: string })[] {
  return [...there].flatMap(([name, raw]) => {
    const content = plainSource(raw);
    if (content === documents.get(name)) return [];
    return [{ path: name, content, basis: { hash: pulled.get(name) ?? hashOf(shipped.get(name) ?? '') } }];
  });
}
