import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '../calendar/time.ts';
import type { Clock } from '../clock.ts';
import type { Databases } from '../ledger/databases.ts';
import { openPause } from '../ledger/pauses.ts';
import type { Rules } from '../policy/rules.ts';
import { claim, claimReminders } from './claim.ts';
import type { ClaimedLetter } from './claimed-letter.ts';
import { count, type DeliveryReport, emptyReport } from './delivery-report.ts';
import { Lanes } from './lanes.ts';
import { type HeldLease, LeaseKeeper } from './lease-keeper.ts';
import { Pace } from './pace.ts';
import { unsent } from './settlement-of.ts';
import { Settler } from './settler.ts';
import { TemplateShelf } from './template-shelf.ts';
import type { Transport } from './transport.ts';
import { type LastLook, triage } from './triage.ts';
import { lapse, sendOnceMore } from './uncertain.ts';

/** The part of pino that delivery speaks to. */
export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export interface DeliverOptions {
  readonly databases: Pick<Databases, 'ledgerPool'>;
  readonly rules: Pick<Rules, 'company' | 'post'>;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly lastLook: LastLook;
  /** Ends when nothing is due; otherwise when the signal aborts. */
  readonly once: boolean;
  /** Aborted: what is under way is finished, the rest goes back to the queue. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Called whenever letters were settled. */
  readonly onProgress?: (report: Readonly<DeliveryReport>) => void;
}

// What a worker that is killed leaves uncertain is two of these and what is in the lanes, so it stays small; a
// claim is one round trip and goes on while the letters of the one before are sent.
const BATCH = 100;
const LOOK_EVERY = 2_000;
const SWEEP_EVERY = MINUTE / 2;
const RELAY_REST = MINUTE / 2;

/**
 * Sends what is due: claims letters, looks again at old ones, renders, submits and settles them, at the
 * policy's pace, with any number of other workers on the same ledger.
 * @throws the database's error when the ledger cannot be read or written any more.
 */
export async function deliver(options: DeliverOptions): Promise<DeliveryReport> {
  const { clock, transport, log } = options;
  const pool = options.databases.ledgerPool;
  const report = emptyReport();
  const holder = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
  const lease = new LeaseKeeper(pool, holder, clock, log);
  const shelf = new TemplateShelf(pool);
  const settler = new Settler(pool, holder, clock, (settlements) => {
    count(report, settlements);
    options.onProgress?.(report);
  });
  const lanes = new Lanes({ ...options, shelf, settler, lease });
  // Pacing is about the server's real minutes, whatever moment a `--at` clock shows.
  const perMinute = transport.kind === 'capture' ? Number.POSITIVE_INFINITY : options.rules.post.perMinute;
  const pace = new Pace(perMinute, performance.now());
  const halt = () => lanes.halt();
  options.signal.addEventListener('abort', halt, { once: true });
  try {
    await sendWhatIsDue(options, { lease, shelf, settler, lanes, pace }, report);
  } finally {
    // Whatever ended it: what is under way is finished and recorded, and the rest goes back to the queue.
    lanes.halt();
    for (const letter of await lanes.drain()) settler.add(unsent(letter, 'returned', null));
    options.signal.removeEventListener('abort', halt);
    await settler.done().finally(() => lease.end());
  }
  if (lanes.failure) throw lanes.failure;
  report.relayFault = lanes.relayFault;
  return report;
}

async function sendWhatIsDue(options: DeliverOptions, crew: Crew, report: DeliveryReport): Promise<void> {
  const { clock, transport, log, signal } = options;
  const { lease, settler, lanes, pace } = crew;
  const pool = options.databases.ledgerPool;
  let sweptAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted && !lanes.failure) {
    if (performance.now() - sweptAt >= SWEEP_EVERY) {
      report.lapsed += await lapse(pool, clock.now());
      await sendOnceMore(pool, clock.now());
      sweptAt = performance.now();
    }
    await lanes.room();
    if (lanes.relayFault && lanes.stopped) {
      for (const letter of await lanes.drain()) settler.add(unsent(letter, 'returned', null));
      if (options.once || signal.aborted) return;
      log.warn({ relay: transport.where }, 'The mail server takes nothing; trying again soon.');
      await rest(RELAY_REST, signal);
      lanes.start();
      continue;
    }
    const allowed = pace.take(BATCH, performance.now());
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

interface Crew {
  readonly lease: LeaseKeeper;
  readonly shelf: TemplateShelf;
  readonly settler: Settler;
  readonly lanes: Lanes;
  readonly pace: Pace;
}

/** Lets the claimed letters that may still go into the lanes; settles the others. */
async function admit(
  letters: readonly ClaimedLetter[],
  lease: HeldLease,
  { clock, rules, lastLook, log }: DeliverOptions,
  { shelf, settler, lanes, pace }: Crew,
): Promise<void> {
  const { toSend, settled, fault } = await triage(letters, clock.now(), rules.post, lastLook);
  if (fault) log.error({ letters: settled.length }, `Letters wait: ${fault}`);
  for (const settlement of settled) settler.add(settlement);
  pace.giveBack(settled.length);
  await shelf.prepare(toSend);
  lanes.add(toSend, lease);
}

/** Claims reminders, judged again in their claim's own transaction, and lets those that still hold into the lanes. */
async function admitReminders(
  room: number,
  lease: HeldLease,
  { databases, clock, rules, lastLook, log }: DeliverOptions,
  { shelf, lanes, pace }: Crew,
  report: DeliveryReport,
): Promise<number> {
  if (room <= 0) return 0;
  const now = clock.now();
  const judge = (letters: readonly ClaimedLetter[]) => triage(letters, now, rules.post, lastLook);
  const { toSend, settled, fault } = await claimReminders(databases.ledgerPool, lease, now, room, judge);
  if (fault) log.error({ letters: settled.length }, `Reminders wait: ${fault}`);
  count(report, settled);
  pace.giveBack(settled.length);
  if (toSend.length > 0) {
    await shelf.prepare(toSend);
    lanes.add(toSend, lease);
  }
  return toSend.length + settled.length;
}

/** Waits, or returns at once when the signal aborts. */
const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).then(
    () => undefined,
    () => undefined,
  );
