import cron from 'node-cron';
import { Signals } from '../alarms/signals.ts';
import { MINUTE } from '../calendar/time.ts';
import { databaseFault } from '../database/database-fault.ts';
import { holderName } from '../database/holder-name.ts';
import { deliver } from '../post/queue/deliver.ts';
import { lastLookWith } from '../post/queue/last-look.ts';
import { recipientsWith } from '../post/queue/recipients.ts';
import { readMail } from './read-mail.ts';
import { type MailNews, tick } from './tick.ts';
import type { WorkerOptions } from './worker-options.ts';

/** How soon a failed delivery is begun again. */
const DELIVERY_REST = MINUTE / 6;

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
      ticking = ticking.then(() => tick(options, mail, signals));
      return ticking;
    },
    { timezone: 'UTC', noOverlap: true, name: 'round' },
  );
  try {
    ticking = tick(options, mail, signals);
    await Promise.all([keepDelivering(options, signals), readMail(options, mail, signals)]);
  } finally {
    await task.destroy();
    await ticking;
    log.info({ stopped: signal.aborted }, 'worker stopped');
  }
}

/** Delivers until the signal; when the database fails, begins again after a rest. */
async function keepDelivering(options: WorkerOptions, signals: Signals): Promise<void> {
  const { databases, rules, signal, log, vitals, clock, pulse, transport } = options;
  const beat = () => pulse.beat('delivery', performance.now());
  while (!signal.aborted) {
    try {
      await deliver({
        ...options,
        recipients: recipientsWith(databases, rules),
        lastLook: lastLookWith(databases, rules),
        once: false,
        onTurn: beat,
        onProgress: (report) => {
          beat();
          vitals.delivered(report);
        },
        onFallBack: (template) => {
          vitals.fellBack(template);
          signals.fellBack(template, clock.now());
        },
        onClock: (why) => {
          signals.signal('clock_off', '', why, clock.now());
          if (why === null) log.info('the clocks agree, and letters go again');
          else log.error({ why }, 'Letters wait: the clocks do not agree');
        },
        onRelay: (why) => {
          vitals.relayLeftAlone(why !== null);
          signals.signal('breaker_open', transport.where, why, clock.now());
          if (why === null) log.info('the mail server takes letters again');
        },
      });
    } catch (error) {
      // The next delivery finds out anew how the mail server is, and the clocks.
      signals.signal('clock_off', '', null, clock.now());
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
