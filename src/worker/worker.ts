import cron from 'node-cron';
import { Signals } from '../alarms/signals.ts';
import { MINUTE } from '../calendar/time.ts';
import { databaseFault } from '../database/database-fault.ts';
import { holderName } from '../database/holder-name.ts';
import { tripText } from '../guards/trip-text.ts';
import { settleHome } from '../ledger/rounds/home.ts';
import { pausedByFile } from '../ledger/rounds/pause-file.ts';
import { deliver } from '../post/queue/deliver.ts';
import { lastLookWith } from '../post/queue/last-look.ts';
import { recipientsWith } from '../post/queue/recipients.ts';
import { readMail } from './read-mail.ts';
import type { LastLooks } from './take-sources.ts';
import { type MailNews, tick } from './tick.ts';
import type { WorkerOptions } from './worker-options.ts';

/** How soon a failed delivery is begun again. */
const DELIVERY_REST = MINUTE / 6;

/** How often it is looked for the file that pauses a worker whose database can keep no pause. */
const BRAKE_EVERY = MINUTE / 60;
/** How often it is looked whether a part hangs. */
const FEEL_EVERY = MINUTE / 4;

/**
 * The clockwork: a tick a minute in UTC (so that no night of a time change skips or doubles one), a round when one is
 * due by the ledger's clock, and delivery all the time. Rounds never overlap, in this process or another.
 */
export async function work(options: WorkerOptions): Promise<void> {
  const mail: MailNews = { came: false };
  const { signal, log } = options;
  const signals = new Signals(holderName());
  const looks: LastLooks = new Map();
  let ticking: Promise<void> = Promise.resolve();
  const task = cron.schedule(
    '* * * * *',
    () => {
      ticking = ticking.then(() => tick(options, mail, signals, looks));
      return ticking;
    },
    { timezone: 'UTC', noOverlap: true, name: 'round' },
  );
  const feeling = setInterval(() => feelPulse(options), FEEL_EVERY);
  try {
    ticking = tick(options, mail, signals, looks);
    await Promise.all([keepDelivering(options, signals), readMail(options, mail, signals)]);
  } finally {
    clearInterval(feeling);
    await task.destroy();
    await ticking;
    log.info({ stopped: signal.aborted }, 'worker stopped');
  }
}

/** Says once that a part hangs, and once that it gets on again; how it is meanwhile stands in /readyz and /metrics. */
function feelPulse({ pulse, log }: WorkerOptions): void {
  const { hang, again } = pulse.news(performance.now());
  for (const { part, ms } of hang)
    log.error(
      { part, seconds: Math.round(ms / 1000) },
      'A part of the worker hangs: it has not got on for long',
    );
  for (const part of again) log.info({ part }, 'This part of the worker gets on again');
}

/** Delivers until the signal; when the database fails, begins again after a rest. */
async function keepDelivering(options: WorkerOptions, signals: Signals): Promise<void> {
  const { rules, signal, log, vitals, clock, pulse, transport } = options;
  const beat = () => pulse.beat('delivery', performance.now());
  const databases = options.databases.aside('delivery');
  while (!signal.aborted) {
    if ((await pausedByFile(options.config.home)) !== null) {
      beat();
      await rest(BRAKE_EVERY, signal);
      continue;
    }
    const brake = new AbortController();
    const heed = setInterval(async () => {
      if ((await pausedByFile(options.config.home)) !== null) brake.abort();
    }, BRAKE_EVERY);
    try {
      const trip = await settleHome(databases.ledgerPool, databases.dataFolder, clock.now());
      if (trip)
        log.error(
          { letters: trip.letters, guard: trip.id },
          `letters are held for a person: ${tripText(trip)}`,
        );
      await deliver({
        ...options,
        readsMail: options.inbox !== null,
        recipients: recipientsWith(databases, rules),
        databases,
        signal: AbortSignal.any([signal, brake.signal]),
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
    } finally {
      clearInterval(heed);
    }
  }
  await databases.close();
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
