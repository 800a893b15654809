import { open } from 'node:fs/promises';
import { Command } from 'commander';
import { wholeRecord } from '../../explain/whole-record.ts';
import { ConfigurationFailure, messageOf, RunFailure } from '../../failure.ts';
import { type WorldOptions, withWorld } from '../terminal/world.ts';

interface Options extends WorldOptions {
  readonly by: string;
  readonly why: string;
  readonly out?: string;
}

/** `tidings tell CUSTOMER --by NAME --why TEXT` */
export const tellCommand = (): Command =>
  new Command('tell')
    .description(
      'all that our tables keep of a customer, as one JSON file: for whoever asks what is known of them',
    )
    .argument('<customer>', 'the id of the customer')
    .requiredOption('--by <name>', 'who gives it out')
    .requiredOption('--why <text>', 'why, for whoever asks later')
    .option('--out <file>', 'write it to a new file, which its owner alone may read; to stdout if not said')
    .option('--at <moment>', 'the moment of it; now if not said')
    .option('--policy <file>', 'the policy file')
    .addHelpText(
      'after',
      `
The twin of \`tidings forget\`: what that removes, this tells, with what each letter said. Your own tables hold more of
them, which Tidings only reads. The history keeps who asked, and why.`,
    )
    .action(tell);

async function tell(customerId: string, options: Options): Promise<void> {
  const why = options.why.trim();
  if (why === '') throw new ConfigurationFailure('--why is empty. Say why, for whoever asks later.');
  await withWorld(options, async (world) => {
    const record = await wholeRecord(world, { customerId, by: options.by, why, at: world.clock.now() });
    if (record === null)
      throw new RunFailure(
        `Nobody has the id ${JSON.stringify(customerId.slice(0, 80))}, in our tables or yours.`,
      );
    const text = `${JSON.stringify(record, null, 2)}\n`;
    if (options.out === undefined) process.stdout.write(text);
    else {
      await writeNew(options.out, text);
      console.log(`All that is kept of customer ${customerId} stands in ${options.out}.`);
    }
  });
}

/** Never into a file that is there, or where a link leads: it holds all that is known of somebody. */
async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    const said = messageOf(error);
    throw new ConfigurationFailure(
      `--out ${file} cannot be written (${said}); name a file that is not there yet.`,
    );
  });
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}
