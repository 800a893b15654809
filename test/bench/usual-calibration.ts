import path from 'node:path';
import { type Day, isoDay, parseDay } from '../../src/calendar/time.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import type { WorkTime } from '../../src/usual/half-days.ts';
import { type JudgedPromise, type Rehearsed, rehearse } from '../../src/usual/rehearse.ts';
import type { Usual } from '../../src/usual/usual.ts';
import { type RealItem, readItems } from './usual-data.ts';

/*
 * `SHARED=FOLDER npx tsx test/bench/usual-calibration.ts`: what the learned chances are worth on real histories. Walks
 * every day of a set, learns what was known by the evening before, asks each working morning at nine, and never looks
 * ahead. Prints what was said against what came, and recall and precision against the naive rule on the same mornings.
 * The sets, in FOLDER/data, are not part of the project.
 */

const WARN_BEFORE = 2;
const THRESHOLDS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7];

/**
 * One threshold on the first judged morning, and another on those after it. These pairs were picked by looking at the shop's
 * own figures: they show what such a rule could be worth, and are no proof that it is.
 */
const SURER_LATER = [
  [0.3, 0.6],
  [0.4, 0.6],
  [0.45, 0.65],
] as const;

/** A judged promise, and what became of it. */
interface Asked extends JudgedPromise {
  readonly late: boolean;
}

interface Walk {
  readonly asked: readonly Asked[];
  readonly usual: Usual;
}

const dayAt = (text: string): Day => {
  const day = parseDay(text);
  if (day === null) throw new Error(`${text} is no day`);
  return day;
};

/** All that was judged of promises for a day from `from` to `to`; learning begins with the first item. */
function walk(items: readonly RealItem[], time: WorkTime, from: Day, to: Day): Walk {
  const asked: Asked[] = [];
  const mornings = rehearse(time, items, WARN_BEFORE, to);
  let next = mornings.next();
  for (; !next.done; next = mornings.next()) {
    for (const judged of next.value.judged) {
      if (judged.promised < from || judged.promised > to) continue;
      asked.push({ ...judged, late: cameLate(judged, judged.promised, time) });
    }
  }
  return { asked, usual: next.value };
}

const cameLate = ({ history }: Rehearsed, promised: Day, { zone }: WorkTime): boolean =>
  !history.endings.some(({ at }) => zone.dayAt(at) <= promised);

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–'.padStart(6) : `${((100 * part) / whole).toFixed(1)}%`.padStart(6);

function calibration(asked: readonly Asked[], which: 'said' | 'late'): void {
  console.log(`  ${which === 'said' ? 'as the curve says' : 'recalibrated     '}  mornings    said    came`);
  for (let tenth = 0; tenth < 10; tenth++) {
    const bin = asked.flatMap(({ chance, late }) =>
      chance.how === 'known' && Math.min(9, Math.floor(chance[which] * 10)) === tenth
        ? [{ said: chance[which], late }]
        : [],
    );
    if (bin.length === 0) continue;
    const said = bin.reduce((sum, one) => sum + one.said, 0) / bin.length;
    const came = bin.filter(({ late }) => late).length / bin.length;
    console.log(
      `  ${(tenth / 10).toFixed(1)} to ${((tenth + 1) / 10).toFixed(1)}       ${String(bin.length).padStart(10)}  ${said.toFixed(3)}   ${came.toFixed(3)}`,
    );
  }
}

function tell(
  name: string,
  items: readonly RealItem[],
  { asked }: Walk,
  time: WorkTime,
  from: Day,
  to: Day,
): void {
  const promised = items.filter(
    (item) => item.promised !== null && item.promised >= from && item.promised <= to,
  );
  const late = promised.filter((item) => item.promised !== null && cameLate(item, item.promised, time));
  console.log(
    `\n${name}: promised for ${isoDay(from)} to ${isoDay(to)}: ${promised.length}, late ${late.length}`,
  );
  const unknown = asked.filter(({ chance }) => chance.how !== 'known');
  console.log(
    `  judged mornings ${asked.length}, of these without an answer ${unknown.length}: ${reasons(unknown)}`,
  );
  calibration(asked, 'said');
  calibration(asked, 'late');
  console.log(
    '  warned when             warned   late ones warned   ≥ 2 days ahead   truly late   on-time warned',
  );
  const row = (rule: string, warns: (one: Asked) => boolean): void => {
    const warned = asked.filter(warns);
    const ids = new Set(warned.map(({ key }) => key));
    const found = late.filter(({ key }) => ids.has(key)).length;
    const early = new Set(warned.filter(({ first, late: came }) => first && came).map(({ key }) => key)).size;
    console.log(
      `  ${rule.padEnd(22)} ${String(ids.size).padStart(7)}   ${percent(found, late.length).padStart(16)}   ${percent(early, late.length).padStart(14)}   ${percent(found, ids.size).padStart(10)}   ${percent(ids.size - found, promised.length - late.length).padStart(14)}`,
    );
  };
  row('open 2 days before', ({ first }) => first);
  row('open 1 day before', ({ first }) => !first);
  for (const threshold of THRESHOLDS) {
    row(`P(late) ≥ ${threshold.toFixed(2)}`, (one) => atLeast(one, threshold));
  }
  for (const [first, later] of SURER_LATER) {
    row(`≥ ${first.toFixed(2)}, later ${later.toFixed(2)}`, (one) => atLeast(one, one.first ? first : later));
  }
}

const atLeast = ({ chance }: Asked, threshold: number): boolean =>
  chance.how === 'known' && chance.late >= threshold;

const reasons = (unknown: readonly Asked[]): string => {
  const counts = new Map<string, number>();
  for (const { chance } of unknown) {
    const why = chance.how === 'unknown' ? chance.why : chance.how;
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].map(([why, n]) => `${why} ${n}`).join(', ') || 'none';
};

const shared = process.env.SHARED;
if (!shared)
  throw new Error('Say in SHARED which folder holds data/shop, data/shop-lanes.csv and data/permits.');
const data = path.join(shared, 'data');
const brazil: WorkTime = {
  calendar: workingCalendar({ country: 'BR', daysOff: [], workingDays: [] }),
  zone: zoneOf('America/Sao_Paulo'),
};
const netherlands: WorkTime = {
  calendar: workingCalendar({ country: 'NL', daysOff: [], workingDays: [] }),
  zone: zoneOf('Europe/Amsterdam'),
};

function measure(name: string, items: readonly RealItem[], time: WorkTime, from: string, to: string): void {
  const began = performance.now();
  const found = walk(items, time, dayAt(from), dayAt(to));
  tell(name, items, found, time, dayAt(from), dayAt(to));
  const size = JSON.stringify(found.usual).length;
  console.log(
    `  ${((performance.now() - began) / 1000).toFixed(1)} s; ${Object.keys(found.usual.cells).length} stages and lanes, ${Math.round(size / 1024)} kB`,
  );
}

measure('shop', readItems(`${data}/shop`, 'order', null), brazil, '2017-11-01', '2018-02-28');
measure(
  'shop by region',
  readItems(`${data}/shop`, 'order', `${data}/shop-lanes.csv`),
  brazil,
  '2017-11-01',
  '2018-02-28',
);
measure(
  'shop by region, earlier',
  readItems(`${data}/shop`, 'order', `${data}/shop-lanes.csv`),
  brazil,
  '2017-06-01',
  '2017-10-31',
);
measure(
  'permits',
  readItems(`${data}/permits`, 'service_job', null),
  netherlands,
  '2011-05-01',
  '2012-01-22',
);
