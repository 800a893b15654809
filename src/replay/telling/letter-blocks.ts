import type { AnyLetterKind } from '../../customer/letter-kinds.ts';
import { TASK_KINDS } from '../../customer/task.ts';
import type { ReplayReport } from '../figures/report.ts';
import { amount, type Block, barred, table, words } from './blocks.ts';
import type { Teller } from './teller.ts';
import { weekChart } from './week-chart.ts';

/** Letters that belong together in the chart, from the foot of a column up. */
const GROUPS = ['waiting', 'warning', 'moving', 'money', 'people'] as const;
type LetterGroup = (typeof GROUPS)[number];
const GROUP_OF: Readonly<Record<AnyLetterKind, LetterGroup>> = {
  late: 'waiting',
  'still-late': 'waiting',
  'several-items': 'waiting',
  'waiting-for-you': 'waiting',
  'credit-hold': 'waiting',
  'at-risk': 'warning',
  'promise-moved': 'warning',
  'moving-again': 'moving',
  'word-redeemed': 'moving',
  'on-course': 'moving',
  ready: 'moving',
  shipped: 'moving',
  cancelled: 'moving',
  done: 'moving',
  'reminder-friendly': 'money',
  'reminder-plain': 'money',
  'reminder-firm': 'money',
  'reminder-formal': 'money',
  'payment-seen': 'money',
  correction: 'moving',
  task: 'people',
  escalation: 'people',
  'call-customer': 'people',
  'review-credit-limit': 'people',
  digest: 'people',
  alarm: 'people',
  week: 'people',
};
const groupOf = (kind: string): LetterGroup =>
  Object.entries(GROUP_OF).find(([each]) => each === kind)?.[1] ?? 'waiting';

/** People of a company that are shown; a large one has hundreds. */
const PEOPLE = 20;
const STORY = 12;

export function lettersByWeek(teller: Teller, { weeks }: ReplayReport): Block {
  const groups = GROUPS.map((key) => ({ key, name: teller.say(`replay.groups.${key}`) }));
  const counted = weeks.map(({ week, letters }) => ({ week, counts: inGroups(letters) }));
  return {
    id: 'weeks',
    title: teller.say('replay.weeks.letters'),
    lead: null,
    body: weekChart(teller, groups, counted),
  };
}

/** Letters by kind, calls week by week and who was asked, and how many letters one order has. */
export const letterBlocks = (teller: Teller, report: ReplayReport): readonly Block[] => [
  byKind(teller, report),
  tasksByWeek(teller, report),
  people(teller, report),
  byItem(teller, report),
];

function tasksByWeek(teller: Teller, { weeks }: ReplayReport): Block {
  const kinds = TASK_KINDS.map((key) => ({ key, name: teller.code('codes.tasks', key) }));
  const counted = weeks.map(({ week, tasks }) => ({ week, counts: tasks }));
  return {
    id: 'calls',
    title: teller.say('replay.weeks.tasks'),
    lead: null,
    body: weekChart(teller, kinds, counted),
  };
}

function inGroups(kinds: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [kind, count] of Object.entries(kinds))
    counts[groupOf(kind)] = (counts[groupOf(kind)] ?? 0) + count;
  return counts;
}

/** Counts as bars, each with its name. */
export function bars(
  teller: Teller,
  head: readonly [string, string],
  counts: readonly (readonly [name: string, count: number])[],
) {
  const most = Math.max(0, ...counts.map(([, count]) => count));
  return table(
    head,
    counts.map(([name, count]) => [words(name), barred(teller.number(count), count, most)]),
  );
}

const byKind = (teller: Teller, { letters }: ReplayReport): Block => ({
  id: 'kinds',
  title: teller.say('replay.kinds.title'),
  lead: null,
  body: bars(
    teller,
    [teller.say('replay.head.kind'), teller.say('replay.head.letters')],
    Object.entries(letters.by_kind)
      .sort((a, b) => b[1] - a[1])
      .map(([kind, count]) => [teller.code('codes.letters', kind), count]),
  ),
});

const byItem = (teller: Teller, { letters }: ReplayReport): Block => ({
  id: 'items',
  title: teller.say('replay.items.title'),
  lead: null,
  body: bars(
    teller,
    [teller.say('replay.head.letters'), teller.say('replay.head.items')],
    Object.entries(letters.items_by_letters).map(([count, items]) => [
      count === '0' ? teller.say('replay.items.none') : teller.number(Number(count)),
      items,
    ]),
  ),
});

function people(teller: Teller, { asked }: ReplayReport): Block {
  const { say } = teller;
  return {
    id: 'people',
    title: say('replay.people.title'),
    lead: null,
    body: table(
      ['person', 'tasks', 'per_week', 'most_in_a_week', 'of_which'].map((each) => say(`replay.head.${each}`)),
      asked.slice(0, PEOPLE).map(({ person, tasks, per_week, most_in_a_week, by_kind }) => [
        words(person === null ? say('replay.people.nobody') : teller.text(person)),
        amount(teller.number(tasks)),
        amount(teller.number(per_week, { maximumFractionDigits: 1 })),
        amount(teller.number(most_in_a_week)),
        words(
          Object.entries(by_kind)
            .map(([kind, count]) => `${teller.code('codes.tasks', kind)}: ${teller.number(count)}`)
            .join(', '),
        ),
      ]),
      leftOut(teller, asked.length - PEOPLE),
    ),
  };
}

/** Who got most, each with the first letters of their story. */
export function mostBlock(teller: Teller, { letters: { most } }: ReplayReport): Block {
  const { say } = teller;
  return {
    id: 'most',
    title: say('replay.most.title'),
    lead: null,
    body: table(
      ['customer', 'letters', 'story'].map((each) => say(`replay.head.${each}`)),
      most.map(({ customer, name, letters, story }) => [
        name === null ? words(teller.text(customer)) : words(teller.text(name), teller.text(customer)),
        amount(teller.number(letters)),
        words(
          story
            .slice(0, STORY)
            .map(({ at, kind }) => `${teller.day(at.slice(0, 10))}: ${teller.code('codes.letters', kind)}`)
            .join(' · ') + (letters > STORY ? ' …' : ''),
        ),
      ]),
    ),
  };
}

export const leftOut = (teller: Teller, count: number): string | null =>
  count > 0 ? teller.say('replay.more', { count, number: teller.number(count) }) : null;
