import { z } from 'zod';
import { dayOf, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { openAlarms } from '../../ledger/alarms/alarms.ts';
import { countUnsettled } from '../../ledger/letters/unsettled.ts';
import { countOpenTasks } from '../../ledger/lists/tasks.ts';
import { countWaiting } from '../../ledger/lists/waiting-list.ts';
import { countSubmittedSince, type DayFigures, readDays } from '../../ledger/rounds/days.ts';
import { openPause } from '../../ledger/rounds/pauses.ts';
import { lastRoundAt } from '../../ledger/rounds/rounds.ts';
import { type ConsoleWorld, page, type Route } from '../frame/routes.ts';
import { dayChart } from '../show/day-chart.ts';
import { COUNTED, counted } from '../show/list-page.ts';

/** Days that the chart shows, and of which words are counted. */
const DAYS = 30;

/** The first page: is everything all right? */
export const todayPages = ({ databases, rules }: ConsoleWorld): readonly Route[] => [
  page('/', 'read', z.unknown(), async ({ now }) => {
    const pool = databases.ledgerPool;
    const zone = zoneOf(rules.company.timeZone);
    const day = zone.dayAt(now);
    const today = isoDay(day);
    const days = Array.from({ length: DAYS }, (_, nth) => isoDay(dayOf(day - DAYS + 1 + nth)));
    const [alarms, pause, lastRound, waiting, unsettled, tasks, past, went] = await Promise.all([
      openAlarms(pool),
      openPause(pool),
      lastRoundAt(pool),
      countWaiting(pool, today, COUNTED + 1),
      countUnsettled(pool, COUNTED + 1),
      countOpenTasks(pool, COUNTED + 1),
      readDays(pool, [days[0] ?? today, monthOf(today)].sort()[0] ?? today),
      countSubmittedSince(pool, zone.instantOf(day, 0)),
    ]);
    const shown = past.filter((each) => each.day >= (days[0] ?? today) && each.day < today);
    return {
      view: 'today',
      data: {
        answer: answerOf({ pause, lastRound, alarms: alarms.length, waiting, held: unsettled.held, tasks }),
        alarms: alarms.map(({ why, raisedAt }) => ({ why, raisedAt })),
        pause,
        lastRound,
        broken: counted(waiting.broken),
        none: counted(waiting.none),
        today: counted(waiting.today),
        open: counted(waiting.all),
        held: counted(unsettled.held),
        uncertain: counted(unsettled.uncertain),
        tasks: counted(tasks),
        harsh: past
          .filter((each) => each.day >= monthOf(today))
          .reduce((sum, each) => sum + each.harsh_kept_back, 0),
        words: wordsOf(shown),
        chart: dayChart(days, [...shown, { day: today, submitted: went }]),
      },
    };
  }),
];

const monthOf = (day: string): string => `${day.slice(0, 8)}01`;

/** The share of words kept, of 1; null when none was due. */
function wordsOf(days: readonly DayFigures[]): { readonly due: number; readonly share: number | null } {
  const sum = (of: 'words_due' | 'words_kept') => days.reduce((total, day) => total + (day[of] ?? 0), 0);
  const due = sum('words_due');
  return { due, share: due === 0 ? null : sum('words_kept') / due };
}

interface Standing {
  readonly pause: object | null;
  readonly lastRound: number | null;
  readonly alarms: number;
  readonly waiting: { readonly broken: number };
  readonly held: number;
  readonly tasks: number;
}

/** Is everything all right? The worst that is so, in one sentence: its key, its count and how grave it is. */
function answerOf({ pause, lastRound, alarms, waiting, held, tasks }: Standing) {
  const say = (key: string, grave: 'good' | 'warn' | 'bad', count = 0) => ({
    key: `today.answers.${key}`,
    grave,
    count: Math.min(count, COUNTED),
  });
  if (pause !== null) return say('paused', 'bad');
  if (alarms > 0) return say('alarms', 'bad', alarms);
  if (lastRound === null) return say('no_round', 'warn');
  if (waiting.broken > 0) return say('broken', 'bad', waiting.broken);
  if (held > 0) return say('held', 'warn', held);
  if (tasks > 0) return say('tasks', 'good', tasks);
  return say('well', 'good');
}
