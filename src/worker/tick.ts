import type { Logger } from 'pino';
import { roundIsDue } from '../alarms/round-due.ts';
import type { Signals } from '../alarms/signals.ts';
import { systemClock } from '../clock.ts';
import { databaseFault } from '../database/database-fault.ts';
import { lookAtPromises } from '../ledger/alarms/promises.ts';
import { sweep } from '../ledger/history/sweep.ts';
import { wasAskedSince } from '../ledger/memory/asked-letters.ts';
import { pausedByFile, pauseFileIn } from '../ledger/rounds/pause-file.ts';
import { openPause } from '../ledger/rounds/pauses.ts';
import { lastRoundAt } from '../ledger/rounds/rounds.ts';
import { round } from '../round/round.ts';
import type { RoundReport } from '../round/round-report.ts';
import { countADay, keepLastWeek } from '../round/the-week.ts';
import { learnOncePerDay } from './learn.ts';
import { type LastLooks, takeSources } from './take-sources.ts';
import { inLog, watch } from './watch.ts';
import type { WorkerOptions } from './worker-options.ts';

/** Something follows from a mail: people hear of it with the next tick, and not only with the next round that is due. */
export interface MailNews {
  came: boolean;
}

/**
 * Each minute: the files of watched folders; what history teaches, once a day before the day's first round; a round when one is due, then a look at what a person should know, whatever became of the round, and once a
 * day what is over and old is removed, and figures of the day that is over are counted and the promises of the ledger looked at.
 */
export async function tick(
  options: WorkerOptions,
  mail: MailNews,
  signals: Signals,
  looks: LastLooks = new Map(),
): Promise<void> {
  if (options.signal.aborted) return;
  await takeSources(options, looks, signals);
  await learnOncePerDay(options);
  await roundWhenDue(options, mail, signals);
  await keepWatch(options, signals);
  await keepNoLonger(options);
  await countTheDay(options);
  await lookAtThePromises(options);
}

/** A failed round is logged and tried again at the next tick; nothing of it is half-written. */
async function roundWhenDue(options: WorkerOptions, mail: MailNews, signals: Signals): Promise<void> {
  const { databases, clock, log, vitals, pulse } = options;
  const beat = () => pulse.beat('rounds', performance.now());
  if ((await pausedByFile(options.config.home)) !== null) {
    log.warn({ file: pauseFileIn(options.config.home) }, 'nothing done: this file pauses the worker');
    return beat();
  }
  try {
    const last = await lastRoundAt(databases.ledgerPool);
    vitals.roundSeen(last);
    const isAsked = last !== null && (await wasAskedSince(databases.ledgerPool, last));
    if (roundIsDue(last, clock.now()) || mail.came || isAsked) {
      mail.came = false;
      const started = performance.now();
      const onFallBack = (template: string) => {
        vitals.fellBack(template);
        signals.fellBack(template, clock.now());
      };
      const report = await round(options, { ownClock: clock === systemClock, progress: beat, onFallBack });
      // Null: another worker's is under way, and how it ends is not known yet.
      if (!report) return;
      vitals.roundDone(report, performance.now() - started);
      vitals.roundSeen(await lastRoundAt(databases.ledgerPool));
      logRound(log, report);
    }
    signals.signal('round_failed', '', null, clock.now());
  } catch (error) {
    vitals.roundFailed();
    const why = databaseFault(error) ?? (error instanceof Error ? error.name : 'an error');
    signals.signal('round_failed', '', why, clock.now());
    log.error(
      { err: error },
      `the round failed and is tried again within a minute. ${databaseFault(error) ?? ''}`,
    );
  } finally {
    beat();
  }
}

/** Never ends a worker or a round: an alarm that cannot be raised is itself only logged. */
async function keepWatch(options: WorkerOptions, signals: Signals): Promise<void> {
  const { log, vitals, config } = options;
  try {
    const { raised, ended, open, untold } = await watch({ ...options, signals, home: config.home });
    const byFile = (await pausedByFile(config.home)) !== null;
    vitals.paused(byFile || (await openPause(options.databases.ledgerPool)) !== null);
    vitals.alarms(open.map(({ code }) => code));
    for (const alarm of raised) log.error(inLog(alarm), 'alarm raised; `tidings alarms` says why');
    for (const alarm of ended) log.info(inLog(alarm), 'alarm over');
    if (untold !== null) log.error({ err: untold }, 'alarms stand, and nobody could be told by letter');
  } catch (error) {
    log.error(
      { err: error },
      `the watch failed and is kept again in a minute. ${databaseFault(error) ?? ''}`,
    );
  }
}

/** Once a day what is older than the policy keeps goes. A failed sweep is logged; a later one does what is left. */
async function keepNoLonger({ databases, rules, clock, log, signal }: WorkerOptions): Promise<void> {
  if (signal.aborted) return;
  try {
    const swept = await sweep(databases.ledgerPool, rules, clock.now(), signal);
    if (swept && Object.keys(swept).length > 0)
      log.info({ removed: swept }, 'what is older than the policy keeps was removed');
  } catch (error) {
    log.error({ err: error }, `removing what is old failed. ${databaseFault(error) ?? ''}`);
  }
}

/** Once a day the promises of docs/invariants.md are looked at; what is broken is an alarm of the next watch. */
async function lookAtThePromises({ databases, rules, clock, log, signal }: WorkerOptions): Promise<void> {
  if (signal.aborted) return;
  try {
    for (const { name, rows } of (await lookAtPromises(databases.ledgerPool, rules, clock.now())) ?? [])
      log.error({ promise: name, rows }, 'a promise of docs/invariants.md is broken');
  } catch (error) {
    log.error({ err: error }, `the promises could not be looked at. ${databaseFault(error) ?? ''}`);
  }
}

/** What the console shows of days and weeks is counted once each is over. */
async function countTheDay({ databases, rules, clock, log, signal }: WorkerOptions): Promise<void> {
  if (signal.aborted) return;
  try {
    await countADay({ databases, rules }, clock.now());
    await keepLastWeek({ databases, rules }, clock.now());
  } catch (error) {
    log.error({ err: error }, `a day or week could not be counted. ${databaseFault(error) ?? ''}`);
  }
}

function logRound(log: Logger, report: RoundReport): void {
  const { looked, found, written, held, handed_over, guard, paused, counts, unmapped_stages } = report;
  const fields = { looked, found, written, held, handed_over, ...counts, unmapped_stages, guard, paused };
  if (guard !== null) log.error(fields, `letters are held for a person: ${guard}`);
  else log.info(fields, paused === null ? 'round done' : 'nothing done: paused');
}
