import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what systems hand out by themselves: nobody else's connection or server comes upon one of these by chance. */
const [FIRST, LAST] = [20_000, 32_000];
const TRIES = 1_000;

/**
 * A port of 127.0.0.1 on which nobody listens now, and that no other test is given: until this process ends it keeps
 * the port of the same number for datagrams, which nobody uses. Between asking and listening seconds may pass.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if ((await keep(port)) && (await isFree(port))) return port;
  }
  throw new Error(`no port between ${FIRST} and ${LAST} is free`);
}

async function keep(port: number): Promise<boolean> {
  const socket = createSocket('udp4').unref();
  try {
    // In the process itself, not in one that shares it with others.
    socket.bind({ port, address: '127.0.0.1', exclusive: true });
    await once(socket, 'listening');
    return true;
  } catch {
    socket.close();
    return false;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
