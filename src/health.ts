import type { FastifyPluginAsync } from 'fastify';
import { roundIsOverdue } from './alarms/round-due.ts';
import type { Clock } from './clock.ts';
import type { Databases } from './ledger/databases.ts';
import { lastRoundAt } from './ledger/rounds.ts';
import type { Vitals } from './vitals.ts';

interface Body {
  readonly databases: Databases;
  readonly vitals: Vitals;
  readonly clock: Clock;
}

/** /healthz (the process answers), /readyz (both databases answer and rounds run) and /metrics. */
export const healthRoutes =
  ({ databases, vitals, clock }: Body): FastifyPluginAsync =>
  async (server) => {
    server.get('/healthz', async () => ({ status: 'ok' }));
    server.get('/readyz', async (_request, reply) => {
      const faults = await whatIsNotReady(databases, clock);
      return reply.code(faults.length === 0 ? 200 : 503).send({ ready: faults.length === 0, faults });
    });
    server.get('/metrics', async (_request, reply) =>
      reply.type(vitals.registry.contentType).send(await vitals.registry.metrics()),
    );
  };

async function whatIsNotReady(databases: Databases, clock: Clock): Promise<string[]> {
  const faults: string[] = [];
  // Whichever worker ran it: a round of one is a round of all.
  const lastRound = await lastRoundAt(databases.ledgerPool).catch(() => undefined);
  if (lastRound === undefined) faults.push('the ledger database does not answer');
  else if (lastRound === null) faults.push('no round has ended yet');
  else if (roundIsOverdue(lastRound, clock.now())) faults.push('the last round is too old');
  await databases.sourcePool
    .query('select 1')
    .catch(() => faults.push('the source database does not answer'));
  return faults;
}
