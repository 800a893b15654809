import { Command, Option } from 'commander';
import { type Day, isoInstant, parseDay } from '../../calendar/time.ts';
import { systemClock } from '../../clock.ts';
import { localeIn } from '../../console/frame/formats.ts';
import { PAGE_LANGUAGES, sayIn } from '../../console/frame/say.ts';
import { toldReader } from '../../console/frame/told-reader.ts';
import { openDatabases } from '../../database/databases.ts';
import { ConfigurationFailure } from '../../failure.ts';
import { rulesInForce } from '../../ledger/documents/published-policy.ts';
import type { Rules } from '../../policy/rules.ts';
import type { ReplayReport } from '../../replay/figures/report.ts';
import { keepReplay } from '../../replay/page/kept-replay.ts';
import { replayHtml, writeReplayFile } from '../../replay/page/replay-file.ts';
import { Replay } from '../../replay/replay.ts';
import { Teller } from '../../replay/telling/teller.ts';
import { readConfig } from '../../settings/config.ts';
import { loadRules } from '../../settings/load-policy.ts';
import { keepHeapSmall } from '../../settings/small-heap.ts';
import { progress } from '../terminal/progress.ts';
import { tellAgainst } from './tell-against.ts';
import { tellReplay } from './tell-replay.ts';
import { tellReplayedStory } from './tell-replayed-story.ts';

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly policy?: string;
  readonly against?: string;
  readonly team?: boolean;
  readonly names?: boolean;
  readonly json?: boolean;
  readonly html?: string;
  readonly explain?: string;
}

/** Percent: a year stays in memory, so there is little to spare beside it. */
const HEAP_GROWS_BY = 3;

/** `tidings replay` */
export const replayCommand = (): Command =>
  new Command('replay')
    .description(
      'play the past day by day in memory: what would have been written, and what it would have been worth',
    )
    .option('--from <day>', 'the first day to play (default: the first of the history)')
    .option('--to <day>', 'the last day to play (default: the last of the history)')
    .option('--policy <file>', 'the policy (default: TIDINGS_POLICY, ./policy.yaml, or the shipped one)')
    .option('--against <file>', 'another policy to compare with: its figures are the old ones')
    .option('--team', 'people do their tasks on the next working day')
    .option('--names', 'name the customers; otherwise they are told by their ids')
    .option(
      '--explain <id>',
      'tell the replayed days of one customer, order, job or invoice, with the words of its letters',
    )
    .addOption(
      new Option('--html <file>', 'write it as one page with charts too, to look at and to print').conflicts(
        'explain',
      ),
    )
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
Nothing is written, to no table and to no customer. A round is played in the first and one in the last sending hour of each day on
which letters may go; guards hold nothing, the report says what they would have held; other systems' letters are not played. Where the home folder (TIDINGS_HOME) is there, the report
is kept in it for the console's page Replay.

Examples:
  $ tidings replay --from 2026-01-01 --to 2026-06-30
  $ tidings replay --html replay.html
  $ tidings replay --policy draft.yaml --against policy.yaml
  $ tidings replay --explain 10248`,
    )
    .action(async (options: Options) => {
      keepHeapSmall(HEAP_GROWS_BY);
      const file = await rulesOf(options.policy);
      const before = options.against === undefined ? null : await rulesOf(options.against);
      await withPast(file, options, async (replay, rules) => {
        if (options.explain !== undefined) return tellStory(replay, rules, options.explain, options);
        const report = await replay.report(rules);
        const old =
          before === null ? null : await withPast(before, options, (other, rules) => other.report(rules));
        if (old === null) print(options, report, () => tellReplay(report));
        else print(options, { old, new: report }, () => tellAgainst(old, report));
        await keep(options, rules, report, old);
      });
    });

async function tellStory(replay: Replay, rules: Rules, id: string, options: Options): Promise<void> {
  const { letters: _letters, ...story } = await replay.story(rules, id);
  print(options, story, () => tellReplayedStory(story, rules.company.timeZone));
}

/** As a page in a file, where that is asked for, and in the home folder. */
async function keep(
  { html }: Options,
  { company }: Rules,
  report: ReplayReport,
  old: ReplayReport | null,
): Promise<void> {
  const replay = { made_at: isoInstant(systemClock.now()), report, old };
  if (html !== undefined) {
    const language = PAGE_LANGUAGES.find((each) => each === company.adminLanguage) ?? 'en';
    const locale = localeIn(language, company.country);
    const reader = toldReader({ language, locale, timeZone: company.timeZone, say: sayIn(language) });
    const teller = new Teller(language, reader);
    await writeReplayFile(html, await replayHtml(teller, replay));
  }
  const { home } = readConfig(process.env);
  await keepReplay(home, replay).catch((error: unknown) =>
    console.error(
      `The console's page Replay shows an older one: ${home} cannot be written (${String(error)}).`,
    ),
  );
}

function print({ json }: Options, value: object, tell: () => string): void {
  console.log(json ? JSON.stringify(value) : tell());
}

async function rulesOf(file: string | undefined): Promise<Rules> {
  return (await loadRules({ file, env: process.env, cwd: process.cwd() })).rules;
}

/** Opens the databases and migrates nothing: a replay comes before anything of ours is there. */
async function withPast<Value>(
  given: Rules,
  options: Options,
  work: (replay: Replay, rules: Rules) => Promise<Value>,
): Promise<Value> {
  const databases = await openDatabases(readConfig(process.env), { sourceSchema: given.sourceSchema });
  const shown = progress((days) => `${days} days played`);
  try {
    const rules = await rulesInForce(databases.ledgerPool, given);
    const replay = await Replay.of(databases.sourcePool, rules, systemClock.now(), {
      from: dayOf(options.from),
      to: dayOf(options.to),
      team: options.team === true,
      names: options.names === true,
      progress: ({ done, total }) => shown.update('replay', done, total),
    });
    return await work(replay, rules);
  } finally {
    shown.finish();
    await databases.close();
  }
}

/** @throws ConfigurationFailure when it is no day */
function dayOf(text: string | undefined): Day | null {
  if (text === undefined) return null;
  const day = parseDay(text);
  if (day === null)
    throw new ConfigurationFailure(`${JSON.stringify(text)} is no day; write it like 2026-11-26.`);
  return day;
}
