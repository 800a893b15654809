import { rounded } from '../figures/figure.ts';
import { amount, table, type WeekChart, words } from './blocks.ts';
import type { Teller } from './teller.ts';

/** What a week counts, by a name of its own in each series. */
interface Counted {
  readonly week: string;
  readonly counts: Readonly<Record<string, number>>;
}

const HEIGHT = 100;
const STEP = 12;
const BAR = 10;

/** Columns week by week; a series of which nothing came is left out, and the first stands at the foot. */
export function weekChart(
  teller: Teller,
  names: readonly { readonly key: string; readonly name: string }[],
  weeks: readonly Counted[],
): WeekChart {
  const of = (key: string, counts: Counted['counts']) => counts[key] ?? 0;
  const series = names
    .map((each, nth) => ({ ...each, nth, total: sum(weeks.map(({ counts }) => of(each.key, counts))) }))
    .filter(({ total }) => total > 0);
  const all = weeks.map(({ counts }) => sum(series.map(({ key }) => of(key, counts))));
  const most = Math.max(0, ...all);
  const columns = weeks.map(({ counts }, place) => {
    let y = HEIGHT;
    const parts = series.flatMap(({ key, nth }) => {
      const height = most === 0 ? 0 : rounded((of(key, counts) / most) * HEIGHT);
      y = rounded(y - height);
      return height === 0 ? [] : [{ nth, y, height }];
    });
    return { x: place * STEP, width: BAR, parts };
  });
  const told = (value: number): string => teller.number(value);
  return {
    shape: 'weeks',
    alt: teller.say('replay.weeks.alt', { most: told(most), total: told(sum(all)) }),
    most: teller.say('replay.weeks.most', { most: told(most) }),
    width: Math.max(1, weeks.length) * STEP,
    height: HEIGHT,
    series: series.map(({ nth, name, total }) => ({ nth, name, total: told(total) })),
    columns,
    first: teller.day(weeks[0]?.week ?? ''),
    last: teller.day(weeks.at(-1)?.week ?? ''),
    numbersTitle: teller.say('replay.weeks.numbers'),
    numbers: table(
      [teller.say('replay.weeks.week'), ...series.map(({ name }) => name)],
      weeks.map(({ week, counts }) => [
        words(teller.day(week)),
        ...series.map(({ key }) => amount(told(of(key, counts)))),
      ]),
    ),
  };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
