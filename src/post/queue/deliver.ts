import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '../../calendar/time.ts';
import { systemClock } from '../../clock.ts';
import { databaseClock } from '../../database/database-clock.ts';
import { holderName } from '../../database/holder-name.ts';
import { begin, type Line } from '../../ledger/letter-states/sending.ts';
import { lapse, putBack, sendOnceMore } from '../../ledger/letter-states/uncertain.ts';
import { openPause } from '../../ledger/rounds/pauses.ts';
import { TemplateShelf } from '../letter/template-shelf.ts';
import { Relay, type RelayAlarm } from '../server/relay.ts';
import type { Transport } from '../server/transport.ts';
import { type AdmitOptions, admit, admitReminders, type Crew } from './admit.ts';
import { type ClockAlarm, ClockWatch } from './clock-watch.ts';
import { count, type DeliveryReport, emptyReport } from './delivery-report.ts';
import { DomainPace } from './domain-pace.ts';
import { Lanes } from './lanes.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { Pace } from './pace.ts';
import { unsent } from './settlement-of.ts';
import { Settler } from './settler.ts';
import { WaysBack } from './ways-back.ts';
import { askedWithin, UNANSWERED_FOR } from './within.ts';

export interface DeliverOptions extends AdmitOptions {
  readonly transport: Transport;
  /** A mailbox is read (IMAP_URL), so answers are asked for there. */
  readonly readsMail?: boolean;
  /** Ends when nothing is due; otherwise when the signal aborts. */
  readonly once: boolean;
  /** Aborted: what is under way is finished, the rest goes back to the queue. */
  readonly signal: AbortSignal;
  /** The clock is the machine's own, as `systemClock` is; one of `--at` may stand anywhere, and is compared with none. */
  readonly ownClock?: boolean;
  readonly onClock?: ClockAlarm;
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
const LINES = ['alarms', 'plain', 'old', 'reminders'] as const satisfies readonly Line[];

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
  const ways = new WaysBack(pool, options.readsMail === true);
  const lanes = new Lanes({
    ...options,
    ways,
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
  const clocks = new ClockWatch(options.rules.guards, ownClock, options.onClock);
  const crew: Crew = { lease, shelf, settler, relay, lanes, pace, domains, clocks };
  const halt = () => lanes.halt();
  options.signal.addEventListener('abort', halt, { once: true });
  try {
    const inside = { ...options, ...askedWithin(options) };
    const together = new Together(inside, crew, report, ways);
    await together.sweep();
    await Promise.all(
      // One that fails ends them all: the others must not go on alone.
      LINES.map((line) => tend(line, inside, crew, together, report).catch((error) => lanes.fail(error))),
    );
    report.paused = (await openPause(pool))?.why ?? null;
    report.clock = clocks.doubt;
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

/** What the lines of the queue do together, whichever of them comes to it first. */
class Together {
  private readonly turned = new Set<Line>();
  private sweptAt = Number.NEGATIVE_INFINITY;
  private resting: Promise<void> | null = null;
  private readonly options: DeliverOptions;
  private readonly crew: Crew;
  private readonly report: DeliveryReport;
  private readonly ways: WaysBack;

  constructor(options: DeliverOptions, crew: Crew, report: DeliveryReport, ways: WaysBack) {
    this.ways = ways;
    this.options = options;
    this.crew = crew;
    this.report = report;
  }

  /** Delivery goes on when every line does: one that hangs must not be hidden by the others. */
  turn(line: Line): void {
    this.turned.add(line);
    if (this.turned.size < LINES.length) return;
    this.turned.clear();
    this.options.onTurn?.();
  }

  /** Finds what dead workers left, now and then. */
  async sweep(): Promise<void> {
    if (performance.now() - this.sweptAt < SWEEP_EVERY) return;
    this.sweptAt = performance.now();
    const { clock, databases } = this.options;
    const { lease, clocks } = this.crew;
    const pool = databases.ledgerPool;
    const now = clock.now();
    await this.ways.ask();
    const sure = clocks.agree(now, await databaseClock(pool));
    this.report.recovered += await putBack(pool, now, lease.now());
    // What these write says when a letter goes again.
    if (!sure) return;
    this.report.lapsed += await lapse(pool, now, lease.now());
    await sendOnceMore(pool, now);
  }

  /** The mail server takes nothing: what waits goes back, and after a rest one letter tries. */
  leaveAlone(): Promise<void> {
    const { relay } = this.crew;
    this.resting ??= (async () => {
      const seconds = Math.round(relay.restFor / 1_000);
      this.options.log.warn(
        { relay: this.options.transport.where, seconds },
        'The mail server takes nothing; one letter tries again soon.',
      );
      await rest(relay.restFor, this.options.signal);
      relay.resume();
      this.resting = null;
    })();
    return this.resting;
  }
}

/** Tends one line of the queue: until the signal, or (`once`) until nothing of it is due. */
async function tend(
  line: Line,
  options: DeliverOptions,
  crew: Crew,
  together: Together,
  report: DeliveryReport,
): Promise<void> {
  const { once, signal } = options;
  const { relay, lanes, pace, clocks } = crew;
  while (!signal.aborted && !lanes.failure) {
    together.turn(line);
    await together.sweep();
    await lanes.room();
    if (lanes.stopped) {
      for (const letter of await lanes.drain()) crew.settler.add(unsent(letter, 'returned', null));
      if (once || signal.aborted) return;
      await together.leaveAlone();
      continue;
    }
    if (clocks.doubt !== null && line !== 'alarms') {
      if (once) return;
      await rest(LOOK_EVERY, signal);
      continue;
    }
    const allowed = pace.take(relay.isTrusted ? BATCH : relay.allowed, performance.now());
    if (allowed === 0) {
      await rest(pace.waitFor(performance.now()), signal);
      continue;
    }
    const { claimed, isSilent } =
      line === 'reminders'
        ? await admitReminders(allowed, options, crew, report)
        : await admit(line, allowed, options, crew);
    pace.giveBack(allowed - claimed);
    report.claimed += claimed;
    if (isSilent) {
      if (once) return;
      await rest(UNANSWERED_FOR, signal);
    } else if (claimed > 0) continue;
    // An alarm that comes meanwhile is not kept waiting until the lanes are idle.
    else if (lanes.busy) await Promise.race([lanes.settledDown(), rest(LOOK_EVERY, signal)]);
    else if (once) return;
    else await rest(LOOK_EVERY, signal);
  }
}

/** Waits, or returns at once when the signal aborts. */
const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).then(
    () => undefined,
    () => undefined,
  );
