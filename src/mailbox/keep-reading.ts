import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '../calendar/time.ts';
import { messageOf } from '../failure.ts';
import type { ImapServer } from './imap-url.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { type InboxReport, type ReadInboxOptions, readInbox } from './read-inbox.ts';

export interface KeepReadingOptions extends ReadInboxOptions {
  readonly server: ImapServer;
  /** Hears of every pass of this worker. */
  readonly onRead?: (report: InboxReport) => void;
  /** Hears why the mailbox cannot be read; null: it can again. */
  readonly onFault?: (why: string | null) => void;
}

/** New mail is told by the server (IDLE, RFC 2177); where it is not, this often. */
const LOOK_EVERY = MINUTE;
const FIRST_REST = 1_000;
const LONGEST_REST = 10 * MINUTE;

/** How long to leave a mailbox alone that failed so many times in a row. `random` is 0 to 1. */
const restAfter = (failures: number, random: number): number =>
  Math.min(LONGEST_REST, FIRST_REST * 2 ** (failures - 1)) * (0.5 + random / 2);

/** Reads the mailbox until the signal. A connection that is lost is opened again after a rest that grows. Never throws. */
export async function keepReading(options: KeepReadingOptions): Promise<void> {
  const { signal, server, onFault } = options;
  let failures = 0;
  const works = () => {
    if (failures > 0) onFault?.(null);
    failures = 0;
  };
  while (!signal.aborted) {
    try {
      const mailbox = await openMailbox(server);
      try {
        await readOn(mailbox, options, works);
      } finally {
        await mailbox.close();
      }
    } catch (error) {
      failures += 1;
      onFault?.(messageOf(error));
      await sleep(restAfter(failures, Math.random()), undefined, { signal }).catch(() => undefined);
    }
  }
}

/** @throws what the mailbox or the database throws */
async function readOn(mailbox: Mailbox, options: KeepReadingOptions, works: () => void): Promise<void> {
  const stuck = new Set<number>();
  while (!options.signal.aborted) {
    const report = await readInbox(mailbox, options, stuck);
    works();
    if (report) options.onRead?.(report);
    await mailbox.wait(LOOK_EVERY, options.signal);
  }
}
