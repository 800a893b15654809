import type { Figure } from '../../replay/figures/figure.ts';
import type { ReplayReport } from '../../replay/figures/report.ts';
import { printableLine } from '../terminal/printable.ts';
import { SECTIONS } from './replay-sections.ts';
import { FIGURE_WORDS, valueText } from './replay-words.ts';

const WIDTHS = [52, 14, 14, 14];

/** Two replays of the same days side by side: old, new and the difference of each figure. */
export function tellAgainst(old: ReplayReport, changed: ReplayReport): string {
  const lines = [
    `${changed.company}: ${changed.span.from} to ${changed.span.to}, under two policies`,
    cells(['', 'old', 'new', 'difference']),
    ...SECTIONS.flatMap(({ title, codes }) => [
      '',
      title,
      ...codes.map((code) => {
        const [before, after] = [old, changed].map(({ figures }) =>
          figures.find((each) => each.code === code),
        );
        const values = [before, after].map((each) => (each ? valueText(each) : '–'));
        return cells([`  ${FIGURE_WORDS[code]}`, ...values, difference(before, after)]);
      }),
    ]),
    '',
    cells([
      '  letters to customers',
      ...[old, changed].map(({ letters }) => String(letters.to_customers)),
      signed(changed.letters.to_customers - old.letters.to_customers, 0),
    ]),
    cells([
      '  letters to people of the company',
      ...[old, changed].map(({ letters }) => String(letters.to_staff)),
      signed(changed.letters.to_staff - old.letters.to_staff, 0),
    ]),
  ];
  return lines.map(printableLine).join('\n');
}

/** Shares differ by points, all else by what it counts. */
function difference(before: Figure | undefined, after: Figure | undefined): string {
  if (before?.value == null || after?.value == null) return '';
  const by = after.value - before.value;
  return before.unit === 'share' ? `${signed(100 * by, 1)} points` : signed(by, 2);
}

const signed = (value: number, digits: number): string =>
  `${value > 0 ? '+' : ''}${Number(value.toFixed(digits))}`;

const cells = (texts: readonly string[]): string =>
  texts
    .map((text, nth) => (nth === 0 ? text.padEnd(WIDTHS[0] ?? 0) : text.padStart(WIDTHS[nth] ?? 0)))
    .join(' ');
