import { Command } from 'commander';
import { isoWeek, parseWeek } from '../../calendar/iso-week.ts';
import { dayOf, isoDay } from '../../calendar/time.ts';
import { ConfigurationFailure } from '../../failure.ts';
import type { ToldWeek } from '../../letters/compose/compose-week.ts';
import { latestWeek, readTheWeek } from '../../round/the-week.ts';
import { harshGroups } from '../../week/harsh-groups.ts';
import type { Headline, PotholeBy } from '../../week/week.ts';
import { printableLine } from '../terminal/printable.ts';
import { type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';

interface Options extends WorldOptions {
  readonly of?: string;
  readonly json?: boolean;
}

/** `tidings week` */
export const weekCommand = (): Command =>
  withWorldOptions(
    new Command('week').description(
      'who waited too long in a week and for what, words and promises kept and broken, what to mend',
    ),
  )
    .option('--of <week>', 'another week than the last one that is over: 2026-W48')
    .option('--json', 'print one JSON object')
    .action(async (options: Options) => {
      const asked = options.of === undefined ? null : parseWeek(options.of);
      if (options.of !== undefined && asked === null)
        throw new ConfigurationFailure([`--of ${options.of}: write a week of ISO 8601, such as 2026-W48`]);
      await withWorld(options, async (world) => {
        const now = world.clock.now();
        const told = await readTheWeek(world, asked ?? (await latestWeek(world, now)), now);
        if (options.json) console.log(JSON.stringify(asJson(told), null, 2));
        else for (const line of linesOf(told)) console.log(printableLine(line));
      });
    });

/** Other tools rely on these names. */
const asJson = ({ monday, week, figures, headline, longest }: ToldWeek): object => ({
  week: isoWeek(monday),
  from: isoDay(monday),
  to: isoDay(dayOf(monday + 6)),
  headline: { customers: headline.customers, change: headline.change, most_for: headline.mostFor },
  figures: Object.fromEntries(
    figures.map(({ name, value, change, past }) => [name, { value, change, past }]),
  ),
  waited_for: week.waited_for,
  potholes: week.potholes,
  longest: longest.map(({ customer, ...wait }) => ({
    customer_id: customer.id,
    customer: customer.name,
    ...wait,
  })),
  harsh_because: week.harsh_because,
  to_mend: week.to_mend,
  mended: week.mended ?? null,
  allowances: week.allowances,
});

const FIGURE_WORDS: Readonly<Record<ToldWeek['figures'][number]['name'], string>> = {
  customers: 'customers who waited too long',
  days_lost: 'working days that they lost',
  words_kept: 'words of ours that were kept',
  words_broken: 'words of ours that were broken',
  promises_kept: 'done by the promised day',
  promises_broken: 'promised days that passed',
  letters: 'letters that went',
  harsh_kept_back: 'harsh reminders kept back',
};
const POTHOLE_WORDS: Readonly<Record<PotholeBy, string>> = {
  stage: 'By stage',
  reason: 'By reason',
  supplier: 'By supplier',
  owner: 'By who answers for it',
};

function* linesOf(told: ToldWeek): Generator<string> {
  const { monday, week, figures, longest, people } = told;
  yield `${isoWeek(monday)}, ${isoDay(monday)} to ${isoDay(dayOf(monday + 6))}`;
  yield headlineLine(told.headline);
  yield '';
  for (const { name, value, change, past } of figures) {
    const beside = change === null ? '' : change === 0 ? '  (as before)' : `  (${signed(change)})`;
    yield `  ${FIGURE_WORDS[name].padEnd(32)} ${String(value ?? '–').padStart(6)}${beside.padEnd(14)} ${past.map((each) => each ?? '–').join(' ')}`;
  }
  if (week.mended)
    yield `  ${'customers whom we mend something for'.padEnd(32)} ${String(week.mended).padStart(2)}`;
  yield* part(
    'Longest waits',
    longest.map(
      ({ customer, number, since, days }) =>
        `${customer.name || customer.id}, ${number}: ${days} working days, since ${since}`,
    ),
  );
  for (const [by, title] of Object.entries(POTHOLE_WORDS))
    yield* part(
      title,
      week.potholes
        .filter((pothole) => pothole.by === by)
        .map(({ name, customers, days_lost }) => {
          const known = name !== null && by === 'owner' ? people.get(name) || name : name;
          return `${known ?? 'not said'}: ${customers} customers, ${days_lost} days lost`;
        }),
    );
  yield* part(
    'Harsh reminders kept back, by why',
    harshGroups(week.harsh_because).map(({ group, letters }) => `${group}: ${letters}`),
  );
  yield* part(
    'Data to mend',
    Object.entries(week.to_mend ?? {}).flatMap(([what, count]) =>
      count > 0 ? [`${what.replaceAll('_', ' ')}: ${count}`] : [],
    ),
  );
  yield* part(
    'Allowances that do not fit',
    week.allowances.map(
      ({ stage, allowance, most, is }) =>
        `${stage}: ${allowance} working days, four of five take up to ${most} (${is.replace('_', ' ')})`,
    ),
  );
}

const signed = (change: number): string => (change > 0 ? `+${change}` : `${change}`);

function* part(title: string, lines: readonly string[]): Generator<string> {
  if (lines.length === 0) return;
  yield '';
  yield title;
  for (const line of lines) yield `  ${line}`;
}

function headlineLine({ customers, change, mostFor }: Headline): string {
  if (customers === null) return 'On no day of this week it was counted who waits too long.';
  const waited = `${customers} ${customers === 1 ? 'customer' : 'customers'} waited too long`;
  const beside =
    change === null
      ? ''
      : change === 0
        ? ', as many as the week before'
        : `, ${Math.abs(change)} ${change > 0 ? 'more' : 'fewer'} than the week before`;
  return `${waited}${beside}${mostFor === null ? '' : `; most: ${mostFor.replaceAll('_', ' ')}`}.`;
}
