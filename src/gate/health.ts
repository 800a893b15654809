import type { FastifyPluginAsync } from 'fastify';
import { roundIsOverdue } from '../alarms/round-due.ts';
import { type Instant, isoInstant, later, MINUTE } from '../calendar/time.ts';
import type { Clock } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import { pausedByFile } from '../ledger/rounds/pause-file.ts';
import { pauseTimes } from '../ledger/rounds/pauses.ts';
import { lastRoundAt } from '../ledger/rounds/rounds.ts';
import type { Config } from '../settings/config.ts';
import type { HangingPart, Pulse } from './pulse.ts';
import type { Vitals } from './vitals.ts';

export interface Body {
  readonly databases: Databases;
  readonly pulse: Pulse;
  readonly vitals: Vitals;
  readonly clock: Clock;
  readonly config: Pick<Config, 'home'>;
}

/**
 * /healthz (the process answers), /readyz (both databases answer, rounds run or are paused, and no part of this worker
 * hangs) and /metrics.
 */
export const healthRoutes =
  ({ databases, pulse, vitals, clock, config }: Body): FastifyPluginAsync =>
  async (server) => {
    server.get('/healthz', async () => ({ status: 'ok' }));
    server.get('/readyz', async (_request, reply) => {
      const { faults: outside, pausedSince } = await readiness(databases, clock, config.home);
      const faults = [...outside, ...pulse.hanging(performance.now()).map(sayHanging)];
      const paused = pausedSince === null ? {} : { paused_since: isoInstant(pausedSince) };
      return reply
        .code(faults.length === 0 ? 200 : 503)
        .send({ ready: faults.length === 0, faults, ...paused });
    });
    server.get('/metrics', async (_request, reply) => {
      vitals.pulse(pulse.ages(performance.now()));
      return reply.type(vitals.registry.contentType).send(await vitals.registry.metrics());
    });
  };

const sayHanging = ({ part, ms }: HangingPart): string =>
  `${part === 'rounds' ? 'rounds have' : 'delivery has'} not got on for ${Math.floor(ms / MINUTE)} minutes`;

/** A pause is no fault: a person wants that nothing runs. Its reason is theirs, and no page tells it. */
async function readiness(
  { ledgerPool, sourcePool }: Databases,
  clock: Clock,
  home: string,
): Promise<{ readonly faults: readonly string[]; readonly pausedSince: Instant | null }> {
  const faults: string[] = [];
  // Whichever worker ran it: a round of one is a round of all.
  const ledger = await Promise.all([lastRoundAt(ledgerPool), pauseTimes(ledgerPool)]).catch(() => null);
  const [lastRound, { pausedSince: kept, lastResume }] = ledger ?? [
    null,
    { pausedSince: null, lastResume: null },
  ];
  const pausedSince = kept ?? (await pausedByFile(home));
  if (ledger === null) faults.push('the ledger database does not answer');
  else if (pausedSince === null) {
    if (lastRound === null) faults.push('no round has ended yet');
    else if (roundIsOverdue(later(lastRound, lastResume), clock.now()))
      faults.push('the last round is too old');
  }
  await sourcePool.query('select 1').catch(() => faults.push('the source database does not answer'));
  return { faults, pausedSince };
}
