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

/** Off this machine a cookie that goes over TLS alone, and to this very host (RFC 6265bis, 4.1.3.2). */
const nameFor = (request: FastifyRequest): string => (isAtHome(request) ? 'tidings' : '__Host-tidings');

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
