import type { Figure, FigureCode } from '../figures/figure.ts';
import type { ReplayReport } from '../figures/report.ts';
import { amount, type Block, type TableCell, table, words } from './blocks.ts';
import { QUESTIONS } from './questions.ts';
import type { Teller } from './teller.ts';

/** Figures that are a part of the one above them. */
const PARTS: ReadonlySet<FigureCode> = new Set([
  'late_warned_ahead',
  'late_any_letter_ahead',
  'median_silence_after_warning',
  'expected_within_three',
  'calls_asked',
  'escalations_asked',
  'firm_step_wait',
  'most_letters_a_day',
  'most_letters_of_a_customer',
]);

export const figureOf = ({ figures }: ReplayReport, code: FigureCode): Figure | null =>
  figures.find((each) => each.code === code) ?? null;

/**
 * The figures under the questions that they answer; a question that counted nothing is left out.
 * @param other a report under another policy, which stands in a column of its own
 */
export function figureBlocks(
  teller: Teller,
  report: ReplayReport,
  other: ReplayReport | null,
): readonly Block[] {
  const { say } = teller;
  return QUESTIONS.map(({ asks, codes }) => {
    const found = codes.flatMap((code) => figureOf(report, code) ?? []).filter(({ whole }) => whole > 0);
    const head =
      other === null ? ['what', 'value', 'counted'] : ['what', 'value_new', 'value_old', 'difference'];
    const told = table(
      head.map((each) => say(`replay.head.${each}`)),
      found.map((figure) => [
        words(say(`replay.figures.${figure.code}`)),
        ...(other === null
          ? [amount(teller.value(figure)), words(teller.parts(figure))]
          : [valueCell(teller, figure), ...besides(teller, figure, figureOf(other, figure.code))]),
      ]),
    );
    return {
      id: `figures-${asks}`,
      title: say(`replay.asks.${asks}`),
      lead: null,
      body: {
        ...told,
        rows: told.rows.map((row, nth) => ({ ...row, isPart: PARTS.has(found[nth]?.code ?? 'late_warned') })),
      },
    };
  });
}

const valueCell = (teller: Teller, figure: Figure): TableCell =>
  amount(teller.value(figure), teller.parts(figure));

/** The same figure under the other policy, and by how much this one differs: shares by points, all else by what it counts. */
function besides(teller: Teller, figure: Figure, old: Figure | null): readonly TableCell[] {
  if (old === null) return [amount('–'), amount('–')];
  if (figure.value === null || old.value === null) return [valueCell(teller, old), amount('–')];
  const by = figure.value - old.value;
  const signed = (value: number, maximumFractionDigits: number): string =>
    teller.number(value, { signDisplay: 'exceptZero', maximumFractionDigits });
  const points =
    figure.unit === 'share' ? teller.say('replay.points', { by: signed(100 * by, 1) }) : signed(by, 2);
  return [valueCell(teller, old), amount(points)];
}

/** What our letters came to on the same mornings, and the rules that one would try without us. */
export function naiveBlock(teller: Teller, report: ReplayReport): Block {
  const { say } = teller;
  const share = (part: number, whole: number): TableCell =>
    amount(
      teller.share(part, whole),
      say('replay.part_of', { part: teller.number(part), whole: teller.number(whole) }),
    );
  const ofFigure = (code: FigureCode): TableCell => {
    const figure = figureOf(report, code);
    return share(figure?.part ?? 0, figure?.whole ?? 0);
  };
  const { late, on_time } = report.items;
  const warned = figureOf(report, 'warned_truly_late');
  const ours = [
    [
      words(say('replay.naive.our_warnings')),
      ...(['late_warned', 'late_warned_ahead', 'warned_truly_late'] as const).map(ofFigure),
      // Who was warned and came in time.
      share((warned?.whole ?? 0) - (warned?.part ?? 0), on_time),
    ],
    [
      words(say('replay.naive.our_letters')),
      ...(
        ['late_any_letter', 'late_any_letter_ahead', 'any_letter_truly_late', 'on_time_written'] as const
      ).map(ofFigure),
    ],
  ];
  const rules = report.naive.map((rule) => [
    words(say(`replay.naive.${rule.rule}`)),
    share(rule.late_warned, rule.late),
    share(rule.late_warned_ahead, rule.late_warned),
    share(rule.late_warned, rule.warned),
    share(rule.on_time_written, rule.on_time),
  ]);
  const told = table(
    ['rule', 'late_warned', 'ahead', 'truly_late', 'on_time'].map((each) => say(`replay.head.${each}`)),
    late + on_time === 0 ? [] : [...ours, ...rules],
  );
  return {
    id: 'naive',
    title: say('replay.naive.title'),
    lead: say('replay.naive.lead'),
    body: { ...told, rows: told.rows.map((row, nth) => ({ ...row, isOurs: nth < ours.length })) },
  };
}
