import cookies from '@fastify/cookie';
import forms from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { MINUTE } from '../calendar/time.ts';
import { ConfigurationFailure, messageOf } from '../failure.ts';
import { boundSockets } from '../gate/bounded-sockets.ts';
import { transportFor } from '../post/server/transport-for.ts';
import { DraftDesk } from './desk/draft-desk.ts';
import { serveAssets } from './frame/assets.ts';
import { addRoutes } from './frame/guarded.ts';
import { Printer } from './frame/printer.ts';
import type { ConsoleSetup } from './frame/routes.ts';
import { addSignIn } from './frame/sign-in-pages.ts';
import { PAGES } from './pages.ts';

/** Who sends a request more slowly than this, in milliseconds, is cut off. */
const PATIENCE = 15_000;
const CONNECTIONS = 200;
const PER_ADDRESS = 60;
const HEADERS = 16_384;
const FORM = 64 * 1_024;
const LONGEST_ID = 1_000;
/** Requests a minute from one address: ten people behind one, each clicking every second. */
const PER_MINUTE = 600;

/** Nothing from elsewhere, no inline script, no framing: a page shows what this server sends and nothing else. */
const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  frameSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/**
 * Serves the console on CONSOLE_ADDRESS; null when that is off.
 * @param patience milliseconds that a request may take to arrive
 * @throws ConfigurationFailure when the address is taken
 */
export async function serveConsole(
  world: ConsoleSetup,
  patience = PATIENCE,
): Promise<FastifyInstance | null> {
  const address = world.config.consoleAddress;
  if (address === null) return null;
  const proxies = world.rules.http.trustedProxies;
  const server = Fastify({
    logger: false,
    // A trusted proxy says for whom it asks, so that limits are each browser's own.
    trustProxy: [...proxies],
    // Ids stand in addresses; any that a system gives is shorter.
    routerOptions: { maxParamLength: LONGEST_ID },
    bodyLimit: FORM,
    forceCloseConnections: true,
    requestTimeout: patience,
    http: { headersTimeout: patience, connectionsCheckingInterval: patience / 4, maxHeaderSize: HEADERS },
  });
  boundSockets(server.server, { all: CONNECTIONS, perAddress: PER_ADDRESS, proxies });
  server.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) =>
    world.log.debug(
      { method, route: routeOptions.url, status: statusCode, ms: Math.round(elapsedTime) },
      'console',
    ),
  );
  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    // A proxy that speaks TLS says this for its own name.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
  });
  await server.register(rateLimit, { max: PER_MINUTE, timeWindow: MINUTE });
  await server.register(cookies);
  await server.register(forms, { bodyLimit: FORM });
  const aside = world.databases.aside('console');
  const desk = new DraftDesk();
  const transport = transportFor(world.config, world.rules);
  server.addHook('onClose', async () => {
    desk.close();
    transport.close();
    await aside.close();
  });
  const own = { ...world, databases: aside, desk, transport };
  const printer = new Printer(own, serveAssets(server));
  addSignIn(server, own, printer);
  addRoutes(
    server,
    own,
    printer,
    PAGES.flatMap((routesOf) => routesOf(own)),
  );
  try {
    await server.listen(address);
  } catch (error) {
    await server.close();
    const said = messageOf(error);
    throw new ConfigurationFailure(
      `CONSOLE_ADDRESS: cannot listen on ${address.host}:${address.port} (${said}). Is another worker running? Choose another port, or "off".`,
    );
  }
  return server;
}
