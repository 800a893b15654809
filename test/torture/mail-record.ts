import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/** One message that came in whole: the server answered OK, whether or not anybody was left to hear it. */
export interface ReceivedMail {
  readonly messageId: string;
  readonly to: string;
  /** By the envelope's sender: which letter it is. */
  readonly letter: string;
}

export interface MailRecord {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** Milliseconds before the answer to a message. */
  delay: number;
  close(): Promise<void>;
}

/** A real SMTP server on loopback that remembers of each message who it was for and which letter it is. */
export async function mailRecord(): Promise<MailRecord> {
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    maxClients: 200,
    onData: (stream, session, done) => {
      let head = '';
      stream.on('data', (chunk: Buffer) => {
        // Header lines alone are looked at: they are well within the first of a message.
        if (head.length < 16_384) head += chunk.toString('latin1');
      });
      stream.on('error', done);
      stream.on('end', () => {
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        record.received.push({
          messageId: /^message-id:\s*(<[^>]*>)/im.exec(head)?.[1] ?? '',
          to: session.envelope.rcptTo[0]?.address ?? '',
          letter: /\+bounce-([^@]+?)(?:-[a-z2-7]{16})?@/.exec(from)?.[1] ?? '',
        });
        // A sender that was killed meanwhile is no fault of this server.
        sleep(record.delay).then(() => done(), done);
      });
    },
  });
  const record: MailRecord = {
    url: '',
    received: [],
    delay: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(record, { url: `smtp://127.0.0.1:${port}` });
}
