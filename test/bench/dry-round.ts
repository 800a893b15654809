import { shipped } from './shipped.ts';

// The child of the round's benchmark: one dry round, with its time and its peak memory.
const { round } = (await shipped('round')) as typeof import('../../src/round.ts');
const { openDatabases } = (await shipped(
  'ledger/databases',
)) as typeof import('../../src/ledger/databases.ts');
const { readConfig } = (await shipped('config')) as typeof import('../../src/config.ts');
const { loadRules } = (await shipped('policy/load')) as typeof import('../../src/policy/load.ts');
const { fixedClock } = (await shipped('clock')) as typeof import('../../src/clock.ts');
const { Templates } = (await shipped('ledger/templates')) as typeof import('../../src/ledger/templates.ts');
const { instantOf } = (await shipped('calendar/time')) as typeof import('../../src/calendar/time.ts');
const { packageRoot } = (await shipped('package-root')) as typeof import('../../src/package-root.ts');

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
