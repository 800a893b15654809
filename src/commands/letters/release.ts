import { Command } from 'commander';
import { isoInstant } from '../../calendar/time.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { releaseLetter } from '../../ledger/letter-states/released.ts';
import type { StoredLetter } from '../../ledger/letters/letters.ts';
import { printableLine } from '../terminal/printable.ts';
import { type WorldOptions, withWorld } from '../terminal/world.ts';
import { type GuardOptions, releaseGuard } from './release-guard.ts';
import { theLetter } from './the-letter.ts';

interface Options extends WorldOptions, Omit<GuardOptions, 'guard'> {
  readonly guard?: string;
}

/** `tidings release LETTER --by NAME`, `tidings release --guard ID --by NAME` */
export function releaseCommand(): Command {
  return new Command('release')
    .description('let a letter go that waits for a person: held, uncertain or refused')
    .argument('[letter]', 'its id, the beginning of it, its key or its Message-ID')
    .option('--guard <id>', 'instead: all letters that this guard holds, by the number in its alarm')
    .option('--limit <number>', 'with --guard: so many of them, the first written first')
    .option('--withdraw', 'with --guard: they never leave, and the next round decides anew')
    .option('--why <text>', 'with --withdraw: the reason')
    .requiredOption('--by <name>', 'who takes the decision')
    .option('--at <moment>', 'the moment of the release; now if not said')
    .option('--policy <file>', 'the policy file')
    .addHelpText(
      'after',
      '\nIt is queued, and decided again before it is sent when it is older than the last look allows.',
    )
    .action((reference: string | undefined, options: Options) =>
      withWorld(options, async (world) => {
        const { by, guard } = options;
        if (reference === undefined && guard !== undefined)
          return await releaseGuard(world, { ...options, guard });
        if (reference === undefined || guard !== undefined)
          throw new ConfigurationFailure('Name one letter, or a guard with --guard.');
        const { databases, clock } = world;
        const letter = await theLetter(databases.ledgerPool, reference);
        if (!(await releaseLetter(databases.ledgerPool, letter.id, by, isoInstant(clock.now())))) {
          throw new RunFailure(whyNot(letter));
        }
        const was = `${letter.status}: ${letter.status_reason}`;
        console.log(printableLine(`Letter ${letter.id} is queued: released by ${by}. It was ${was}`));
      }),
    );
}

const whyNot = ({ id, status, emptied_at }: StoredLetter): string => {
  if (emptied_at !== null) return `What letter ${id} said was removed, so it cannot go.`;
  return `Letter ${id} is ${status}; only a held, uncertain or refused letter can be released.`;
};
