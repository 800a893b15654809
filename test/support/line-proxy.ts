import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be made to forget: what stands then says nothing more and is not closed either, as with a router. */
export interface LineProxy {
  /** The same address by way of the proxy. */
  readonly url: string;
  /** How many lines stand. */
  readonly lines: number;
  /** Nothing more comes through over the lines that stand now; a new one works. Returns how many those are. */
  forget(): number;
  close(): Promise<void>;
}

/** @param url of the server behind it, as `postgres://…@host:port/…` */
export async function lineProxy(url: string): Promise<LineProxy> {
  const behind = new URL(url);
  const sockets = new Set<Socket>();
  const pairs = new Map<Socket, Socket>();
  const server = createServer((ours) => {
    const theirs = connect(Number(behind.port), behind.hostname);
    pairs.set(ours, theirs);
    for (const [socket, other] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.pipe(other);
      socket.on('close', () => {
        sockets.delete(socket);
        // Those of a forgotten line never hear of each other again.
        if (pairs.delete(ours)) other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(typeof address === 'object' ? address?.port : 0);
  return {
    url: through.href,
    get lines() {
      return pairs.size;
    },
    forget: () => {
      const forgotten = pairs.size;
      for (const pair of pairs) {
        for (const socket of pair) {
          socket.unpipe();
          // What still comes is taken and goes nowhere.
          socket.resume();
        }
      }
      pairs.clear();
      return forgotten;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
