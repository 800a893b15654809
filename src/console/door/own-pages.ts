import type { FastifyRequest } from 'fastify';

/** A path of our own to go on to; anything else might lead elsewhere. What encodeURIComponent leaves as it is may stand in it. */
const OWN_PATH = /^\/(?![/\\])[\w/.?=&%+:,~!*'()-]*$/;
export const ownPath = (path: string | undefined): string =>
  path !== undefined && path.length <= 2_000 && OWN_PATH.test(path) ? path : '/';

/** What browsers say of where a form comes from (Fetch Metadata, and RFC 6454 for older ones); a token is looked at besides. */
export function comesFromUs({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin, host } = headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
