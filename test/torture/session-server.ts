import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { type HostileServer, hostileServer } from './hostile-server.ts';
import type { SessionFault } from './session-faults.ts';

/** A server that shows this fault to everybody, and how it is reached. */
export async function serverOf(
  fault: SessionFault,
): Promise<Pick<HostileServer, 'received' | 'open' | 'url' | 'close'>> {
  const server = fault.selfSigned
    ? await selfSigned(fault.by === 'tls')
    : await hostileServer(() => fault.misdeeds, fault.offers);
  return { ...server, url: urlOf(fault, server.port) };
}

function urlOf({ by }: SessionFault, port: number): string {
  switch (by) {
    case 'tls':
      return `smtps://127.0.0.1:${port}`;
    case 'starttls':
      // Reaches this machine, and is not known to: so the line must be encrypted.
      return `smtp://0.0.0.0:${port}`;
    case 'login':
      return `smtp://anna:secret@127.0.0.1:${port}`;
    default:
      return `smtp://127.0.0.1:${port}`;
  }
}

/** smtp-server comes with a certificate that nobody vouches for. */
async function selfSigned(secure: boolean): Promise<Omit<HostileServer, 'turn'>> {
  const received: { messageId: string; to: string; letter: string }[] = [];
  const server = new SMTPServer({
    secure,
    authOptional: true,
    logger: false,
    onData: (stream, session, done) => {
      received.push({ messageId: '', to: session.envelope.rcptTo[0]?.address ?? '', letter: '' });
      stream.resume().on('end', () => done());
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    received,
    open: () => server.connections.size,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
