import { Command } from 'commander';
import { readPublishedPolicy } from '../../ledger/documents/published-policy.ts';
import { type PolicyValue, policyInForce } from '../../policy/in-force.ts';
import { loadRules } from '../../settings/load-policy.ts';
import { withDatabases } from '../terminal/context.ts';
import { printableLine } from '../terminal/printable.ts';
import { restoreCommand } from './restore.ts';
import { suggestCommand } from './suggest.ts';
import { versionsCommand } from './versions.ts';

interface Options {
  readonly policy?: string;
  readonly json?: boolean;
}

/** `tidings policy …` */
export const policyCommand = (): Command =>
  new Command('policy')
    .description(
      'every value of the policy in force, and whether the file, the console or the default says it',
    )
    .option('--policy <file>', 'the policy (default: TIDINGS_POLICY, ./policy.yaml, or the shipped one)')
    .option('--json', 'print a JSON array')
    .action(show)
    .addCommand(versionsCommand())
    .addCommand(restoreCommand())
    .addCommand(suggestCommand());

async function show({ policy, json }: Options): Promise<void> {
  const { rules, texts } = await loadRules({ file: policy, env: process.env, cwd: process.cwd() });
  await withDatabases({ sourceSchema: rules.sourceSchema }, async ({ databases }) => {
    const { table } = await readPublishedPolicy(databases.ledgerPool);
    const values = policyInForce(texts.file, texts.name, texts.shipped, table);
    if (json)
      return console.log(
        JSON.stringify(values.map(({ key, value, from, line }) => ({ key, value, from, line }))),
      );
    const width = Math.min(60, Math.max(...values.map(({ key, value }) => key.length + value.length + 2)));
    for (const each of values)
      console.log(
        printableLine(`${`${each.key}: ${each.value}`.padEnd(width)}  # ${fromWhere(each, texts.name)}`),
      );
  });
}

function fromWhere({ from, line }: PolicyValue, name: string): string {
  if (from === 'published') return 'published in the console';
  return from === 'file' ? `${name}, line ${line}` : `default, line ${line}`;
}
