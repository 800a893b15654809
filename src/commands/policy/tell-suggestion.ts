import { isoDay } from '../../calendar/time.ts';
import type { SuggestedStage, SuggestedStages, UnknownStage } from '../../policy/suggested.ts';
import type { FigureCode } from '../../replay/figures/figure.ts';
import type { ReplayReport } from '../../replay/figures/report.ts';
import type { Learned } from '../../replay/learning.ts';
import { FIGURE_WORDS, valueText } from '../replay/replay-words.ts';
import { printableLine } from '../terminal/printable.ts';

/** What is suggested, from what, and what it would have changed; `replayed` is null where that was not asked. */
export interface Suggestion extends SuggestedStages, Pick<Learned, 'nothing' | 'days'> {
  readonly items: number;
  readonly replayed: { readonly old: ReplayReport; readonly new: ReplayReport } | null;
}

const NOTHING: Readonly<Record<NonNullable<Learned['nothing']>, string>> = {
  no_items: 'Nothing to suggest: no order or service job was opened in the last 15 months.',
  too_short: 'Nothing to suggest: there are fewer than four weeks of history.',
};

/** Figures that show whether letters became better: more of the late ones warned, fewer of the others written to. */
const COMPARED: readonly FigureCode[] = [
  'late_warned',
  'late_any_letter',
  'any_letter_truly_late',
  'on_time_written',
  'on_time_apologised',
];

/** A piece of YAML that stands by itself: what is no value is a comment. */
export function tellSuggestion(suggestion: Suggestion): string {
  const { nothing, days, items, stages, left, replayed } = suggestion;
  if (nothing !== null) return `# ${NOTHING[nothing]}`;
  const of = days === null ? '' : `, ${isoDay(days.first)} to ${isoDay(days.last)}`;
  const lines = [
    `# Allowances that usual times suggest, from ${items} orders and jobs${of}: four of five stays in a stage were over by then.`,
    '# Nothing was changed: take over what you agree with.',
    'waiting:',
    '  # warn_before: 2 working days    # a promise that will probably be missed is then warned of; not read by this version yet',
    ...(stages.length === 0 ? ['  stages: {}'] : ['  stages:', ...stageLines(stages)]),
    ...left.map((each) => `    # ${leftLine(each)}`),
    ...(replayed === null ? [] : comparedLines(replayed)),
  ];
  return lines.map(printableLine).join('\n');
}

function stageLines(stages: readonly SuggestedStage[]): readonly string[] {
  const keys = stages.map(({ stage }) => `${JSON.stringify(stage)}:`);
  const width = Math.max(...keys.map(({ length }) => length));
  return stages.map(({ kind, mapped, now, suggested, stay }, nth) => {
    const change = suggested === now ? 'as now' : `now ${now}`;
    const half = stay.median === null ? '' : `half took up to ${stay.median}, `;
    const unmapped = mapped ? '' : '; not in the policy yet: say what kind of stage it is';
    return `    ${(keys[nth] ?? '').padEnd(width)} { kind: ${kind}, allowance: ${days(suggested)} }   # ${change}; of ${stay.stays} stays ${half}four of five ${stay.most}${unmapped}`;
  });
}

const days = (count: number): string => `${count} working day${count === 1 ? '' : 's'}`;

const leftLine = ({ stage, why }: UnknownStage): string =>
  `${JSON.stringify(stage)} is left as it is: ${why === 'too_few_stays' ? 'fewer than 30 stays are known' : 'most that entered it are in it yet'}`;

function comparedLines({ old, new: changed }: NonNullable<Suggestion['replayed']>): readonly string[] {
  const figureIn = (report: ReplayReport, code: FigureCode): string => {
    const figure = report.figures.find((each) => each.code === code);
    return figure ? valueText(figure) : '–';
  };
  return [
    '',
    `# What these allowances together would have changed, ${old.span.from} to ${old.span.to} (\`tidings replay --against\` tells more):`,
    ...COMPARED.map(
      (code) =>
        `#   ${FIGURE_WORDS[code].trim().padEnd(52)} ${figureIn(old, code)} → ${figureIn(changed, code)}`,
    ),
    `#   ${'letters to customers'.padEnd(52)} ${old.letters.to_customers} → ${changed.letters.to_customers}`,
  ];
}
