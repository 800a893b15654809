import { type Instant, instantOf, MINUTE } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import type { Databases } from '../../src/database/databases.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { type DeliverOptions, deliver } from '../../src/post/queue/deliver.ts';
import type { DeliveryReport } from '../../src/post/queue/delivery-report.ts';
import { lastLookWith } from '../../src/post/queue/last-look.ts';
import { recipientsWith } from '../../src/post/queue/recipients.ts';
import { quiet } from './delivery.ts';

const MOST_PASSES = 5;

/** What a delivery is played with: the company's own tables say whom letters go to, and whether they are still true. */
interface Played extends Pick<DeliverOptions, 'transport' | 'onFallBack'> {
  readonly databases: Databases;
  readonly rules: Rules;
  readonly now: Instant;
}

/** Delivers what is due at a moment, as a worker with that clock does. */
export const deliverOnce = ({ now, ...played }: Played): Promise<DeliveryReport> =>
  deliver({
    ...played,
    clock: fixedClock(now),
    recipients: recipientsWith(played.databases, played.rules),
    lastLook: lastLookWith(played.databases, played.rules),
    once: true,
    signal: new AbortController().signal,
    log: quiet,
  });

/** Sends, and once more some minutes later what was put off because a busy database did not answer in time: nobody had tried it. */
export async function untilNoneIsPutOff(
  { ledgerPool }: Pick<Databases, 'ledgerPool'>,
  now: Instant,
  send: (at: Instant) => Promise<unknown>,
): Promise<void> {
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    await send(instantOf(now + pass * 2 * MINUTE));
    const { rowCount } = await ledgerPool.query(
      `select from letters where status = 'retry' and attempts = 0`,
    );
    if (rowCount === 0) return;
  }
}
