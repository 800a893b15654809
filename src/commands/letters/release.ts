import { Command } from 'commander';
import { isoInstant } from '../../calendar/time.ts';
import type { Amount } from '../../customer/money-facts.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { releaseLetter } from '../../ledger/letter-states/released.ts';
import type { StoredLetter } from '../../ledger/letters/letters.ts';
import type { MoneyChange } from '../../letters/facts/asked-money.ts';
import { type AsItWillGo, asItWillGo, isReadAnew } from '../../post/queue/as-it-will-go.ts';
import { printableLine } from '../terminal/printable.ts';
import { type OpenWorld, type WorldOptions, withWorld } from '../terminal/world.ts';
import { letterAsText } from './letter-as-text.ts';
import { type GuardOptions, releaseGuard } from './release-guard.ts';
import { theLetter } from './the-letter.ts';

interface Options extends WorldOptions, Omit<GuardOptions, 'guard'> {
  readonly guard?: string;
  readonly read?: string;
}

/** `tidings release LETTER --by NAME`, `tidings release --guard ID --by NAME` */
export function releaseCommand(): Command {
  return new Command('release')
    .description('let a letter go that waits for a person: held, uncertain or refused')
    .argument('[letter]', 'its id, the beginning of it, its key or its Message-ID')
    .option('--read <code>', 'what you have read, where it was shown anew because what is open had changed')
    .option('--guard <id>', 'instead: all letters that this guard holds, by the number in its alarm')
    .option('--limit <number>', 'with --guard: so many of them, the first written first')
    .option('--withdraw', 'with --guard: they never leave, and the next round decides anew')
    .option('--why <text>', 'with --withdraw: the reason')
    .requiredOption('--by <name>', 'who takes the decision')
    .option('--at <moment>', 'the moment of the release; now if not said')
    .option('--policy <file>', 'the policy file')
    .addHelpText(
      'after',
      '\nIt is shown as it will go. One that asks for money is composed anew, and goes only as you have read it. It is queued, and decided\n' +
        'again before it is sent when it is older than the last look allows.',
    )
    .action((reference: string | undefined, options: Options) =>
      withWorld(options, async (world) => {
        const { by, guard, read } = options;
        if (reference === undefined && guard !== undefined)
          return await releaseGuard(world, { ...options, guard });
        if (reference === undefined || guard !== undefined)
          throw new ConfigurationFailure('Name one letter, or a guard with --guard.');
        await release(world, await theLetter(world.databases.ledgerPool, reference), by, read);
      }),
    );
}

async function release(
  { databases, rules, clock }: OpenWorld,
  letter: StoredLetter,
  by: string,
  read: string | undefined,
): Promise<void> {
  const pool = databases.ledgerPool;
  const now = clock.now();
  const asItGoes = await asItWillGo(databases, rules, now, letter);
  const shown = async () => console.log(await letterAsText(pool, asItGoes.letter, rules.company.from));
  const { anew } = asItGoes;
  if (isReadAnew(letter) && anew === null)
    throw new RunFailure(`Letter ${letter.id} would not go now, so it stays held: ${asItGoes.whyNot}.`);
  if (anew !== null && asks(anew, read)) {
    await shown();
    throw new RunFailure(askAgain(letter, anew, by));
  }
  if (!(await releaseLetter(pool, letter.id, by, isoInstant(now), { read: anew?.read ?? null })))
    throw new RunFailure(whyNot(letter));
  const was = `${letter.status}: ${letter.status_reason}`;
  console.log(printableLine(`Letter ${letter.id} is queued: released by ${by}. It was ${was}`));
  if (asItGoes.whyNot !== null)
    console.log(printableLine(`As things stand it would not go: ${asItGoes.whyNot}.`));
  else if (letter.audience === 'customer') await shown().catch(({ message }: Error) => console.log(message));
}

/** What is open has changed since it was written, or since they read it. */
const asks = ({ read, changes }: NonNullable<AsItWillGo<StoredLetter>['anew']>, given?: string): boolean =>
  given === undefined ? changes.length > 0 : given !== read;

function askAgain(
  { id }: StoredLetter,
  { changes, read }: NonNullable<AsItWillGo<StoredLetter>['anew']>,
  by: string,
): string {
  const what =
    changes.length === 0 ? 'It is as it was when it was written' : changes.map(sayChange).join('; ');
  return printableLine(
    `Letter ${id} is not released: what is open has changed since it was read. ${what}. It stands above as it would go now; when you have read it: tidings release ${id} --by ${JSON.stringify(by)} --read ${read}`,
  );
}

function sayChange({ number, was, now }: MoneyChange): string {
  const what = number === null ? 'in all' : number;
  if (was === null) return `${what}: ${sayAmount(now)}, new`;
  return now === null
    ? `${what}: was ${sayAmount(was)}, not in it any more`
    : `${what}: was ${sayAmount(was)}, now ${sayAmount(now)}`;
}

const sayAmount = (amount: Amount | null): string =>
  amount === null ? 'nothing' : `${amount.amount} ${amount.currency}`;

const whyNot = ({ id, status, emptied_at }: StoredLetter): string => {
  if (emptied_at !== null) return `What letter ${id} said was removed, so it cannot go.`;
  return `Letter ${id} is ${status}; only a held, uncertain or refused letter can be released.`;
};
