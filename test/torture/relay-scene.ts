import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, instantOf, MINUTE } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { deliver } from '../../src/post/queue/deliver.ts';
import type { DeliveryReport } from '../../src/post/queue/delivery-report.ts';
import { type SmtpOptions, smtpTransport } from '../../src/post/server/smtp.ts';
import type { FreshDatabases } from '../support/database.ts';
import { asWritten, deliveryRules, quiet } from '../support/delivery.ts';
import { at, putLetters } from '../support/outbox.ts';
import { unfinished } from './finish-delivery.ts';
import type { HostileServer } from './hostile-server.ts';

/** How long the sender waits; nothing: as long as in earnest. */
export type Patience = Pick<SmtpOptions, 'answerWithin' | 'connectWithin' | 'giveUpAfter'>;

/** The two letters of a fault: what hurts when it comes twice, and what hurts less. */
export const statusOf = (fault: string): string => `${fault}.s`;
export const reminderOf = (fault: string): string => `${fault}.r`;
export const faultOf = (letter: string): string => letter.slice(0, -2);

export const FIRST_ATTEMPT = at('09:10');
/** A second attempt is due within minutes, and a letter that may have gone is left alone for ten. */
const PASS = 15 * MINUTE;
const MOST_PASSES = 12;

/** Puts the two letters of each fault into the outbox. */
export async function putPairs({ ledgerPool }: FreshDatabases, faults: readonly string[]): Promise<void> {
  await putLetters(
    ledgerPool,
    faults.flatMap((fault) => [
      { id: statusOf(fault) },
      { id: reminderOf(fault), kind: 'reminder-friendly' },
    ]),
  );
  // As the facts of the letters say.
  await ledgerPool.query(`update letters set next_word_by = '2026-12-01' where next_word_by is null`);
}

interface Attempt extends Patience {
  readonly connections: number;
  readonly now?: Instant;
  readonly once?: boolean;
  readonly signal?: AbortSignal;
  readonly onRelay?: (why: string | null) => void;
}

/** One delivery to a mail server; what reminders say still holds. */
export async function attempt(
  databases: FreshDatabases,
  url: string,
  { now = FIRST_ATTEMPT, once = true, signal = new AbortController().signal, onRelay, ...options }: Attempt,
): Promise<DeliveryReport> {
  const transport = smtpTransport(url, options);
  try {
    return await deliver({
      databases,
      rules: deliveryRules(),
      clock: fixedClock(now),
      transport,
      recipients: asWritten,
      lastLook: async (letters) => new Map(letters.map(({ id }) => [id, { still: true }])),
      once,
      signal,
      log: quiet,
      ...(onRelay && { onRelay }),
    });
  } finally {
    transport.close();
  }
}

/** Delivers to a server that is well again until every letter has ended, while time passes. */
export async function heal(databases: FreshDatabases, url: string): Promise<void> {
  for (let pass = 1; pass <= MOST_PASSES; pass++) {
    const now = instantOf(FIRST_ATTEMPT + pass * PASS);
    await attempt(databases, url, { connections: 5, now });
    if ((await unfinished(databases.ledgerPool)) === 0) return;
  }
}

/** The state of every letter by its id. */
export async function states({ ledgerPool }: FreshDatabases): Promise<ReadonlyMap<string, string>> {
  const { rows } = await ledgerPool.query<{ id: string; status: string }>('select id, status from letters');
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** The letters instead of which somebody is asked to call. */
export async function lettersToCallFor({ ledgerPool }: FreshDatabases): Promise<ReadonlySet<string>> {
  const { rows } = await ledgerPool.query<{ key: string }>('select key from tasks');
  return new Set(rows.map(({ key }) => key.replace(/^.*call-customer\//, '')));
}

/** Connections that the sender still holds when it ended; it waits five seconds for the other side to close, and a busy machine takes its time. */
export async function leftOpen({ open }: Pick<HostileServer, 'open'>): Promise<number> {
  for (let wait = 0; wait < 600 && open() > 0; wait++) await sleep(100);
  return open();
}
