// The child of the rounds' benchmarks: rounds as they ship, dry unless told otherwise, in a process with nothing else in it, so that its
// peak memory is the worker's. Plain JavaScript, because a loader for TypeScript would be measured with it.
import { fixedClock } from '../../dist/clock.js';
import { openDatabases } from '../../dist/database/databases.js';
import { Templates } from '../../dist/ledger/documents/templates.js';
import { round } from '../../dist/round/round.js';
import { readConfig } from '../../dist/settings/config.js';
import { loadRules } from '../../dist/settings/load-policy.js';
import { packageRoot } from '../../dist/settings/package-root.js';
import { keepHeapSmall } from '../../dist/settings/small-heap.js';

keepHeapSmall();
const [at = '', half = 'both', written = 'dry', rounds = '1'] = process.argv.slice(2);
const databases = await openDatabases(readConfig(process.env));
const { rules: shipped } = await loadRules({ env: process.env, cwd: packageRoot });
// A company with so many letters a round has its guard higher: what one holds is what nobody expected.
const rules = { ...shipped, guards: { ...shipped.guards, lettersFloor: 1_000_000 } };
const world = {
  databases,
  rules,
  clock: fixedClock(Date.parse(at)),
  templates: await Templates.shipped(),
};
if (written !== 'dry') {
  // A worker compiles its templates and its sentences once, for weeks.
  const kinds = ['friendly', 'plain', 'firm', 'formal'].map((tone) => `reminder-${tone}`);
  const letters = kinds.flatMap((kind) => rules.company.languages.map((language) => ({ kind, language })));
  await world.templates.prepare(databases.ledgerPool, letters, world.clock.now());
  world.templates.verdictWords(rules.company.adminLanguage);
}
const seconds = [];
let report;
for (let nth = 0; nth < Number(rounds); nth += 1) {
  if (nth > 0)
    await databases.ledgerPool.query(
      'truncate letters, reminders, letter_cases, verdicts, tasks, rounds cascade',
    );
  const started = performance.now();
  report = await round(world, { dryRun: written === 'dry', half });
  seconds.push((performance.now() - started) / 1000);
}
const { looked, verdict_counts } = report;
const verdicts = Object.values(verdict_counts).reduce((sum, count) => sum + count, 0);
const megabytes = process.resourceUsage().maxRSS / 1024;
process.send?.({ seconds, megabytes, looked, verdicts, letters: report.written });
await databases.close();
process.disconnect?.();
