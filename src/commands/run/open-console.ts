import { isLoopback } from '../../settings/loopback.ts';

/** Where a browser of this machine finds the console. */
export const consoleUrl = ({ host, port }: { readonly host: string; readonly port: number }): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** What whoever starts a worker must know of a console that other machines reach; null: none does. */
export const openToOthers = (host: string): string | null =>
  isLoopback(host)
    ? null
    : `OPEN TO OTHER MACHINES: CONSOLE_ADDRESS is ${host}, and the console speaks no TLS. It takes passwords over https alone: put a
  proxy before it that speaks TLS, and name the proxy under http.trusted_proxies in the policy. 127.0.0.1 opens it to this machine alone.`;
