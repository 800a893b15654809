import { z } from 'zod';
import { type KeptSourceRun, lastSourceRuns, sourceRun } from '../../ledger/alarms/source-runs.ts';
import { type ConsoleWorld, NotThere, page, type Route } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { csv } from '../show/csv.ts';
import { label } from '../show/label.ts';
import { shown } from '../show/letter-row.ts';
import { placedFaultWords, sourceFaultWords } from '../show/source-fault-words.ts';

/** Of each source so many runs are shown, and so many faults of each. */
const RUNS = 10;
const FAULTS = 5;
/** Of a fault, in characters: what to do about it stands at its end. */
const LONGEST = 600;

/** What became of the files of watched folders. */
export const sourcesPages = ({ databases, rules }: ConsoleWorld): readonly Route[] => {
  const pool = databases.ledgerPool;
  return [
    page('/sources', 'read', z.unknown(), async ({ say }) => {
      const names = rules.sources.map(({ name }) => name);
      const runs = await lastSourceRuns(pool, names, RUNS);
      const sources = rules.sources.map(({ name, folder, profile }) => ({
        name,
        folder,
        profile,
        runs: runs.filter(({ source }) => source === name).map((run) => runView(run, say)),
      }));
      return { view: 'sources', data: { sources } };
    }),
    page('/sources/:id/faults.csv', 'read', z.unknown(), async ({ params, say }) => {
      const { id = '' } = params;
      const run = /^[1-9]\d{0,17}$/.test(id) ? await sourceRun(pool, id) : null;
      if (!run) throw new NotThere();
      const head = ['file', 'line', 'column', 'value', 'reason'];
      const rows = run.faults.map(({ file, line, column, value, reason, fault }) => [
        file,
        line === null ? '' : String(line),
        column ?? '',
        value ?? '',
        fault === null ? reason : sourceFaultWords(fault, say),
      ]);
      return {
        type: 'text/csv; charset=utf-8',
        body: csv(head, rows),
        headers: { 'content-disposition': `attachment; filename="${run.source}-faults.csv"` },
      };
    }),
  ];
};

const runView = (run: KeptSourceRun, say: Say): object => ({
  id: run.id,
  at: new Date(run.endedAt),
  failed: run.outcome === 'failed',
  files: run.files.map((name) => shown(name, 80)).join(', '),
  tables: run.tables.map((each) => ({ ...each, tableName: label(say, 'tables', each.table) })),
  faults: run.faults.slice(0, FAULTS).map((fault) => shown(placedFaultWords(fault, say), LONGEST)),
  more: Math.max(0, run.faults.length - FAULTS),
});
