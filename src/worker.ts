import cron from 'node-cron';
import type { Logger } from 'pino';
import { roundIsDue } from './alarms/round-due.ts';
import { Signals } from './alarms/signals.ts';
import { MINUTE } from './calendar/time.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { databaseFault } from './ledger/database-fault.ts';
import { holderName } from './ledger/holder-name.ts';
import { lastRoundAt } from './ledger/rounds.ts';
import { sweep } from './ledger/sweep.ts';
import { deliver } from './post/deliver.ts';
import type { ImapServer } from './post/imap-url.ts';
import { keepReading } from './post/keep-reading.ts';
import { lastLookWith } from './post/last-look.ts';
import type { Transport } from './post/transport.ts';
import type { Pulse } from './pulse.ts';
import { round, type World } from './round.ts';
import type { RoundReport } from './round-report.ts';
import type { Vitals } from './vitals.ts';
import { inLog, watch } from './watch.ts';

/** How soon a failed delivery is begun again. */
const DELIVERY_REST = MINUTE / 6;

export interface WorkerOptions extends World {
  readonly transport: Transport;
  /** The mailbox to which letters come back; null: none is read. */
  readonly inbox: ImapServer | null;
  readonly log: Logger;
  readonly vitals: Vitals;
  /** Feels each part of the worker get on. */
  readonly pulse: Pulse;
  readonly config: Pick<Config, 'home'>;
  /** Aborted: the round under way is finished, what is being sent is settled, and `work` returns. */
  readonly signal: AbortSignal;
}

/**
 * The clockwork: a tick a minute in UTC (so that no night of a time change skips or doubles one), a round when one is
 * due by the ledger's clock, and delivery all the time. Rounds never overlap, in this process or another.
 */
export async function work(options: WorkerOptions): Promise<void> {
  const mail: MailNews = { came: false };
  const { signal, log } = options;
  const signals = new Signals(holderName());
  let ticking: Promise<void> = Promise.resolve();
  const task = cron.schedule(
    '* * * * *',
    () => {
      ticking = ticking.then(() => tick(options, mail, signals)).then(() => keepNoLonger(options));
      return ticking;
    },
    { timezone: 'UTC', noOverlap: true, name: 'round' },
  );
  try {
    ticking = tick(options, mail, signals);
    await Promise.all([keepDelivering(options, signals), readMail(options, mail)]);
  } finally {
    await task.destroy();
    await ticking;
    log.info({ stopped: signal.aborted }, 'worker stopped');
  }
}

/** Something follows from a mail: people hear of it with the next tick, and not only with the next round that is due. */
interface MailNews {
  came: boolean;
}

/** Each minute: a round when one is due, then a look at what a person should know, whatever became of the round. */
async function tick(options: WorkerOptions, mail: MailNews, signals: Signals): Promise<void> {
  if (options.signal.aborted) return;
  await roundWhenDue(options, mail, signals);
  await keepWatch(options, signals);
}

/** A failed round is logged and tried again at the next tick; nothing of it is half-written. */
async function roundWhenDue(options: WorkerOptions, mail: MailNews, signals: Signals): Promise<void> {
  const { databases, clock, log, vitals, pulse } = options;
  const beat = () => pulse.beat('rounds', performance.now());
  try {
    const last = await lastRoundAt(databases.ledgerPool);
    vitals.roundSeen(last);
    if (roundIsDue(last, clock.now()) || mail.came) {
      mail.came = false;
      const started = performance.now();
      const report = await round(options, { ownClock: clock === systemClock, progress: beat });
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

/** Reads the mailbox until the signal, where there is one. */
async function readMail(options: WorkerOptions, mail: MailNews): Promise<void> {
  const { inbox, log, vitals } = options;
  if (inbox === null) return;
  await keepReading({
    ...options,
    server: inbox,
    onRead: (report) => {
      vitals.mailRead(report);
      if (report.followed > 0) mail.came = true;
    },
    onFault: (why) => {
      vitals.mailboxUnread(why !== null);
      if (why === null) log.info('the mailbox can be read again');
      else log.error(`Mail is not read: ${why}`);
    },
  });
}

/** Delivers until the signal; when the database fails, begins again after a rest. */
async function keepDelivering(options: WorkerOptions, signals: Signals): Promise<void> {
  const { databases, rules, signal, log, vitals, clock, pulse, transport } = options;
  const beat = () => pulse.beat('delivery', performance.now());
  while (!signal.aborted) {
    try {
      await deliver({
        ...options,
        lastLook: lastLookWith(databases, rules),
        once: false,
        onTurn: beat,
        onProgress: (report) => {
          beat();
          vitals.delivered(report);
        },
        onFallBack: (template) => {
          vitals.fellBack(template);
          signals.signal('template_fell_back', template, `${template} went in earlier words`, clock.now());
        },
        onRelay: (why) => {
          vitals.relayLeftAlone(why !== null);
          signals.signal('breaker_open', transport.where, why, clock.now());
          if (why === null) log.info('the mail server takes letters again');
        },
      });
    } catch (error) {
      // The next delivery finds out anew how the mail server is.
      vitals.relayLeftAlone(false);
      signals.signal('breaker_open', transport.where, null, clock.now());
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
