// Asks the registry whether a dependency that we ship has a known hole: `npm audit` without development dependencies.
// Ends with 1 for advisories that are high or critical. Where the registry does not answer the question, or there is no
// network, it says so aloud and ends with 0: a check that cannot be made must not stop those that can. With `--strict` it ends
// with 3 then: who ships a Tidings must know that nobody was asked.
import { spawnSync } from 'node:child_process';

const SERIOUS = ['critical', 'high'];
/** Neither 0, nothing found, nor 1, something found. */
const UNASKED = 3;

const { stdout, error } = spawnSync(
  'npm',
  ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'],
  { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' },
);

const report = error ? null : read(stdout);
if (report?.metadata?.vulnerabilities === undefined) {
  console.error(
    `\n*** NOT AUDITED: the registry does not say which dependencies have known holes (${why(report)}).\n` +
      '*** Run `npm run audit` where it does before you ship this.\n',
  );
  process.exitCode = process.argv.includes('--strict') ? UNASKED : 0;
} else {
  const counts = report.metadata.vulnerabilities;
  for (const { name, severity, via } of Object.values(report.vulnerabilities ?? {}))
    console.error(`${severity}: ${name}: ${via.map((each) => each.title ?? `by ${each}`).join('; ')}`);
  const serious = SERIOUS.reduce((sum, severity) => sum + (counts[severity] ?? 0), 0);
  console.error(
    serious === 0
      ? `audit: ${counts.total ?? 0} known holes in what we ship, none of them high or critical.`
      : `audit: ${serious} high or critical. \`npm audit --omit=dev\` tells more; an override in package.json may help.`,
  );
  process.exitCode = serious === 0 ? 0 : 1;
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The status or the code alone: a registry's address may hold a login. */
function why(report) {
  if (error) return error.code ?? 'npm could not be started';
  const status = /^\d{3} [A-Za-z ]+/.exec(report?.message ?? '')?.[0].trim();
  const code = /\b(E[A-Z_]{4,})\b/.exec(`${report?.error?.code} ${report?.message}`)?.[1];
  return status ?? code ?? 'no answer';
}
