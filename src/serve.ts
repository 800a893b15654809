import Fastify, { type FastifyInstance } from 'fastify';
import { ConfigurationFailure } from './failure.ts';
import { type GateWorld, gateRoutes } from './gate-routes.ts';
import { healthRoutes } from './health.ts';

/**
 * Serves health, metrics and the gate, on loopback unless TIDINGS_ADDRESS says otherwise.
 * @throws ConfigurationFailure when the address is taken
 */
export async function serve(world: GateWorld): Promise<FastifyInstance> {
  const server = Fastify({ logger: false, bodyLimit: 1_024, forceCloseConnections: true });
  await server.register(healthRoutes(world));
  await server.register(gateRoutes(world));
  const { host, port } = world.config.address;
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
