import type { FigureCode } from '../../replay/figures/figure.ts';
import type { Naive } from '../../replay/figures/naive.ts';
import type { ReplayReport } from '../../replay/figures/report.ts';
import { section } from '../terminal/columns.ts';
import { printableLine } from '../terminal/printable.ts';
import { SECTIONS } from './replay-sections.ts';
import {
  ASSUMPTION_WORDS,
  FIGURE_WORDS,
  MISSING_WORDS,
  NAIVE_WORDS,
  partsText,
  valueText,
} from './replay-words.ts';

const WIDTHS = { words: 52, value: 14 };

/** A report as a manager reads it in a terminal. */
export function tellReplay(report: ReplayReport): string {
  const lines = [
    ...headLines(report),
    ...SECTIONS.flatMap(({ title, codes }) =>
      section(
        title,
        codes.flatMap((code) => figureLine(report, code)),
      ),
    ),
    ...section('What plain rules would have done on the same mornings', naiveLines(report.naive)),
    ...section('Letters by kind', counts(report.letters.by_kind)),
    ...section('Orders and jobs by number of letters', counts(report.letters.items_by_letters)),
    ...section('Who got most letters', mostLines(report)),
    ...section('People', report.asked.map(askedLine)),
    ...section('Longest silences', report.silences.map(silenceLine)),
    ...section('Potholes: where what was late stood as its day broke', report.potholes.map(potholeLine)),
    ...section('Late and not told, by what held the letter', report.unheard.map(unheardLine)),
    ...section('Reminders by tone and payment record', reminderLines(report)),
    ...section('Invoices whose reminder was held, by the first reason', counts(report.reminders.held)),
    ...section(
      'Missing',
      report.history.missing.map((what) => MISSING_WORDS[what]),
    ),
    ...section('Assumed, where the source keeps no history', assumedLines(report)),
    ...section('Set aside', setAsideLines(report)),
  ];
  return lines.map(printableLine).join('\n');
}

function headLines({ company, span, history, items, letters, guards }: ReplayReport): string[] {
  const live =
    span.go_live === null ? '' : `, letters from ${span.go_live.slice(0, 16).replace('T', ' ')} UTC on`;
  return [
    `${company}: ${span.from} to ${span.to}, as Tidings would have had it`,
    `  ${span.days} days with ${span.rounds} rounds played${live}${span.team ? '; people do their tasks the next working day' : ''}`,
    `  the history: ${history.first} to ${history.last}, ${history.customers} customers, ${history.orders} orders, ${history.service_jobs} jobs, ` +
      `${history.stage_events} stage events, ${history.invoices} invoices, ${history.contacts} contacts`,
    `  ${items.late} late, ${items.on_time} in time, ${items.unpromised} without a promise, ${items.elsewhere} decided on other days; ${items.open_on_average} open on a day`,
    `  ${letters.to_customers} letters to customers, ${letters.to_staff} to people of the company`,
    `  ${guards.trips === 0 ? 'no guard would have held any of them' : `guards would have held letters ${guards.trips} times:`}`,
    ...guards.first.map(({ day, reason }) => `    ${day}  ${reason}`),
  ];
}

function figureLine({ figures }: ReplayReport, code: FigureCode): string[] {
  const figure = figures.find((each) => each.code === code);
  if (!figure) return [];
  return [
    `${FIGURE_WORDS[code].padEnd(WIDTHS.words)}${valueText(figure).padStart(WIDTHS.value)}   ${partsText(figure)}`,
  ];
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`;

function naiveLines(rules: readonly Naive[]): string[] {
  const cells = (texts: readonly string[]) =>
    texts.map((text, nth) => (nth === 0 ? text.padEnd(32) : text.padStart(20))).join('');
  return [
    cells(['rule', 'late warned', 'two days ahead', 'warned truly late', 'in time written to']),
    ...rules.map((each) =>
      cells([
        NAIVE_WORDS[each.rule],
        `${percent(each.late_warned, each.late)} ${each.late_warned}/${each.late}`,
        `${percent(each.late_warned_ahead, each.late_warned)} ${each.late_warned_ahead}/${each.late_warned}`,
        `${percent(each.late_warned, each.warned)} ${each.late_warned}/${each.warned}`,
        `${percent(each.on_time_written, each.on_time)} ${each.on_time_written}/${each.on_time}`,
      ]),
    ),
  ];
}

const counts = (byName: Readonly<Record<string, number>>): string[] =>
  Object.entries(byName).map(([name, count]) => `${name.padEnd(28)}${String(count).padStart(8)}`);

const SHOWN_STORY = 12;

const mostLines = ({ letters: { most } }: ReplayReport): string[] =>
  most.flatMap(({ customer, name, letters, story }, nth) => [
    `${customer}${name === null ? '' : ` (${name})`}: ${letters} letters`,
    ...(nth === 0
      ? story
          .slice(0, SHOWN_STORY)
          .map(({ at, kind, about }) => `  ${at.slice(0, 10)}  ${kind} about ${about.join(', ')}`)
      : []),
  ]);

const askedLine = ({
  person,
  tasks,
  per_week,
  by_kind,
  most_in_a_week,
}: ReplayReport['asked'][number]): string =>
  `${(person ?? 'nobody is named').padEnd(28)}${tasks} tasks, ${per_week} a week, at most ${most_in_a_week} in one: ${Object.entries(
    by_kind,
  )
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ')}`;

const silenceLine = ({ kind, id, days, from, to, late }: ReplayReport['silences'][number]): string =>
  `${days} days, ${from} to ${to}: ${kind.replace('_', ' ')} ${id}${late ? ', which was late' : ''}`;

const potholeLine = ({
  by,
  name,
  late,
  of,
  days_lost,
  median_days_late,
}: ReplayReport['potholes'][number]): string =>
  `${by} ${name || '(not known)'}: ${late} late${by === 'stage' ? '' : ` of ${of}`}, ${days_lost} working days lost, median ${median_days_late ?? '–'}`;

const unheardLine = ({ held_by, items, examples }: ReplayReport['unheard'][number]): string =>
  `${held_by ?? 'nothing held it'}: ${items} (${examples.join(', ')})`;

const reminderLines = ({ reminders: { by_tone, thanks, held_for_a_person } }: ReplayReport): string[] => [
  ...Object.entries(by_tone).map(
    ([tone, grades]) =>
      `${tone.padEnd(28)}${Object.entries(grades)
        .map(([grade, count]) => `${count} ${grade}`)
        .join(', ')}`,
  ),
  ...(thanks > 0 ? [`${'thanks for a payment'.padEnd(28)}${thanks}`] : []),
  ...(held_for_a_person > 0 ? [`${'held for a person'.padEnd(28)}${held_for_a_person}`] : []),
];

const assumedLines = ({ history }: ReplayReport): string[] =>
  history.assumed.map(({ code, rows }) => `${ASSUMPTION_WORDS[code]} (${rows})`);

const setAsideLines = ({ history }: ReplayReport): string[] => [
  ...history.set_aside.map(
    ({ table, what, whole_row, count, examples }) =>
      `${count} ${whole_row ? 'rows' : 'fields'} of ${table}: ${what}, such as ${examples[0]?.id ?? ''} (${examples[0]?.reason ?? ''})`,
  ),
  ...history.failed.map(({ customer, reason }) => `customer ${customer} could not be judged: ${reason}`),
];
