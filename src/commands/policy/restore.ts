import { Command } from 'commander';
import { systemClock } from '../../clock.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { readPublication } from '../../ledger/documents/publications.ts';
import { publishPolicy, readPublishedPolicy } from '../../ledger/documents/published-policy.ts';
import { pathInWords } from '../../policy/faults.ts';
import { POLICY_DOCUMENT, publishedFaults, readPublishedTable } from '../../policy/published.ts';
import { loadRules } from '../../settings/load-policy.ts';
import { withDatabases } from '../terminal/context.ts';

/** In place of a version's number. */
const FILE = 'file';

interface Options {
  readonly policy?: string;
  readonly by: string;
  readonly why: string;
}

/** `tidings policy restore ID --by NAME --why TEXT` */
export const restoreCommand = (): Command =>
  new Command('restore')
    .description('publish an earlier version of the policy again, after the check')
    .argument(
      '<id>',
      `its number in \`tidings policy versions\`, or "${FILE}": what the file and the default say`,
    )
    .option('--policy <file>', 'the policy (default: TIDINGS_POLICY, ./policy.yaml, or the shipped one)')
    .requiredOption('--by <name>', 'who publishes')
    .requiredOption('--why <text>', 'why, for whoever asks later')
    .action(restore);

async function restore(id: string, { policy, by, why }: Options): Promise<void> {
  if (by.trim() === '' || why.trim() === '')
    throw new ConfigurationFailure('Say who publishes and why, for whoever asks later.');
  const { texts, rules } = await loadRules({ file: policy, env: process.env, cwd: process.cwd() });
  await withDatabases({ sourceSchema: rules.sourceSchema }, async ({ databases: { ledgerPool } }) => {
    const earlier = id === FILE ? { content: null } : await readPublication(ledgerPool, POLICY_DOCUMENT, id);
    if (!earlier)
      throw new RunFailure(
        `There is no published policy ${JSON.stringify(id.slice(0, 40))}; \`tidings policy versions\` lists them.`,
      );
    const table = readPublishedTable(earlier.content);
    const faults = publishedFaults(texts, table).map(
      ({ path, message }) => `${pathInWords(path)}: ${message}`,
    );
    if (faults.length > 0) throw new ConfigurationFailure(faults);
    const basis = (await readPublishedPolicy(ledgerPool)).id;
    const publisher = { by, why, at: systemClock.now() };
    const done = await publishPolicy(ledgerPool, table, basis, publisher, id === FILE ? null : id);
    if (done === 'conflict')
      throw new RunFailure(
        'Somebody else published a policy just now: look at `tidings policy versions` again.',
      );
    console.log(
      id === FILE ? 'The policy is as its file says.' : `The policy of version ${id} is in force again.`,
    );
  });
}
