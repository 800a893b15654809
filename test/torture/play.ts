import type { Instant } from '../../src/calendar/time.ts';
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

/** A round and a delivery at a moment, as a worker with that clock plays them. Returns letters to customers written. */
export async function play(
  databases: Databases,
  rules: Rules,
  smtpUrl: string,
  now: Instant,
): Promise<number> {
  const clock = fixedClock(now);
  const written = await write(databases, rules, now);
  const transport = smtpTransport(smtpUrl, { connections: 2 });
  try {
    await deliver({
      databases,
      rules,
      clock,
      transport,
      recipients: recipientsWith(databases, rules),
      lastLook: lastLookWith(databases, rules),
      once: true,
      signal: new AbortController().signal,
      log: quiet,
    });
  } finally {
    transport.close();
  }
  return written;
}

/** A round alone: its letters stay in the queue. */
export async function write(databases: Databases, rules: Rules, now: Instant): Promise<number> {
  const world = { databases, rules, clock: fixedClock(now), templates: await templates };
  const report = await round(world, { wait: true });
  return report?.written ?? 0;
}
