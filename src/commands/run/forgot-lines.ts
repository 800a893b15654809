import type { Forgot } from '../../ledger/history/forget.ts';
import { plural } from '../terminal/columns.ts';

export interface ToldForgot extends Forgot {
  /** Captured files. */
  readonly mails: number;
  readonly dryRun: boolean;
}

/** What `forget` says: what was removed, what stays, and what it does not reach. */
export function tellForgot(customerId: string, forgot: ToldForgot): readonly string[] {
  const { rows, withdrawn, reports, entries, before, mails, dryRun } = forgot;
  const counted: readonly (readonly [number, string, string?])[] = [
    [rows.letters ?? 0, 'letter'],
    [rows.cases ?? 0, 'case'],
    [rows.reminders ?? 0, 'reminded invoice'],
    [rows.verdicts ?? 0, 'verdict'],
    [rows.holds ?? 0, 'hold by hand', 'holds by hand'],
    [rows.tasks ?? 0, 'task'],
    [mails, 'captured mail'],
  ];
  const removed = counted
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => plural(count, one, many));
  const nothing = removed.length + reports + entries === 0;
  return [
    dryRun
      ? `Dry run: of customer ${customerId} nothing was changed.`
      : `Customer ${customerId} is forgotten.`,
    ...(before === null ? [] : [`They had been forgotten on ${before.toISOString().slice(0, 10)} before.`]),
    ...(nothing
      ? ['There was nothing of theirs in our tables.']
      : [
          `  removed: ${removed.join(', ') || 'no rows'}`,
          ...(withdrawn > 0 ? [`  ${plural(withdrawn, 'letter')} of these had not gone and never will`] : []),
          ...(reports > 0
            ? [`  taken out of ${plural(reports, 'report of a round', 'reports of rounds')}`]
            : []),
          ...(entries > 0
            ? [
                `  ${plural(entries, 'entry', 'entries')} of the history: states and moments stay, id, reasons and details are gone`,
              ]
            : []),
        ]),
    'What stays: a hash of the id, so that nothing from before is written about while your tables hold it.',
    'What this does not reach: your own tables, mails that were sent, logs, and backups of this database.',
  ];
}
