import cron from 'node-cron';
import type { Logger } from 'pino';
import { type Instant, MINUTE } from './calendar/time.ts';
import { databaseFault } from './ledger/database-fault.ts';
import { lastRoundAt } from './ledger/rounds.ts';
import { sweep } from './ledger/sweep.ts';
import { deliver } from './post/deliver.ts';
import { lastLookWith } from './post/last-look.ts';
import type { Transport } from './post/transport.ts';
import { round, type World } from './round.ts';
import type { RoundReport } from './round-report.ts';
import type { Vitals } from './vitals.ts';

/** A round begins this long after the last one began, whoever ran it. */
export const ROUND_EVERY = 15 * MINUTE;
/** How soon a failed delivery is begun again. */
const DELIVERY_REST = MINUTE / 6;

export interface WorkerOptions extends World {
  readonly transport: Transport;
  readonly log: Logger;
  readonly vitals: Vitals;
  /** Aborted: the round under way is finished, what is being sent is settled, and `work` returns. */
  readonly signal: AbortSignal;
}

/**
 * The clockwork: a tick a minute in UTC (so that no night of a time change skips or doubles one), a round when one is
 * due by the ledger's clock, and delivery all the time. Rounds never overlap, in this process or another.
 */
export async function work(options: WorkerOptions): Promise<void> {
  const { signal, log } = options;
  let ticking: Promise<void> = Promise.resolve();
  const task = cron.schedule(
    '* * * * *',
    () => {
      ticking = ticking.then(() => turn(options));
      return ticking;
    },
    { timezone: 'UTC', noOverlap: true, name: 'round' },
  );
  try {
    ticking = turn(options);
    await keepDelivering(options);
  } finally {
    await task.destroy();
    await ticking;
    log.info({ stopped: signal.aborted }, 'worker stopped');
  }
}

/** What each tick does: a round, when one is due, and once a day what is old goes. */
async function turn(options: WorkerOptions): Promise<void> {
  await tick(options);
  await keepNoLonger(options);
}

/** A last round that lies ahead was run with a clock that stood wrong, or with `--at`: it must not stop the next. */
const isDue = (last: Instant | null, now: Instant): boolean =>
  last === null || last > now || now - last >= ROUND_EVERY;

/** A round, when one is due. A failed one is logged and tried again at the next tick; nothing of it is half-written. */
async function tick(options: WorkerOptions): Promise<void> {
  const { databases, clock, log, vitals, signal } = options;
  if (signal.aborted) return;
  try {
    const last = await lastRoundAt(databases.ledgerPool);
    vitals.roundSeen(last);
    if (!isDue(last, clock.now())) return;
    const started = performance.now();
    const report = await round(options);
    if (!report) return;
    vitals.roundDone(report, performance.now() - started);
    vitals.roundSeen(await lastRoundAt(databases.ledgerPool));
    logRound(log, report);
  } catch (error) {
    vitals.roundFailed();
    log.error(
      { err: error },
      `the round failed and is tried again within a minute. ${databaseFault(error) ?? ''}`,
    );
  }
}

/** Once a day what is older than the policy keeps goes. A failed sweep is logged; a later one does what is left. */
async function keepNoLonger({ databases, rules, clock, log, signal }: WorkerOptions): Promise<void> {
  if (signal.aborted) return;
  try {
    const swept = await sweep(databases.ledgerPool, rules, clock.now(), signal);
    if (swept) log.info({ removed: swept }, 'what is older than the policy keeps was removed');
  } catch (error) {
    log.error({ err: error }, `removing what is old failed. ${databaseFault(error) ?? ''}`);
  }
}

function logRound(log: Logger, report: RoundReport): void {
  const { looked, found, written, held, handed_over, guard, paused, counts, unmapped_stages } = report;
  const fields = { looked, found, written, held, handed_over, ...counts, unmapped_stages, guard, paused };
  if (guard !== null) log.error(fields, `letters are held for a person: ${guard}`);
  else log.info(fields, paused === null ? 'round done' : 'nothing done: paused');
}

/** Delivers until the signal; when the database fails, begins again after a rest. */
async function keepDelivering(options: WorkerOptions): Promise<void> {
  const { databases, rules, signal, log, vitals } = options;
  while (!signal.aborted) {
    try {
      await deliver({
        ...options,
        lastLook: lastLookWith(databases, rules),
        once: false,
        onProgress: (report) => vitals.delivered(report),
        onFallBack: (template) => vitals.fellBack(template),
        onRelay: (why) => {
          vitals.relayLeftAlone(why !== null);
          if (why === null) log.info('the mail server takes letters again');
        },
      });
    } catch (error) {
      log.error({ err: error }, `delivery stopped and begins again soon. ${databaseFault(error) ?? ''}`);
      await rest(DELIVERY_REST, signal);
    }
  }
}

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
