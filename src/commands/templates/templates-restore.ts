import { Command } from 'commander';
import { systemClock } from '../../clock.ts';
import { RunFailure } from '../../failure.ts';
import { restore } from '../../ledger/documents/restore.ts';
import { checkTemplate } from '../../letters/check/check.ts';
import { withDatabases } from '../terminal/context.ts';
import { tellPublished } from './tell-published.ts';
import { theDocument } from './the-document.ts';

/** In place of a version's number. */
const SHIPPED = 'shipped';

/** `tidings templates restore PATH ID --by NAME --why TEXT` */
export const restoreCommand = (): Command =>
  new Command('restore')
    .description('publish an earlier version of a document again, after the check')
    .argument('<path>', 'layout.mjml, en/phrases.yaml, en/late.mjml, …')
    .argument(
      '<id>',
      `its number in \`tidings templates versions PATH\`, or "${SHIPPED}": the file that Tidings brings`,
    )
    .requiredOption('--by <name>', 'who publishes')
    .requiredOption('--why <text>', 'why, for whoever asks later')
    .action(async (reference: string, id: string, { by, why }: { by: string; why: string }) => {
      const path = await theDocument(reference);
      await withDatabases({}, async ({ databases }) => {
        const publisher = { by, why, at: systemClock.now() };
        const result = await restore(
          databases.ledgerPool,
          path,
          id === SHIPPED ? null : id,
          publisher,
          checkTemplate,
        );
        if (!result)
          throw new RunFailure(
            `${path} has no version ${JSON.stringify(id.slice(0, 40))}; \`tidings templates versions ${path}\` lists them.`,
          );
        tellPublished(result, by);
      });
    });
