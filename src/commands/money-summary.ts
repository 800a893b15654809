import type { RoundReport } from '../round-report.ts';
import type { Names } from '../source/names.ts';
import { plural } from './columns.ts';
import type { KeptBack } from './digest.ts';
import { who } from './who.ts';

const MOST_REASONS = 8;

/** What the round decided about money: verdicts by kind, and the harsh letters that do not go, for whom and why. */
export function money(report: RoundReport, keptBack: readonly KeptBack[], names: Names): string[] {
  const { verdict_counts: verdicts, suppressed_harsh: suppressed } = report;
  const total = verdicts.send + verdicts.soften + verdicts.hold + verdicts['hand over'];
  if (total === 0) return [];
  const judged =
    `${verdicts.send} as the ladder says, ${verdicts.soften} softened, ` +
    `${verdicts.hold} held, ${verdicts['hand over']} for a person`;
  return [
    `Reminders: ${plural(total, 'verdict')} on overdue invoices (${judged}).`,
    ...(suppressed === 0 ? [] : [`Harsh reminders that do not go: ${suppressed}.`]),
    ...keptBack
      .slice(0, MOST_REASONS)
      .map((group) => `${String(group.count).padStart(4)} ${who(group, names)}: ${group.reason}`),
  ];
}
