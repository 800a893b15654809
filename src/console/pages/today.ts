import { z } from 'zod';
import { mondayOf, weeksLater } from '../../calendar/iso-week.ts';
import { type Day, dayOf, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { countOpenTasks } from '../../ledger/lists/tasks.ts';
import { countWaiting } from '../../ledger/lists/waiting-list.ts';
import { countSubmittedSince, type DayFigures, readDays } from '../../ledger/rounds/days.ts';
import { lastRoundAt } from '../../ledger/rounds/rounds.ts';
import { type ConsoleWorld, page, type Route } from '../frame/routes.ts';
import { dayChart } from '../show/day-chart.ts';
import { COUNTED, counted } from '../show/list-page.ts';
import { answerOf, needsInOrder } from '../show/needs.ts';
import { gatherNeeds, needsOf } from './today-needs.ts';

/** Days that the chart shows. */
const DAYS = 30;
/** What needs somebody is one list that is read at a glance: so many of it, and the way to the rest. */
const MOST = 15;

/** The first page: what needs you now? */
export const todayPages = (world: ConsoleWorld): readonly Route[] => [
  page('/', 'read', z.unknown(), async ({ user, now, say }) => {
    const { databases, rules } = world;
    const pool = databases.ledgerPool;
    const zone = zoneOf(rules.company.timeZone);
    const day = zone.dayAt(now);
    const today = isoDay(day);
    const days = Array.from({ length: DAYS }, (_, nth) => isoDay(dayOf(day - DAYS + 1 + nth)));
    const [gathered, lastRound, waiting, tasks, past, went] = await Promise.all([
      gatherNeeds(world, user, now),
      lastRoundAt(pool),
      countWaiting(pool, today, COUNTED + 1, ['broken']),
      countOpenTasks(pool, COUNTED + 1),
      readDays(pool, days[0] ?? today),
      countSubmittedSince(pool, zone.instantOf(day, 0)),
    ]);
    const needs = needsInOrder(needsOf(gathered, say));
    const { pause, alarms, untold } = gathered;
    return {
      view: 'today',
      data: {
        answer: answerOf({
          isPaused: pause !== null,
          hadRound: lastRound !== null,
          alarms: alarms.length,
          untold: untold.length,
          broken: Math.min(waiting.broken, COUNTED),
          needs: needs.length,
        }),
        pause,
        today,
        lastRound,
        needs: needs.slice(0, MOST),
        more: Math.max(0, needs.length - MOST),
        tasks: counted(tasks),
        strip: stripOf(past, day, untold.length),
        chart: dayChart(days, [...past.filter((each) => each.day < today), { day: today, submitted: went }]),
      },
    };
  }),
];

/** How it stands: who waits, who without a word, how many words were kept; each beside a week ago. */
function stripOf(past: readonly DayFigures[], today: Day, untold: number) {
  const latest = past.findLast(({ late }) => late !== null);
  const weekAgo = past.find(({ day }) => day === isoDay(dayOf(today - 7)));
  const monday = mondayOf(today);
  const words = (from: Day, to: Day): number | null => {
    const theirs = past.filter(({ day }) => day >= isoDay(from) && day < isoDay(to));
    const sum = (of: 'words_due' | 'words_kept') => theirs.reduce((total, day) => total + (day[of] ?? 0), 0);
    return sum('words_due') === 0 ? null : sum('words_kept') / sum('words_due');
  };
  return {
    late: { now: latest?.late ?? null, before: weekAgo?.late ?? null },
    untold: { now: latest === undefined ? null : untold, before: weekAgo?.untold ?? null },
    words: { now: words(monday, today), before: words(weeksLater(monday, -1), monday) },
  };
}
