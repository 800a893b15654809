import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { HostileSession, type Misdeed, type Offers, type Shared } from './hostile-session.ts';
import type { ReceivedMail } from './mail-record.ts';

export interface HostileServer {
  readonly port: number;
  /** For SMTP_URL: without encryption or login. */
  readonly url: string;
  /** What it has, whatever it said. */
  readonly received: readonly ReceivedMail[];
  /** Connections that are open now. */
  open(): number;
  /** What it does wrong from now on; by letter, which is '' until MAIL. */
  turn(misdeedsOf: (letter: string) => readonly Misdeed[]): void;
  close(): Promise<void>;
}

/** An SMTP server on loopback, by hand from the first byte, that goes wrong where it is told to. */
export async function hostileServer(
  misdeedsOf: (letter: string) => readonly Misdeed[] = () => [],
  offers: Offers = {},
): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  const shared: Shared = { offers, received: [], attempts: new Map(), misdeedsOf };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Cut lines are what this server is for.
    socket.on('error', () => undefined);
    new HostileSession(socket, shared);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    received: shared.received,
    open: () => sockets.size,
    turn: (misdeeds) => {
      shared.misdeedsOf = misdeeds;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
