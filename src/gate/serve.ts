import Fastify, { type FastifyInstance } from 'fastify';
import { ConfigurationFailure, messageOf } from '../failure.ts';
import { boundSockets } from './bounded-sockets.ts';
import { type GateWorld, gateRoutes } from './gate-routes.ts';
import { type Body, healthRoutes } from './health.ts';

/** Who sends a request more slowly than this, in milliseconds, is cut off. */
const PATIENCE = 10_000;
/** Enough for a proxy and a monitor; more would only hold sockets open. */
const CONNECTIONS = 100;
const PER_ADDRESS = 40;
/** Of all headers together, in bytes; a token and a URL of ours are a fraction of it. */
const HEADERS = 8_192;

/** No answer is a page: a browser that is led here shows nothing, runs nothing and guesses no type. */
const NO_PAGE = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/**
 * Serves health, metrics and the gate, on loopback unless TIDINGS_ADDRESS says otherwise.
 * @param patience for a slow request, in milliseconds
 * @throws ConfigurationFailure when the address is taken
 */
export async function serve(world: GateWorld & Body, patience = PATIENCE): Promise<FastifyInstance> {
  const proxies = world.rules.http.trustedProxies;
  const server = Fastify({
    logger: false,
    // A trusted proxy says for whom it asks, so that limits are each one's own.
    trustProxy: [...proxies],
    bodyLimit: 1_024,
    forceCloseConnections: true,
    // Fastify's own default lets a request take for ever.
    requestTimeout: patience,
    http: { headersTimeout: patience, connectionsCheckingInterval: patience / 4, maxHeaderSize: HEADERS },
  });
  boundSockets(server.server, { all: CONNECTIONS, perAddress: PER_ADDRESS, proxies });
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers(NO_PAGE);
  });
  const databases = world.databases.aside('gate');
  server.addHook('onClose', () => databases.close());
  const own = { ...world, databases };
  await server.register(healthRoutes(own));
  await server.register(gateRoutes(own));
  const { host, port } = world.config.address;
  try {
    await server.listen({ host, port });
  } catch (error) {
    await server.close();
    const said = messageOf(error);
    throw new ConfigurationFailure(
      `TIDINGS_ADDRESS: cannot listen on ${host}:${port} (${said}). Is another worker running? Choose another port.`,
    );
  }
  return server;
}
