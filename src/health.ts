import Fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { ConfigurationFailure } from './failure.ts';
import type { Databases } from './ledger/databases.ts';
import { lastRoundAt } from './ledger/rounds.ts';
import type { Vitals } from './vitals.ts';
import { ROUND_EVERY } from './worker.ts';

/** A worker whose last round is older than this is not ready: somebody should look. */
const ROUND_TOO_OLD = 3 * ROUND_EVERY;

/**
 * Serves /healthz (the process answers), /readyz (both databases answer and rounds run) and /metrics, on loopback
 * unless TIDINGS_ADDRESS says otherwise.
 * @throws ConfigurationFailure when the address is taken
 */
export async function serveHealth(
  config: Config,
  databases: Databases,
  vitals: Vitals,
  clock: Clock,
): Promise<FastifyInstance> {
  const server = Fastify({ logger: false, bodyLimit: 1_024, forceCloseConnections: true });
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const faults = await whatIsNotReady(databases, clock);
    return reply.code(faults.length === 0 ? 200 : 503).send({ ready: faults.length === 0, faults });
  });
  server.get('/metrics', async (_request, reply) =>
    reply.type(vitals.registry.contentType).send(await vitals.registry.metrics()),
  );
  const { host, port } = config.address;
  try {
    await server.listen({ host, port });
  } catch (error) {
    await server.close();
    const said = error instanceof Error ? error.message : String(error);
    throw new ConfigurationFailure(
      `TIDINGS_ADDRESS: cannot listen on ${host}:${port} (${said}). Is another worker running? Choose another port.`,
    );
  }
  return server;
}

async function whatIsNotReady(databases: Databases, clock: Clock): Promise<string[]> {
  const faults: string[] = [];
  // Whichever worker ran it: a round of one is a round of all.
  const lastRound = await lastRoundAt(databases.ledgerPool).catch(() => undefined);
  if (lastRound === undefined) faults.push('the ledger database does not answer');
  else if (lastRound === null) faults.push('no round has ended yet');
  else if (clock.now() - lastRound > ROUND_TOO_OLD) faults.push('the last round is too old');
  await databases.sourcePool
    .query('select 1')
    .catch(() => faults.push('the source database does not answer'));
  return faults;
}
