import type { RoundReport } from '../../round/round-report.ts';
import type { Names } from '../../source/find/names.ts';
import { plural } from '../terminal/columns.ts';
import type { KeptBack } from './digest.ts';
import { who } from './who.ts';

const MOST_REASONS = 4;

/** What the round decided about money: verdicts by kind, and the harsh letters that do not go, for whom and why. */
export function money(report: RoundReport, keptBack: readonly KeptBack[], names: Names): string[] {
  const { verdict_counts: verdicts, suppressed_harsh: suppressed } = report;
  const total = verdicts.send + verdicts.soften + verdicts.hold + verdicts['hand over'];
  if (total === 0) return [];
  return [
    `Overdue: ${plural(total, 'verdict')}: ${verdicts.send} reminders go as the ladder says, ` +
      `${verdicts.soften} softened, ${verdicts.hold} held, ${verdicts['hand over']} for a call.`,
    ...(suppressed === 0 ? [] : [`Harsh reminders that do not go: ${suppressed}.`]),
    ...keptBack
      .slice(0, MOST_REASONS)
      .map((group) => `${count(group.count)} ${who(group, names)}: ${group.reason}`),
    ...(keptBack.length > MOST_REASONS
      ? [`  and ${plural(keptBack.length - MOST_REASONS, 'reason')} more`]
      : []),
  ];
}

const count = (n: number): string => String(n).padStart(4);
