import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../src/package-root.ts';

// The child of the round's benchmark: one dry round as it ships (compiled), with its time and its peak memory.
const compiled = (file: string) => import(pathToFileURL(path.join(packageRoot, 'dist', file)).href);

const { round } = (await compiled('round.js')) as typeof import('../../src/round.ts');
const { openDatabases } = (await compiled(
  'ledger/databases.js',
)) as typeof import('../../src/ledger/databases.ts');
const { readConfig } = (await compiled('config.js')) as typeof import('../../src/config.ts');
const { loadRules } = (await compiled('policy/load.js')) as typeof import('../../src/policy/load.ts');
const { fixedClock } = (await compiled('clock.js')) as typeof import('../../src/clock.ts');
const { Templates } = (await compiled(
  'ledger/templates.js',
)) as typeof import('../../src/ledger/templates.ts');
const { instantOf } = (await compiled('calendar/time.js')) as typeof import('../../src/calendar/time.ts');

const [at = ''] = process.argv.slice(2);
const databases = await openDatabases(readConfig(process.env));
const { rules } = await loadRules({ env: process.env, cwd: packageRoot });
const world = {
  databases,
  rules,
  clock: fixedClock(instantOf(Date.parse(at))),
  templates: await Templates.shipped(),
};
const started = performance.now();
const report = await round(world, { dryRun: true });
const seconds = (performance.now() - started) / 1000;
const { counts, looked, written } = report ?? { counts: null, looked: null, written: 0 };
const megabytes = process.resourceUsage().maxRSS / 1024;
process.send?.({ seconds, megabytes, looked, written, counts });
await databases.close();
process.disconnect?.();
