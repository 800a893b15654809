import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '../../calendar/time.ts';
import { systemClock } from '../../clock.ts';
import { holderName } from '../../database/holder-name.ts';
import { begin } from '../../ledger/letter-states/sending.ts';
import { lapse, putBack, sendOnceMore } from '../../ledger/letter-states/uncertain.ts';
import { openPause } from '../../ledger/rounds/pauses.ts';
import { TemplateShelf } from '../letter/template-shelf.ts';
import { Relay, type RelayAlarm } from '../server/relay.ts';
import type { Transport } from '../server/transport.ts';
import { type AdmitOptions, admit, admitReminders, type Crew } from './admit.ts';
import { claim } from './claim.ts';
import { count, type DeliveryReport, emptyReport } from './delivery-report.ts';
import { DomainPace } from './domain-pace.ts';
import { Lanes } from './lanes.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { Pace } from './pace.ts';
import { unsent } from './settlement-of.ts';
import { Settler } from './settler.ts';

export interface DeliverOptions extends AdmitOptions {
  readonly transport: Transport;
  /** Ends when nothing is due; otherwise when the signal aborts. */
  readonly once: boolean;
  /** Aborted: what is under way is finished, the rest goes back to the queue. */
  readonly signal: AbortSignal;
  /** The clock is the machine's own, as `systemClock` is; one of `--at` may stand anywhere, and is compared with none. */
  readonly ownClock?: boolean;
  readonly onRelay?: RelayAlarm;
  readonly onFallBack?: (template: string) => void;
  /** Called each time that delivery looks for letters: it goes on. */
  readonly onTurn?: () => void;
  /** Called whenever letters were settled. */
  readonly onProgress?: (report: Readonly<DeliveryReport>) => void;
}

// What a worker that is killed keeps others from for a lease is two of these and what is in the lanes, so it stays small;
// a claim is one round trip and goes on while the letters of the one before are sent.
const BATCH = 100;
const LOOK_EVERY = 2_000;
const SWEEP_EVERY = MINUTE / 2;

const UNPACED = { perMinute: Number.POSITIVE_INFINITY, perDomain: new Map<string, number>() };

/**
 * Sends what is due: claims letters, looks again at old ones, renders, submits and settles them, at the
 * policy's pace, with any number of other workers on the same ledger.
 * @throws the database's error when the ledger cannot be read or written any more.
 */
export async function deliver(options: DeliverOptions): Promise<DeliveryReport> {
  const { clock, transport, log, ownClock = clock === systemClock } = options;
  const pool = options.databases.ledgerPool;
  const report = emptyReport();
  const holder = holderName();
  const lease = new LeaseKeeper(pool, holder, { clock, ownClock }, log);
  const shelf = new TemplateShelf(pool);
  const settler = new Settler(pool, holder, clock, (settlements) => {
    count(report, settlements);
    options.onProgress?.(report);
  });
  const relay = new Relay(transport.lanes, options.onRelay);
  const lanes = new Lanes({
    ...options,
    shelf,
    settler,
    lease,
    relay,
    begin: (letters) => begin(pool, holder, letters, lease.now()),
  });
  // Pacing is about the server's real minutes, whatever moment a `--at` clock shows.
  const { perMinute, perDomain } = transport.kind === 'capture' ? UNPACED : options.rules.post;
  const pace = new Pace(perMinute, performance.now());
  const domains = new DomainPace(perDomain);
  const halt = () => lanes.halt();
  options.signal.addEventListener('abort', halt, { once: true });
  try {
    await sendWhatIsDue(options, { lease, shelf, settler, relay, lanes, pace, domains }, report);
  } finally {
    // Whatever ended it: what is under way is finished and recorded, and the rest goes back to the queue.
    lanes.halt();
    for (const letter of await lanes.drain()) settler.add(unsent(letter, 'returned', null));
    options.signal.removeEventListener('abort', halt);
    await settler.done().finally(() => lease.end());
  }
  if (lanes.failure) throw lanes.failure;
  report.relayFault = relay.fault;
  return report;
}

async function sendWhatIsDue(options: DeliverOptions, crew: Crew, report: DeliveryReport): Promise<void> {
  const { clock, transport, log, signal } = options;
  const { lease, settler, relay, lanes, pace } = crew;
  const pool = options.databases.ledgerPool;
  let sweptAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted && !lanes.failure) {
    options.onTurn?.();
    if (performance.now() - sweptAt >= SWEEP_EVERY) {
      report.recovered += await putBack(pool, clock.now(), lease.now());
      report.lapsed += await lapse(pool, clock.now(), lease.now());
      await sendOnceMore(pool, clock.now());
      sweptAt = performance.now();
    }
    await lanes.room();
    if (lanes.stopped) {
      for (const letter of await lanes.drain()) settler.add(unsent(letter, 'returned', null));
      if (options.once || signal.aborted) return;
      const seconds = Math.round(relay.restFor / 1_000);
      log.warn(
        { relay: transport.where, seconds },
        'The mail server takes nothing; one letter tries again soon.',
      );
      await rest(relay.restFor, signal);
      relay.resume();
      continue;
    }
    const allowed = pace.take(relay.isTrusted ? BATCH : relay.allowed, performance.now());
    if (allowed === 0) {
      await rest(pace.waitFor(performance.now()), signal);
      continue;
    }
    const held = lease.grant();
    const letters = await claim(pool, held, clock.now(), allowed);
    if (letters.length > 0) await admit(letters, held, options, crew);
    const reminded = await admitReminders(allowed - letters.length, held, options, crew, report);
    const claimed = letters.length + reminded;
    pace.giveBack(allowed - claimed);
    report.claimed += claimed;
    if (claimed > 0) continue;
    if (lanes.busy) await lanes.settledDown();
    else {
      report.paused = (await openPause(pool))?.why ?? null;
      if (options.once) return;
      await rest(LOOK_EVERY, signal);
    }
  }
}

/** Waits, or returns at once when the signal aborts. */
const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).then(
    () => undefined,
    () => undefined,
  );
