import type { Instant } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import type { Databases } from '../../src/database/databases.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { smtpTransport } from '../../src/post/server/smtp.ts';
import { round } from '../../src/round/round.ts';
import { deliverOnce, untilNoneIsPutOff } from '../support/deliver-once.ts';

const templates = Templates.shipped();

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
    await untilNoneIsPutOff(databases, now, (at) => deliverOnce({ databases, rules, transport, now: at }));
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
