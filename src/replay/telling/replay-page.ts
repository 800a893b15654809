import type { FigureCode } from '../figures/figure.ts';
import type { ReplayReport } from '../figures/report.ts';
import { type Block, hasRows } from './blocks.ts';
import { doubtBlocks } from './doubt-blocks.ts';
import { figureBlocks, figureOf, naiveBlock } from './figure-blocks.ts';
import { letterBlocks, lettersByWeek, mostBlock } from './letter-blocks.ts';
import { moneyBlocks } from './money-blocks.ts';
import type { Teller } from './teller.ts';
import { waitingBlocks } from './waiting-blocks.ts';

/** A report as a page tells it: every word of its language, every number written out; a view only draws it. */
export interface ReplayPage {
  readonly company: string;
  /** The days played. */
  readonly days: string;
  readonly headline: readonly string[];
  /** What the history has, and how it was played. */
  readonly facts: readonly string[];
  readonly cards: readonly { readonly value: string; readonly parts: string; readonly words: string }[];
  readonly blocks: readonly Block[];
}

const CARDS = ['late_warned', 'warned_truly_late', 'on_time_written', 'words_kept', 'late_unheard'] as const;

/**
 * Tells a report.
 * @param other the same days under another policy, whose figures stand beside; null: there is none
 */
export function replayPage(teller: Teller, report: ReplayReport, other: ReplayReport | null): ReplayPage {
  const { say } = teller;
  const { span, company } = report;
  return {
    company: teller.text(company),
    days: `${teller.day(span.from)} – ${teller.day(span.to)}`,
    headline: headline(teller, report),
    facts: facts(teller, report, other),
    cards: CARDS.flatMap((code) => {
      const figure = figureOf(report, code);
      return figure === null || figure.whole === 0
        ? []
        : [{ value: teller.value(figure), parts: teller.parts(figure), words: say(`replay.cards.${code}`) }];
    }),
    blocks: [
      lettersByWeek(teller, report),
      ...figureBlocks(teller, report, other),
      naiveBlock(teller, report),
      ...letterBlocks(teller, report),
      ...waitingBlocks(teller, report),
      ...moneyBlocks(teller, report),
      mostBlock(teller, report),
      ...doubtBlocks(teller, report),
    ].filter(hasRows),
  };
}

/** In a few sentences what a manager asks first. */
function headline(teller: Teller, report: ReplayReport): readonly string[] {
  const { say } = teller;
  const { items, letters, span, history } = report;
  const part = (code: FigureCode): string => teller.number(figureOf(report, code)?.part ?? 0);
  const what = history.service_jobs === 0 ? 'orders' : history.orders === 0 ? 'jobs' : 'both';
  const sentences: string[] = [];
  if (items.late + items.on_time === 0) sentences.push(say('replay.headline.undecided'));
  else if (items.late === 0) sentences.push(say(`replay.headline.none_late_${what}`));
  else
    sentences.push(
      say(`replay.headline.late_${what}`, {
        count: items.late,
        late: teller.number(items.late),
        warned: part('late_warned'),
      }),
    );
  if (items.on_time > 0)
    sentences.push(
      say(`replay.headline.troubled_${what}`, {
        count: items.on_time,
        on_time: teller.number(items.on_time),
        written: part('on_time_written'),
      }),
    );
  sentences.push(
    say('replay.headline.letters', {
      customers: teller.number(letters.to_customers),
      staff: teller.number(letters.to_staff),
      days: teller.number(span.days),
    }),
  );
  return sentences;
}

function facts(teller: Teller, report: ReplayReport, other: ReplayReport | null): readonly string[] {
  const { say } = teller;
  const { history, span, items } = report;
  const number = (value: number): string => teller.number(value);
  return [
    say('replay.facts.history', {
      first: teller.day(history.first),
      last: teller.day(history.last),
      customers: number(history.customers),
      orders: number(history.orders),
      jobs: number(history.service_jobs),
      invoices: number(history.invoices),
    }),
    say('replay.facts.items', {
      late: number(items.late),
      on_time: number(items.on_time),
      unpromised: number(items.unpromised),
      elsewhere: number(items.elsewhere),
      open: number(items.open_on_average),
    }),
    say(span.team ? 'replay.facts.team' : 'replay.facts.no_team'),
    ...(span.go_live === null
      ? []
      : [say('replay.facts.go_live', { day: teller.day(span.go_live.slice(0, 10)) })]),
    ...(other === null ? [] : [say('replay.facts.against')]),
  ];
}
