import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLoopback } from '../../settings/loopback.ts';

/*
 * Whether the cookie needs TLS is read from the name by which the browser knows us, not from where we listen: behind a proxy
 * we may listen on loopback, and be known to the whole house. Only the browser that will keep the cookie names us to itself.
 */
const isAtHome = ({ headers: { host } }: FastifyRequest): boolean => {
  const address = `http://${host ?? ''}`;
  return URL.canParse(address) && isLoopback(new URL(address).hostname.replace(/^\[(.*)\]$/, '$1'));
};

/**
 * Off this machine a cookie that goes over TLS alone, and to this very host (RFC 6265bis, 4.1.3.2). On it a browser sends cookies
 * to every port of a host: each console has a name of its own, and takes no other's.
 */
const nameFor = (request: FastifyRequest): string =>
  isAtHome(request) ? `tidings-${new URL(`http://${request.headers.host}`).port || '80'}` : '__Host-tidings';

/** The name and port by which the browser knows us: a session is good for these alone. */
export const knownAs = ({ headers: { host = '' } }: FastifyRequest): string => host.toLowerCase();

/**
 * Whether a password that the browser sends goes over TLS, or stays on this machine. What a trusted proxy says counts; where it
 * says nothing, what browsers say of themselves: they name where they come from only over TLS (Fetch Metadata), and by its scheme.
 */
export function goesInPrivate(request: FastifyRequest): boolean {
  if (isAtHome(request) || request.protocol === 'https') return true;
  const { origin, 'sec-fetch-site': site, 'x-forwarded-proto': proxied } = request.headers;
  if (proxied !== undefined && proxied !== 'https') return false;
  return origin === undefined ? site !== undefined : origin.startsWith('https://');
}

/** Where the browser finds us, for a link that goes by mail. Off this machine passwords go over TLS alone. */
export const consoleBase = (request: FastifyRequest): string =>
  `${isAtHome(request) ? request.protocol : 'https'}://${knownAs(request)}`;

/** What the browser gives as the token of its session. */
export const sessionToken = (request: FastifyRequest): string | undefined =>
  request.cookies[nameFor(request)];

/** Gives the browser a session, in place of any that it has. */
export const giveSession = (request: FastifyRequest, reply: FastifyReply, token: string): FastifyReply =>
  reply.setCookie(nameFor(request), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: !isAtHome(request),
  });
