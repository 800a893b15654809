import { isIP } from 'node:net';

/** Whether a host name or address is this machine: what is said to it crosses no network. */
export function isLoopback(host: string): boolean {
  // A name such as 127.0.0.1.example is a machine somewhere.
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === '::1' || host === 'localhost' || host.endsWith('.localhost');
}
