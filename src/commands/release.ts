import { Command } from 'commander';
import { isoInstant } from '../calendar/time.ts';
import { RunFailure } from '../failure.ts';
import { releaseLetter, type StoredLetter } from '../ledger/letters.ts';
import { ROUND_UNDER_WAY } from '../ledger/rounds.ts';
import { printableLine } from './printable.ts';
import { theLetter } from './the-letter.ts';
import { type WorldOptions, withWorld } from './world.ts';

interface Options extends WorldOptions {
  readonly by: string;
}

/** `tidings release LETTER --by NAME` */
export function releaseCommand(): Command {
  return new Command('release')
    .description('let a letter go that waits for a person: held, uncertain or refused')
    .argument('<letter>', 'its id, the beginning of it, its key or its Message-ID')
    .requiredOption('--by <name>', 'who takes the decision')
    .option('--at <moment>', 'the moment of the release; now if not said')
    .option('--policy <file>', 'the policy file')
    .addHelpText(
      'after',
      '\nIt is queued, and decided again before it is sent when it is older than the last look allows.',
    )
    .action((reference: string, { by, ...options }: Options) =>
      withWorld(options, async ({ databases, clock }) => {
        const letter = await theLetter(databases.ledgerPool, reference);
        if (!(await releaseLetter(databases.ledgerPool, letter.id, by, isoInstant(clock.now())))) {
          throw new RunFailure(whyNot(letter));
        }
        const was = `${letter.status}: ${letter.status_reason}`;
        console.log(printableLine(`Letter ${letter.id} is queued: released by ${by}. It was ${was}`));
      }),
    );
}

const whyNot = ({ id, status, status_reason }: StoredLetter): string =>
  status_reason === ROUND_UNDER_WAY
    ? `Letter ${id} waits for the end of its round, which may still hold it. Try again then; if no round runs, the next one takes it up.`
    : `Letter ${id} is ${status}; only a held, uncertain or refused letter can be released.`;
