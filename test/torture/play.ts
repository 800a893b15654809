import { type Instant, instantOf, MINUTE } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import type { Databases } from '../../src/database/databases.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { deliver } from '../../src/post/queue/deliver.ts';
import { lastLookWith } from '../../src/post/queue/last-look.ts';
import { recipientsWith } from '../../src/post/queue/recipients.ts';
import { smtpTransport } from '../../src/post/server/smtp.ts';
import { round } from '../../src/round/round.ts';
import { quiet } from '../support/delivery.ts';

const templates = Templates.shipped();

const MOST_PASSES = 5;

/** A round and a delivery at a moment, as a worker with that clock plays them. Returns letters to customers written. */
export async function play(
  databases: Databases,
  rules: Rules,
  smtpUrl: string,
  now: Instant,
): Promise<number> {
  const written = await write(databases, rules, now);
  const transport = smtpTransport(smtpUrl, { connections: 2 });
  try {
    await untilNoneIsPutOff(databases, now, async (at) => {
      await deliver({
        databases,
        rules,
        clock: fixedClock(at),
        transport,
        recipients: recipientsWith(databases, rules),
        lastLook: lastLookWith(databases, rules),
        once: true,
        signal: new AbortController().signal,
        log: quiet,
      });
    });
  } finally {
    transport.close();
  }
  return written;
}

/** Sends, and once more some minutes later what was put off because a busy database did not answer in time: nobody had tried it. */
export async function untilNoneIsPutOff(
  { ledgerPool }: Databases,
  now: Instant,
  send: (at: Instant) => Promise<void>,
): Promise<void> {
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    await send(instantOf(now + pass * 2 * MINUTE));
    const { rowCount } = await ledgerPool.query(
      `select from letters where status = 'retry' and attempts = 0`,
    );
    if (rowCount === 0) return;
  }
}

/** A round alone: its letters stay in the queue. */
export async function write(databases: Databases, rules: Rules, now: Instant): Promise<number> {
  const world = { databases, rules, clock: fixedClock(now), templates: await templates };
  const report = await round(world, { wait: true });
  return report?.written ?? 0;
}
