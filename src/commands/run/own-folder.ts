import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationFailure } from '../../failure.ts';
import { parsePolicy } from '../../policy/parse.ts';
import { letterLanguages } from '../../settings/letter-languages.ts';
import { packageRoot } from '../../settings/package-root.ts';
import type { Answers } from './own-company.ts';

const EXAMPLES = path.join(packageRoot, 'db/own');

/**
 * Makes the folder of a company of one's own. Nothing that is there is written over: it must be new, or empty.
 * @param answers asked for once the folder can be made
 * @returns what was made and how to go on, for a terminal
 * @throws ConfigurationFailure when the folder holds anything, or the answers make no policy
 */
export async function makeOwnFolder(dir: string, answers: () => Promise<Answers>): Promise<string> {
  const folder = path.resolve(dir);
  const there = await readdir(folder).catch(nothingOr(dir));
  if (there.length > 0)
    throw new ConfigurationFailure(
      `${dir} holds ${there.length === 1 ? there[0] : `${there.length} files`} already; name a new folder, or an empty one.`,
    );
  const given = await answers();
  const policy = ownPolicy(given);
  // Before anything is written: a slip in an answer leaves no half of a folder.
  const shipped = await readFile(path.join(packageRoot, 'policy.yaml'), 'utf8');
  parsePolicy(policy, 'policy.yaml', shipped, await letterLanguages(null));
  await mkdir(path.join(folder, 'data'), { recursive: true });
  await mkdir(path.join(folder, 'examples'));
  for (const file of await readdir(EXAMPLES))
    await copyFile(path.join(EXAMPLES, file), path.join(folder, 'examples', file));
  await writeFile(path.join(folder, 'policy.yaml'), policy);
  await writeFile(path.join(folder, 'README.md'), ownReadme(given.name));
  await writeFile(path.join(folder, 'tidings'), ownCommand(path.join(packageRoot, 'dist/main.js')));
  await chmod(path.join(folder, 'tidings'), 0o755);
  return [
    `${folder} is made: policy.yaml, examples of files, and the command ./tidings. README.md in it says how to go on:`,
    `  cd ${dir}`,
    '  ./tidings import data                # your files, once they lie in data/, named like those in examples/',
    '  ./tidings round --dry-run --letters  # what would be written, in full words; nothing is',
  ].join('\n');
}

const nothingOr =
  (dir: string) =>
  (error: NodeJS.ErrnoException): readonly string[] => {
    if (error.code === 'ENOENT') return [];
    throw new ConfigurationFailure(`${dir} cannot be a folder of yours: ${error.message}`);
  };

/** A policy with these answers; JSON strings are YAML, whatever stands in them. */
export function ownPolicy({ name, from, languages, country, zone }: Answers): string {
  const codes = languages.split(/[\s,;]+/).filter((code) => code !== '');
  const sender = from.includes('<') ? from : `${name.replaceAll('"', '')} <${from}>`;
  return `# What differs from the shipped policy, which explains every key: ${path.join(packageRoot, 'policy.yaml')}
extends: default
company:
  name: ${JSON.stringify(name)}
  from: ${JSON.stringify(sender)}
  languages: ${JSON.stringify(codes)}
  country: ${JSON.stringify(country.toUpperCase())}
  time_zone: ${JSON.stringify(zone)}

# Your stages, in your own words, what each means, and how long it may last. "./tidings doctor" names those that are missing here.
waiting:
  stages:
    on the bench: { kind: in_progress, allowance: 5 working days }
    # parts ordered: { kind: awaiting_supplier, allowance: 5 working days }
    # at the customer's: { kind: awaiting_customer, allowance: 3 working days }
    # ready to collect: { kind: ready }

# The day on which you begin: what was late before it is listed, and written about only once a person says so.
# go_live: 2026-12-01T08:00:00+01:00
# So many letters of each kind wait until a person has read them.
# supervise: 20
`;
}

const ownReadme = (name: string): string => `# Tidings for ${name.replaceAll(/\s+/g, ' ')}

Everything here is this company's: \`policy.yaml\` says how, \`.tidings\` will hold the database and the letters. \`./tidings\` is the command for it.

1. Put your files into \`data/\`, named like their tables: \`customers.csv\` and \`orders.csv\` or \`service_jobs.csv\`; for payment reminders \`invoices.csv\`
   and \`payments.csv\`; \`people.csv\` says who signs. \`examples/\` shows each with one row. Any delimiter, encoding, way of writing
   days and decimals is understood, and further columns of the contract may stand in them; what could be read in two ways is asked.
2. \`./tidings import data\` loads them, all or nothing. Do so again as often as you like.
   A list with columns of its own: \`./tidings import --suggest list.xlsx > list.yaml\`, then \`./tidings import list.xlsx --profile list.yaml\`.
3. \`./tidings doctor\` says what to mend, such as stages that policy.yaml does not know.
4. \`./tidings round --dry-run --letters\` prints what would go and when, word by word, at any hour. Nothing is written.
5. \`./tidings user add ola --role admin\`, then \`./tidings run\`: the worker, and its console at http://127.0.0.1:8025. Until SMTP_URL names
   a mail server each letter is a file in \`.tidings/outbox\`.
6. Before you set SMTP_URL: \`go_live\` and \`supervise\` in policy.yaml.
`;

/** A command that works with the folder it lies in, from wherever it is called. */
const ownCommand = (main: string): string => `#!/bin/sh
# Tidings with the policy, database and letters of this folder.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
TIDINGS_HOME=\${TIDINGS_HOME:-$here/.tidings}
TIDINGS_POLICY=\${TIDINGS_POLICY:-$here/policy.yaml}
TIDINGS_EMAILS=\${TIDINGS_EMAILS:-$here/emails}
export TIDINGS_HOME TIDINGS_POLICY TIDINGS_EMAILS
exec node '${main.replaceAll("'", "'\\''")}' "$@"
`;
