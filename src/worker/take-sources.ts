import path from 'node:path';
import type { Signals } from '../alarms/signals.ts';
import type { Instant } from '../calendar/time.ts';
import { withLock } from '../database/advisory-lock.ts';
import { databaseFault } from '../database/database-fault.ts';
import { keepSourceRun, lastSourceRuns, type SourceRun } from '../ledger/alarms/source-runs.ts';
import { pausedByFile } from '../ledger/rounds/pause-file.ts';
import type { WatchedSource } from '../policy/sources.ts';
import { type FilesLastSeen, type TakenFiles, takeFiles } from '../source/import/watch-folder.ts';
import type { WorkerOptions } from './worker-options.ts';

/** What this worker saw in each watched folder at its last look. */
export type LastLooks = Map<string, FilesLastSeen>;

/**
 * Each tick the folders that policy names under `sources` are looked into, and what lies there whole is imported: before the round, so
 * that the round knows of it. One worker at a time does so. A folder that fails keeps no other from being read, and no round
 * from being made: the last good rows serve on, until their feed is stale.
 */
export async function takeSources(options: WorkerOptions, looks: LastLooks, signals: Signals): Promise<void> {
  const { rules, databases, config, signal, log } = options;
  if (rules.sources.length === 0 || signal.aborted) return;
  if ((await pausedByFile(config.home)) !== null) return;
  try {
    await withLock(databases.ledgerPool, 'files', false, async () => {
      for (const source of rules.sources) {
        if (!signal.aborted) await takeSource(options, source, looks, signals);
      }
    });
    const runs = await lastSourceRuns(
      databases.ledgerPool,
      rules.sources.map(({ name }) => name),
      1,
    );
    options.vitals.sourcesSeen(runs);
  } catch (error) {
    log.error({ err: error }, `watched folders could not be looked into. ${databaseFault(error) ?? ''}`);
  }
}

async function takeSource(
  { databases, rules, clock, config, pulse, log, vitals }: WorkerOptions,
  source: WatchedSource,
  looks: LastLooks,
  signals: Signals,
): Promise<void> {
  const look: FilesLastSeen = looks.get(source.name) ?? new Map();
  looks.set(source.name, look);
  const startedAt = clock.now();
  try {
    const taken = await takeFiles(databases, source, look, {
      clock,
      schema: rules.sourceSchema,
      timeZone: rules.company.timeZone,
      rejectsFolder: path.join(config.home, 'rejects'),
      onProgress: () => pulse.beat('rounds', performance.now()),
    });
    signals.signal('source_failed', source.name, null, clock.now());
    if (taken === null) return;
    const run = runOf(source, taken, startedAt, clock.now());
    await keepSourceRun(databases.ledgerPool, run);
    vitals.sourceTaken(run);
    const { outcome, files, tables } = run;
    if (outcome === 'loaded') log.info({ source: source.name, files, tables }, 'files were imported');
    else
      log.error(
        { source: source.name, files: files.length, faults: run.faults.length },
        'files could not be imported',
      );
  } catch (error) {
    // The database is to blame, and the files stay where they are.
    const why = databaseFault(error) ?? (error instanceof Error ? error.message : 'an error');
    signals.signal('source_failed', source.name, why, clock.now());
    log.error({ err: error, source: source.name }, `files wait until they can be imported. ${why}`);
  }
}

function runOf(source: WatchedSource, taken: TakenFiles, startedAt: Instant, now: Instant): SourceRun {
  const tables = taken.result?.tables ?? [];
  const bad = tables.flatMap((table) => table.bad);
  return {
    source: source.name,
    files: taken.files,
    startedAt,
    // The machine's clock may have been set back meanwhile.
    endedAt: now < startedAt ? startedAt : now,
    outcome: taken.result?.loaded === true ? 'loaded' : 'failed',
    tables: tables.map(({ table, rows, inserted, changed, unchanged, unnamed, rejected }) => ({
      table,
      rows,
      inserted,
      changed,
      unchanged,
      vanished: unnamed.held + unnamed.closed,
      rejected,
    })),
    // Of rows that were skipped too.
    faults: bad.length > 0 ? bad : taken.faults,
  };
}
