import { z } from 'zod';
import { checkData, type DataReport } from '../../doctor/check-data.ts';
import { rulesInForce } from '../../ledger/documents/published-policy.ts';
import { Looks } from '../frame/looks.ts';
import { type ConsoleWorld, page, type Route } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { shown } from '../show/letter-row.ts';

/** Of a list so many are shown; the command lists more. */
const SHOWN = 20;

/** What the company's tables lack, as `doctor --data` finds it: a whole look through all that is open. */
export const dataPages = (world: ConsoleWorld): readonly Route[] => {
  const looks = new Looks(world);
  return [
    page('/settings/data', 'read', z.unknown(), async ({ say }) => {
      const report = await looks.take(async (whole) =>
        checkData(
          { ...whole, rules: await rulesInForce(whole.databases.ledgerPool, whole.rules) },
          () => undefined,
        ),
      );
      return { view: 'settings-data', data: dataView(report, say) };
    }),
  ];
};

/** Pure: the report as its page shows it. */
function dataView(report: DataReport, say: Say): object {
  const { open, known, broken } = report;
  const items = open.orders + open.service_jobs;
  const share = (what: keyof DataReport['known']) => ({
    what: say(`data.known.${what}`),
    count: known[what],
    percent: Math.floor((100 * known[what]) / Math.max(1, items)),
  });
  const list = (key: string, rows: readonly string[]) => ({
    title: say(`data.${key}`),
    rows: rows.slice(0, SHOWN),
    more: Math.max(0, rows.length - SHOWN),
  });
  const mended = (['writable', 'without_email', 'of_nobody'] as const)
    .filter((what) => broken[what] > 0)
    .map((what) => say(`data.mended.${what}`, { number: broken[what] }));
  const unnoticed =
    report.noticed_late > 0 ? [say('data.mended.noticed_late', { number: report.noticed_late })] : [];
  return {
    isEmpty: items + open.owed === 0,
    open: say('data.open', open),
    items,
    shares: (['stage_since', 'promise', 'owner', 'reason', 'email', 'phone'] as const).map(share),
    lists: [
      list('if_mended', [...mended, ...unnoticed]),
      list(
        'orphans',
        report.orphans.map(({ table, column, names, rows, example }) =>
          say('data.orphan', {
            column: `${table}.${column}`,
            number: rows,
            table: names,
            example: shown(example, 80),
          }),
        ),
      ),
      list(
        'reasons',
        report.unknown_reasons.map(({ reason, items: count }) => `${shown(reason, 80)}: ${count}`),
      ),
      list(
        'stages',
        report.unmapped_stages.map(({ stage, items: count }) => `${shown(stage, 80)}: ${count}`),
      ),
      list('shared', report.shared.map(ofAddress)),
      list('placeholders', report.placeholders.map(ofAddress)),
    ].filter(({ rows }) => rows.length > 0),
  };
}

const ofAddress = ({ address, customers }: DataReport['shared'][number]): string =>
  `${shown(address, 120)}: ${customers}`;
