import { Command } from 'commander';
import type { Pool } from 'pg';
import { zoneOf } from '../../calendar/zone.ts';
import { systemClock } from '../../clock.ts';
import { openDatabases } from '../../database/databases.ts';
import { rulesInForce } from '../../ledger/documents/published-policy.ts';
import type { Rules } from '../../policy/rules.ts';
import { suggestedStages, withSuggested } from '../../policy/suggested.ts';
import type { ReplayReport } from '../../replay/figures/report.ts';
import { learnUsual } from '../../replay/learning.ts';
import { Replay } from '../../replay/replay.ts';
import { readConfig } from '../../settings/config.ts';
import { loadRules } from '../../settings/load-policy.ts';
import { keepHeapSmall } from '../../settings/small-heap.ts';
import { KnownTimes } from '../../usual/known-times.ts';
import { stagePlaces, stagesKnown } from '../../usual/stages-known.ts';
import { clockAt } from '../terminal/moment.ts';
import { progress } from '../terminal/progress.ts';
import { tellSuggestion } from './tell-suggestion.ts';

interface Options {
  readonly policy?: string;
  readonly at?: string;
  readonly replay: boolean;
}

/** `tidings policy suggest` */
export const suggestCommand = (): Command =>
  new Command('suggest')
    .description('print allowances that the usual times of your own past suggest, and what they would change')
    .option('--policy <file>', 'the policy (default: TIDINGS_POLICY, ./policy.yaml, or the shipped one)')
    .option('--at <moment>', 'learn as if it were this moment: a day, or 2026-11-26T09:00:00+01:00')
    .option('--no-replay', 'do not replay the past under both policies')
    .addHelpText(
      'after',
      '\nIt prints a piece of a policy for you to look at, and writes no file and no table.\n\nExample:\n  $ tidings policy suggest > suggestion.yaml',
    )
    .action(async (options: Options) => {
      keepHeapSmall();
      const loaded = await loadRules({ file: options.policy, env: process.env, cwd: process.cwd() });
      const databases = await openDatabases(readConfig(process.env), {
        sourceSchema: loaded.rules.sourceSchema,
      });
      try {
        const rules = await rulesInForce(databases.ledgerPool, loaded.rules);
        console.log(await suggestion(databases.sourcePool, rules, options));
      } finally {
        await databases.close();
      }
    });

async function suggestion(pool: Pool, rules: Rules, options: Options): Promise<string> {
  const now = (options.at === undefined ? systemClock : clockAt(options.at, rules.company.timeZone)).now();
  const learned = await learnUsual(pool, rules, now);
  const time = { calendar: rules.calendar, zone: zoneOf(rules.company.timeZone) };
  const known = stagesKnown(new KnownTimes(learned.usual, time));
  const suggested = suggestedStages(known, stagePlaces(learned.histories), rules);
  const { nothing, days, learned: items } = learned;
  const changed = suggested.stages.some((each) => each.suggested !== each.now);
  const replayed =
    options.replay && changed ? await both(pool, rules, withSuggested(rules, suggested.stages), now) : null;
  return tellSuggestion({ ...suggested, nothing, days, items, replayed });
}

/** The same past under the present policy and with the suggested allowances. */
async function both(
  pool: Pool,
  rules: Rules,
  changed: Rules,
  now: ReturnType<typeof systemClock.now>,
): Promise<{ readonly old: ReplayReport; readonly new: ReplayReport }> {
  const shown = progress((days) => `${days} days played`);
  try {
    const replay = await Replay.of(pool, rules, now, {
      from: null,
      to: null,
      team: false,
      names: false,
      progress: ({ done, total }) => shown.update('replay', done, total),
    });
    return { old: await replay.report(rules), new: await replay.report(changed) };
  } finally {
    shown.finish();
  }
}
